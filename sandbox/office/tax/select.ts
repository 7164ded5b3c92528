/**
 * As much SQL as an exchange table is asked in: `SELECT … [FROM … WHERE … ORDER BY … LIMIT …]`, with comparisons of columns and
 * values under AND, OR and NOT. Anything else is an error of syntax, in the numbers of MySQL.
 */

export class SqlError extends Error {
  override readonly name = 'SqlError';
  /** MySQL's number of it. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export type Value = string | null;

export type Term =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Term[] };

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Term; readonly right: Term }
  | { readonly kind: 'in'; readonly term: Term; readonly list: readonly Term[] }
  | { readonly kind: 'null'; readonly term: Term };

export interface Select {
  /** `*` for all columns of the table. */
  readonly columns: readonly (Term & { readonly as: string })[] | '*';
  readonly table: { readonly schema: string | null; readonly name: string } | null;
  readonly where: Condition | null;
  readonly orderBy: readonly { readonly column: string; readonly descending: boolean }[];
  readonly limit: number | null;
}

const TOKEN =
  /\s*(?:`([^`]*)`|'((?:[^'\\]|''|\\[\s\S])*)'|(\d+(?:\.\d+)?)|(@@[\w.]+|[A-Za-z_]\w*)|(<=>|<=|>=|<>|!=|[=<>(),.*;])|(\S))/gy;

interface Token {
  readonly kind: 'name' | 'word' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
}

/** @throws {SqlError} */
export function parseSelect(sql: string): Select {
  return new Parser(tokensOf(sql)).select();
}

function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const [, name, text, number, word, sign, other] of sql.trimEnd().matchAll(TOKEN)) {
    if (other !== undefined) throw syntax(other);
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (text !== undefined)
      tokens.push({ kind: 'text', text: text.replace(/''|\\([\s\S])/g, (_, escaped = "'") => escaped) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

function syntax(near: string): SqlError {
  return new SqlError(1064, `You have an error in your SQL syntax near '${near}'`);
}

const END: Token = { kind: 'end', text: '' };

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  select(): Select {
    this.#need('SELECT');
    const columns = this.#has('*') ? '*' : this.#list(() => this.#column());
    const table = this.#has('FROM') ? this.#table() : null;
    const where = this.#has('WHERE') ? this.#or() : null;
    const orderBy = this.#has('ORDER') ? this.#orderBy() : [];
    const limit = this.#has('LIMIT') ? Number(this.#take('number').text) : null;
    this.#has(';');
    if (this.#next !== END) throw syntax(this.#next.text);
    return { columns, table, where, orderBy, limit };
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? END;
  }

  /** Goes on after a word or sign, if that is what comes. */
  #has(text: string): boolean {
    const { kind, text: given } = this.#next;
    if ((kind !== 'word' && kind !== 'sign') || given.toUpperCase() !== text) return false;
    this.#at += 1;
    return true;
  }

  #need(text: string): void {
    if (!this.#has(text)) throw syntax(this.#next.text);
  }

  #take(kind: Token['kind']): Token {
    const token = this.#next;
    if (token.kind !== kind) throw syntax(token.text);
    this.#at += 1;
    return token;
  }

  #list<T>(one: () => T): readonly T[] {
    const list = [one()];
    while (this.#has(',')) list.push(one());
    return list;
  }

  #name(): string {
    return this.#take(this.#next.kind === 'name' ? 'name' : 'word').text;
  }

  #column(): Term & { readonly as: string } {
    const start = this.#at;
    const term = this.#term();
    const spelt = this.#tokens.slice(start, this.#at).map(({ text }) => text);
    const isNamed = this.#has('AS') || this.#next.kind === 'name';
    return { ...term, as: isNamed ? this.#name() : term.kind === 'column' ? term.name : spelt.join('') };
  }

  #table(): Select['table'] {
    const first = this.#name();
    return this.#has('.') ? { schema: first, name: this.#name() } : { schema: null, name: first };
  }

  #orderBy(): Select['orderBy'] {
    this.#need('BY');
    return this.#list(() => {
      const column = this.#name();
      const descending = this.#has('DESC');
      if (!descending) this.#has('ASC');
      return { column, descending };
    });
  }

  #or(): Condition {
    const parts = [this.#and()];
    while (this.#has('OR')) parts.push(this.#and());
    return parts.length === 1 ? (parts[0] as Condition) : { kind: 'or', parts };
  }

  #and(): Condition {
    const parts = [this.#condition()];
    while (this.#has('AND')) parts.push(this.#condition());
    return parts.length === 1 ? (parts[0] as Condition) : { kind: 'and', parts };
  }

  #condition(): Condition {
    if (this.#has('NOT')) return { kind: 'not', part: this.#condition() };
    if (this.#has('(')) {
      const inner = this.#or();
      this.#need(')');
      return inner;
    }
    const left = this.#term();
    if (this.#has('IS')) {
      const isNot = this.#has('NOT');
      this.#need('NULL');
      return isNot ? { kind: 'not', part: { kind: 'null', term: left } } : { kind: 'null', term: left };
    }
    if (this.#has('IN')) {
      this.#need('(');
      const list = this.#list(() => this.#term());
      this.#need(')');
      return { kind: 'in', term: left, list };
    }
    const { text: operator } = this.#take('sign');
    if (!['=', '<', '>', '<=', '>=', '<>', '!='].includes(operator)) throw syntax(operator);
    return { kind: 'compare', operator, left, right: this.#term() };
  }

  #term(): Term {
    const { kind, text } = this.#next;
    if (kind === 'text' || kind === 'number') {
      this.#at += 1;
      return { kind: 'value', value: text };
    }
    if (kind === 'word' && text.startsWith('@@')) {
      this.#at += 1;
      return { kind: 'call', name: text.toLowerCase(), of: [] };
    }
    if (this.#has('NULL')) return { kind: 'value', value: null };
    const name = this.#name();
    if (this.#has('.')) return { kind: 'column', name: this.#name() };
    if (!this.#has('('))
      return /^current_timestamp$/i.test(name) ? { kind: 'call', name: 'now', of: [] } : { kind: 'column', name };
    if (this.#has(')')) return { kind: 'call', name: name.toLowerCase(), of: [] };
    const of = this.#has('*') ? [] : this.#list(() => this.#term());
    this.#need(')');
    return { kind: 'call', name: name.toLowerCase(), of };
  }
}
