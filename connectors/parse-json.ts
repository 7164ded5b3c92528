/** A number of sixteen digits or more where a value stands: perhaps more than a JavaScript number holds. */
const LONG_NUMBER = /[:,[]\s*-?\d{16}/;

/**
 * `JSON.parse` that keeps long whole numbers as text: registration numbers and subject ids are sent as bare numbers of
 * up to twenty digits, which a number would round.
 * @throws SyntaxError whose message quotes the text: not to be handed on, it may be about persons
 */
export function parseJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text);
}

function keepLongIntegers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}
