/**
 * The schema against the one that was released last: what others build on goes away only with a reason in writing, and a deprecation
 * says until when. With `--release` the schema as it is becomes the released one.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  printSchema,
} from 'graphql';
import { createSchema } from '../src/graph/schema.ts';
import { report } from './report.ts';
import { root } from './source-files.ts';

const RELEASED = 'schema/released/schema.graphql';
const REMOVALS = 'schema/released/removals.json';

/** A breaking change that somebody has answered for. */
export interface Removal {
  /** The release in which it takes effect. */
  readonly release: number;
  /** What changes, in the words of the check. */
  readonly change: string;
  /** Why, and what to use instead. */
  readonly why: string;
  /** From when on it is so, YYYY-MM-DD. */
  readonly since: string;
}

export interface Release {
  readonly number: number;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly schema: GraphQLSchema;
}

export interface Findings {
  readonly problems: readonly string[];
  /** What is allowed and still worth knowing. */
  readonly notes: readonly string[];
}

/** @param today YYYY-MM-DD in Shanghai */
export function compare(released: Release, current: GraphQLSchema, removals: readonly Removal[], today: string): Findings {
  const next = released.number + 1;
  const answered = new Map(removals.filter(({ release }) => release === next).map((removal) => [removal.change, removal]));
  const breaking = findBreakingChanges(released.schema, current).map(({ description }) => description);
  const unanswered = breaking.filter((change) => !answered.has(change));
  const idle = [...answered.keys()].filter((change) => !breaking.includes(change));
  const dangerous = findDangerousChanges(released.schema, current).map(
    ({ description }) => `might break a client: ${description}`,
  );
  const dates = deprecationFindings(current, today);
  return {
    problems: [
      ...unanswered.map((change) => `${change} Release ${released.number} of ${released.date} has it. ${wayOut(change, next)}`),
      ...removals.flatMap((removal) => removalProblems(removal)),
      ...idle.map((change) => `${REMOVALS} answers for "${change}", and nothing of the kind has changed`),
      ...dates.problems,
    ],
    notes: [...dangerous, ...dates.notes],
  };
}

function wayOut(change: string, release: number): string {
  const entry = JSON.stringify({ release, change, why: '…', since: 'YYYY-MM-DD' });
  return `Leave it and deprecate it with a date, or write into ${REMOVALS}: ${entry}`;
}

const SHORTEST_REASON = 15;

function removalProblems({ change, why, since }: Removal): readonly string[] {
  const problems: string[] = [];
  if (why.trim().length < SHORTEST_REASON) problems.push(`${REMOVALS}: say why "${change}", and what to use instead`);
  if (!isDate(since)) problems.push(`${REMOVALS}: "since" of "${change}" should be a date, YYYY-MM-DD`);
  return problems;
}

/** Every deprecation says when it ends; one whose day has passed is told. */
export function deprecationFindings(schema: GraphQLSchema, today: string): Findings {
  const problems: string[] = [];
  const notes: string[] = [];
  for (const [place, reason] of deprecationsOf(schema)) {
    const date = /\b\d{4}-\d{2}-\d{2}\b/.exec(reason)?.[0];
    if (date === undefined || !isDate(date)) {
      problems.push(`${place} is deprecated without a date: write @deprecated(reason: "… until YYYY-MM-DD …")`);
    } else if (date < today) {
      notes.push(`${place} was to go on ${date}: remove it, or give it a later date`);
    }
  }
  return { problems, notes };
}

function* deprecationsOf(schema: GraphQLSchema): Generator<readonly [place: string, reason: string], void, undefined> {
  interface Deprecable {
    readonly name: string;
    readonly deprecationReason?: string | null | undefined;
    readonly args?: readonly Deprecable[];
  }
  const told = function* (place: string, { deprecationReason, args = [] }: Deprecable): ReturnType<typeof deprecationsOf> {
    if (deprecationReason != null) yield [place, deprecationReason];
    for (const argument of args) yield* told(`${place}(${argument.name}:)`, argument);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    const isComposite = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
    const members: readonly Deprecable[] = isComposite
      ? Object.values(type.getFields())
      : isEnumType(type)
        ? type.getValues()
        : [];
    for (const member of members) yield* told(`${type.name}.${member.name}`, member);
  }
  for (const directive of schema.getDirectives()) yield* told(`@${directive.name}`, { name: '', args: directive.args });
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The schema as it is released: a line that says which release it is, then the SDL of all subgraphs together. */
export function releaseText(schema: GraphQLSchema, release: Pick<Release, 'number' | 'date'>): string {
  return `# Release ${release.number}, ${release.date}. Made by \`npm run schema:release\`; do not edit.\n\n${printSchema(schema)}\n`;
}

/** @throws where the text is none that `releaseText` made */
export function readRelease(text: string): Release {
  const [, number, date] = /^# Release (\d+), (\d{4}-\d{2}-\d{2})\./.exec(text) ?? [];
  if (number === undefined || date === undefined) throw new Error(`${RELEASED} does not say which release it is`);
  return { number: Number(number), date, schema: buildSchema(text) };
}

/** @throws where the file holds something else */
export function readRemovals(text: string): readonly Removal[] {
  const list: unknown = JSON.parse(text);
  const isRemoval = (each: unknown): each is Removal =>
    typeof each === 'object' &&
    each !== null &&
    Number.isInteger((each as Partial<Removal>).release) &&
    ['change', 'why', 'since'].every((name) => typeof (each as Readonly<Record<string, unknown>>)[name] === 'string');
  if (!Array.isArray(list) || !list.every(isRemoval)) {
    throw new Error(`${REMOVALS} should be a list of {"release", "change", "why", "since"}`);
  }
  return list;
}

export function main(args: readonly string[], now: number): number {
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  const current = createSchema();
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const isRelease = args.includes('--release');
  const write = (number: number): number => {
    writeFileSync(join(root, RELEASED), releaseText(current, { number, date: today }));
    return report([], `release ${number} of the schema is written to ${RELEASED}`);
  };
  if (!existsSync(join(root, RELEASED))) {
    return isRelease ? write(1) : report([`${RELEASED} is missing; run: npm run schema:release`], '');
  }
  const released = readRelease(read(RELEASED));
  const { problems, notes } = compare(released, current, readRemovals(read(REMOVALS)), today);
  for (const note of notes) process.stdout.write(`${note}\n`);
  if (problems.length > 0) return report(problems, '');
  if (!isRelease) return report([], `nothing of release ${released.number} of ${released.date} is missing`);
  const isSame = printSchema(released.schema) === printSchema(buildSchema(printSchema(current)));
  return isSame ? report([], `release ${released.number} is the schema as it is`) : write(released.number + 1);
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2), Date.now());
