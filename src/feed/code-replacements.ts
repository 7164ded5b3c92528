/**
 * Codes that other codes took the place of: a new number for the same company, a company merged into another, an estate that
 * went up in another.
 */
import type { Db } from '../db/database.ts';
import { type CodeKind, listRegisteredCodes, listReplacements, type Replacement } from '../db/identifier.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import type { Hub } from './hub.ts';

/** As often as this a code is followed to the next; more is a ring or a slip, and the walk stops where it is. */
const MAX_STEPS = 10;

/** What took a code's place in the end, and since which position the code itself stands no more. */
export interface Successor {
  readonly code: string;
  readonly since: number;
}

/** The successors of those codes that have one, as known at a position. */
export async function findSuccessors(
  hub: Hub,
  codes: readonly string[],
  position: number,
  kind: CodeKind = 'USCC',
): Promise<ReadonlyMap<string, Successor>> {
  await hub.reads.replacements.reach(position);
  const successors = new Map<string, Successor>();
  for (const code of codes) {
    const successor = successorOf(hub, code, position, kind);
    if (successor !== null) successors.set(code, successor);
  }
  return successors;
}

/** The same for one code, at a position up to which `hub.reads.replacements` has reached. */
export function successorOf({ reads }: Hub, code: string, position: number, kind: CodeKind = 'USCC'): Successor | null {
  const next = (of: string) => newestOf(reads.replacements.of(kind, of, position));
  return lastOf(code, next);
}

/** As `findSuccessors`; within a transaction, which sees what it has written itself. */
export async function findSuccessorsIn(
  db: Db,
  codes: readonly string[],
  position: number,
  kind: CodeKind = 'USCC',
): Promise<ReadonlyMap<string, Successor>> {
  const next = newest(
    await follow(
      codes,
      (part) => listReplacements(db, kind, part, position),
      ({ by }) => by,
    ),
  );
  const found = codes.map((code) => [code, lastOf(code, (of) => next.get(of))] as const);
  return new Map(found.flatMap(([code, successor]) => (successor === null ? [] : [[code, successor] as const])));
}

/** @param next what took a code's place, undefined where nothing did */
function lastOf(code: string, next: (code: string) => Replacement | undefined): Successor | null {
  const first = next(code);
  if (first === undefined) return null;
  const seen = new Set([code]);
  let last = first.by;
  for (let step = next(last); step !== undefined && !seen.has(step.by) && seen.size < MAX_STEPS; step = next(last)) {
    seen.add(last);
    last = step.by;
  }
  return last === code ? null : { code: last, since: first.since };
}

/** The codes that each code took the place of, directly or through others, the latest replaced first. */
export async function listFormerCodes(
  hub: Hub,
  codes: readonly string[],
  position: number,
  kind: CodeKind = 'USCC',
): Promise<ReadonlyMap<string, readonly string[]>> {
  await hub.reads.replacements.reach(position);
  return new Map(codes.map((code) => [code, formerCodesOf(hub, code, position, kind)]));
}

/** The same for one code, at a position up to which `hub.reads.replacements` has reached. */
export function formerCodesOf(hub: Hub, code: string, position: number, kind: CodeKind = 'USCC'): readonly string[] {
  const steps = stepsBack(hub, kind, code, position);
  return steps.length === 0
    ? NONE
    : formerOf(
        code,
        Map.groupBy(steps, ({ by }) => by),
      );
}

const NONE: readonly string[] = [];

function formerOf(code: string, before: ReadonlyMap<string, readonly Replacement[]>): readonly string[] {
  const found = new Map<string, Replacement>();
  const open = [code];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const step of before.get(at) ?? []) {
      if (step.code === code || found.has(step.code)) continue;
      found.set(step.code, step);
      open.push(step.code);
    }
  }
  return [...found.values()].toSorted((a, b) => b.since - a.since).map((step) => step.code);
}

/** A code that a company had, or has, and the position before which its records are the company's. */
export interface LineagePart {
  readonly code: string;
  readonly before: number;
}

/** The codes of one subject: the present one without a limit, then those that it took the place of, step by step. */
export type Lineage = readonly LineagePart[];

/**
 * Under which codes each company was kept, so that its history goes on across a replaced one. A company that was merged
 * into it is no part of it: that was another company. What is said of a former code after its successor was known is
 * left out: the successor's own records tell it.
 */
export async function listLineages(hub: Hub, codes: readonly string[], position: number): Promise<ReadonlyMap<string, Lineage>> {
  await hub.reads.replacements.reach(position);
  const steps = codes.flatMap((code) => stepsBack(hub, 'USCC', code, position)).filter(isSameCompany);
  const successors = [...new Set(steps.map(({ by }) => by))];
  const firsts = new Map<string, number>();
  for (let from = 0; from < successors.length; from += MAX_KEYS) {
    const rows = await listRegisteredCodes(hub.db.scan, successors.slice(from, from + MAX_KEYS), position);
    for (const { company, since } of rows) firsts.set(company, since);
  }
  const before = Map.groupBy(new Set(steps), ({ by }) => by);
  return new Map(codes.map((code) => [code, lineageOf(code, before, firsts)]));
}

/** Whether a company was kept under one code only, at a position up to which `hub.reads.replacements` has reached. */
export function isOneCode({ reads }: Hub, code: string, position: number): boolean {
  return !reads.replacements.by('USCC', code, position).some(isSameCompany);
}

function isSameCompany({ kind }: Replacement): boolean {
  return kind === 'IDENTIFIER_REPLACED';
}

function lineageOf(
  code: string,
  replaced: ReadonlyMap<string, readonly Replacement[]>,
  firsts: ReadonlyMap<string, number>,
): Lineage {
  const parts = [{ code, before: Number.MAX_SAFE_INTEGER }];
  // It grows while it is walked.
  for (const part of parts) {
    for (const { code: former, since } of (replaced.get(part.code) ?? []).toSorted((a, b) => b.since - a.since)) {
      if (parts.some((each) => each.code === former)) continue;
      parts.push({ code: former, before: Math.min(part.before, since, firsts.get(part.code) ?? since) });
    }
  }
  return parts;
}

/** The steps that lead back from a code, round by round, until nothing new is met. */
function stepsBack({ reads }: Hub, kind: CodeKind, code: string, position: number): readonly Replacement[] {
  const seen = new Set([code]);
  const steps: Replacement[] = [];
  let open: readonly string[] = [code];
  for (let round = 0; open.length > 0 && round < MAX_STEPS; round++) {
    const found = open.flatMap((each) => reads.replacements.by(kind, each, position));
    steps.push(...found);
    open = [...new Set(found.map((step) => step.code))].filter((each) => !seen.has(each));
    for (const each of open) seen.add(each);
  }
  return steps;
}

/** The steps that lead on from some codes, round by round, until nothing new is met. */
async function follow(
  codes: readonly string[],
  list: (codes: readonly string[]) => Promise<readonly Replacement[]>,
  ahead: (step: Replacement) => string,
): Promise<readonly Replacement[]> {
  const seen = new Set(codes);
  const steps: Replacement[] = [];
  let open: readonly string[] = [...seen];
  for (let round = 0; open.length > 0 && round < MAX_STEPS; round++) {
    const found: Replacement[] = [];
    for (let from = 0; from < open.length; from += MAX_KEYS) found.push(...(await list(open.slice(from, from + MAX_KEYS))));
    steps.push(...found);
    open = [...new Set(found.map(ahead))].filter((code) => !seen.has(code));
    for (const code of open) seen.add(code);
  }
  return steps;
}

/** Of several codes that are said to have taken one's place, the last one said. */
function newest(steps: readonly Replacement[]): ReadonlyMap<string, Replacement> {
  return new Map(steps.toSorted((a, b) => a.since - b.since).map((step) => [step.code, step]));
}

function newestOf(steps: readonly Replacement[]): Replacement | undefined {
  return steps.reduce<Replacement | undefined>(
    (last, step) => (last === undefined || step.since >= last.since ? step : last),
    undefined,
  );
}
