/**
 * Parts of statements with their parameters, put together as text. Kysely's own are trees that it walks and compiles anew for each
 * statement: of a page with some filters that costs more than the database takes to answer it.
 */
import { CompiledQuery } from 'kysely';
import type { Db } from './database.ts';

/** A part of a statement, or one whole. */
export class Fragment<Row = unknown> {
  readonly text: string;
  readonly values: readonly unknown[];

  constructor(text: string, values: readonly unknown[] = []) {
    this.text = text;
    this.values = values;
  }

  async execute(db: Db): Promise<{ readonly rows: readonly Row[] }> {
    return db.executeQuery<Row>(CompiledQuery.raw(this.text, [...this.values]));
  }
}

/** What stands in a hole is a part of the statement where it is a fragment, and a parameter otherwise. */
export function sql<Row = unknown>(texts: TemplateStringsArray, ...holes: readonly unknown[]): Fragment<Row> {
  let text = texts[0] ?? '';
  const values: unknown[] = [];
  holes.forEach((hole, i) => {
    if (hole instanceof Fragment) {
      text += hole.text;
      values.push(...hole.values);
    } else {
      text += '?';
      values.push(hole);
    }
    text += texts[i + 1] ?? '';
  });
  return new Fragment<Row>(text, values);
}

const COMMA = new Fragment(', ');

/** Several, with something between them. */
sql.join = (parts: readonly unknown[], between: Fragment = COMMA): Fragment => {
  const all = parts.map((part) => (part instanceof Fragment ? part : new Fragment('?', [part])));
  return new Fragment(
    all.map(({ text }) => text).join(between.text),
    all.flatMap(({ values }) => values),
  );
};

/** The name of a column, with its table or without. Both databases take this quote. */
sql.ref = (name: string): Fragment => new Fragment(`\`${name.replace('.', '`.`')}\``);

/** Never of anything from outside. */
sql.raw = (text: string): Fragment => new Fragment(text);

sql.lit = (number: number): Fragment => new Fragment(String(number));
