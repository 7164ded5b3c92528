/**
 * HTML that is safe by default: whatever is put into an html`…` template is escaped, unless it is HTML of that template
 * itself. There is no way around it, so a name with a script in it is shown as that name.
 */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  static template(strings: TemplateStringsArray, ...values: readonly Insert[]): Html {
    let text = strings[0] ?? '';
    for (const [i, value] of values.entries()) text += textOf(value) + (strings[i + 1] ?? '');
    return new Html(text);
  }
}

/** Nothing is shown for null, undefined and false; of a list its entries one after another. */
export type Insert = Html | string | number | null | undefined | false | readonly Insert[];

/** @example html`<td>${company.name}</td>` */
export const html = Html.template;

function textOf(value: Insert): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(textOf).join('');
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters and lone halves of surrogate pairs have no place in a document. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g, '')
      .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
  );
}
