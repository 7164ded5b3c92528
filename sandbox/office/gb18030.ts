/** Text to GB18030, which Node only reads: the two-byte characters, found by decoding all of them once. */

const UNKNOWN = 0x3f;

let table: ReadonlyMap<string, number> | undefined;

/** Characters that have no two-byte form come out as `?`; no name of the city has one. */
export function encodeGb18030(text: string): Buffer {
  table ??= readTable();
  const bytes = Buffer.alloc(text.length * 2);
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? UNKNOWN;
    const pair = code < 0x80 ? undefined : table.get(character);
    if (pair === undefined) length = bytes.writeUInt8(code < 0x80 ? code : UNKNOWN, length);
    else length = bytes.writeUInt16BE(pair, length);
  }
  return bytes.subarray(0, length);
}

function readTable(): Map<string, number> {
  const decoder = new TextDecoder('gb18030');
  const pairs = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd') pairs.set(character, (lead << 8) | trail);
    }
  }
  return pairs;
}
