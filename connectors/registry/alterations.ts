/**
 * Change rows (变更信息) that come beside the subjects: they say when the news became true, and what kind of step it is.
 *
 * Real ones are untidy (doubled, without an item, before equal to after, masked, dates in many spellings), and what they
 * say comes second to the subject's own row: a row that cannot be used is a warning. Their texts may name persons: they
 * are read for codes here, and go nowhere else.
 *
 * What came since the hub's own cursor is news. What comes with a listing from the beginning is history: a company that
 * was restored years ago is not restored because its address changes now. Of history only replaced codes count, each on
 * the day of its own step: what the row of the subject says now became true on another.
 */
import { type ChangeCategory, type ChangeStep, categoryOfChange, stepOfChange } from '../../src/domain/code/change-item.ts';
import { isInDeregistration } from '../../src/domain/code/registration-status.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { at, type Problem, problem } from '../../src/domain/message/problem.ts';
import type { Former, Observation, ToldStep } from '../../src/domain/record/observation.ts';
import type { RegistrationContent } from '../../src/domain/record/registration.record.ts';
import { parseDate } from '../../src/domain/value/date.ts';
import { cleanText } from '../../src/domain/value/name.ts';
import { subjectId } from './subject-id.ts';

/** The change rows of a page by subject, and how many lead to none. */
export interface Alterations {
  of(pripid: unknown): readonly unknown[];
  readonly without: number;
}

/** @param subjectIds PRIPID of the subjects of the same page @param kind whether the page was asked for with a cursor of news */
export function alterationsOf(rows: readonly unknown[], subjectIds: readonly unknown[], kind: 'news' | 'history'): Alterations {
  const bySubject = new Map<string, unknown[]>();
  for (const id of subjectIds) {
    const subject = cleanText(id);
    if (subject !== null) bySubject.set(subject, []);
  }
  let without = 0;
  for (const row of rows) {
    const subject = cleanText(subjectId(row));
    const known = subject === null ? undefined : bySubject.get(subject);
    if (known === undefined) without++;
    else if (kind === 'news') known.push(row);
    else if (isReplacement(row)) known.push({ ...(row as object), [PAST]: true });
  }
  return {
    of(id) {
      const subject = cleanText(id);
      return subject === null ? [] : (bySubject.get(subject) ?? []);
    },
    without,
  };
}

/** The observation with what its change rows tell: `effectiveOn`, `told`, warnings. */
export function enrich(observation: Observation, rows: readonly unknown[], row: number): Observation {
  if (rows.length === 0) return observation;
  const { steps, faults } = readAlterations(rows, observation.key);
  const content = observation.content as RegistrationContent;
  const told = toldBy(steps, observation.key, content);
  const effectiveOn = told?.kind === 'CORRECTED' ? undefined : newestOf(steps, content);
  return {
    ...observation,
    ...(told === undefined ? {} : { told }),
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    warnings: [...observation.warnings, ...faults.map((field) => at(problem('ALTERATION_UNREADABLE'), field, row))],
  };
}

function isReplacement(row: unknown): boolean {
  const cells = cellsOf(row);
  return stepOfChange({ code: cells?.get('altitem'), text: cells?.get('altitemcn') }) === 'REPLACES';
}

/** Marks a change row of history: the mark is kept with the row, which may be read again when a person releases its subject. */
const PAST = '_past';

/** A change row that says something about the record. */
interface Alteration {
  readonly step: ChangeStep | null;
  readonly on: string | null;
  /** Of history: it does not date what the subject's row says now. */
  readonly isPast: boolean;
  /** The code before and the one after, of a replaced one. */
  readonly codes?: { readonly before: string; readonly after: string };
}

/** What the record holds nothing of: such a change does not date the news about it. */
const NOT_IN_RECORD: ReadonlySet<ChangeCategory> = new Set<ChangeCategory>(['SHAREHOLDER', 'OFFICERS', 'FILING_OTHER']);

function readAlterations(
  rows: readonly unknown[],
  key: string,
): { readonly steps: readonly Alteration[]; readonly faults: readonly string[] } {
  const seen = new Set<string>();
  const steps: Alteration[] = [];
  const faults: string[] = [];
  for (const row of rows) {
    const cells = cellsOf(row);
    if (cells === undefined) continue; // it has led to no subject, and was counted there
    const item = { code: cleanText(cells.get('altitem')), text: cleanText(cells.get('altitemcn')) };
    const before = cleanText(cells.get('altbe'));
    const after = cleanText(cells.get('altaf'));
    const same = JSON.stringify([item, before, after, cells.get('altdate')]);
    if (seen.has(same)) continue;
    seen.add(same);
    const date = parseDate(cells.get('altdate'));
    if (!date.ok) faults.push('ALTDATE');
    const on = date.ok ? date.value : null;
    const isPast = cells.get(cellName(PAST)) === true;

    const step = stepOfChange(item);
    if (step === 'REPLACES') {
      const [former, now] = [parseUscc(before), parseUscc(after)];
      // A code after that cannot be read is the one that the subject came with.
      if (former.ok) steps.push({ step, on, isPast, codes: { before: former.value, after: now.ok ? now.value : key } });
      else faults.push('ALTBE');
    } else if (step !== null || saysSomething(item, before, after)) {
      steps.push({ step, on, isPast });
    }
  }
  return { steps, faults };
}

/** A row whose before equals its after has changed nothing (企业正/副本换照), unless what is masked in both differs. */
function saysSomething(
  item: { readonly code: unknown; readonly text: unknown },
  before: string | null,
  after: string | null,
): boolean {
  if (before !== null && before === after && !before.includes('*')) return false;
  const category = categoryOfChange(item);
  return !category.ok || category.value === null || !NOT_IN_RECORD.has(category.value);
}

/** Of several steps at once the one that changes most; a correction only where nothing but corrections came. */
function toldBy(steps: readonly Alteration[], key: string, content: RegistrationContent): ToldStep | undefined {
  const formers = codesBefore(key, steps);
  if (formers.length > 0) return { kind: 'REPLACES', formers };
  if (steps.some(({ step }) => step === 'RESTORED') && !isInDeregistration(content.status)) return { kind: 'RESTORED' };
  if (steps.length > 0 && steps.every(({ step }) => step === 'CORRECTED')) return { kind: 'CORRECTED' };
  return undefined;
}

/** The codes that led to one, the newest first; replacements of other codes are somebody else's. */
function codesBefore(key: string, steps: readonly Alteration[]): readonly Former[] {
  const replaced = new Map<string, string | null>([[key, null]]);
  for (const code of replaced.keys()) {
    for (const { codes, on } of steps) {
      if (codes?.after === code && !replaced.has(codes.before)) replaced.set(codes.before, on);
    }
  }
  return [...replaced].slice(1).map(([former, on]) => ({ key: former, on }));
}

/** The day of the newest change; a cancellation or revocation after it counts for more. A correction's day is not that of the fact. */
function newestOf(steps: readonly Alteration[], { cancelledOn, revokedOn }: RegistrationContent): string | undefined {
  const days = steps.filter(({ step, isPast }) => step !== 'CORRECTED' && !isPast).flatMap(({ on }) => on ?? []);
  if (days.length === 0) return undefined;
  return [...days, ...[cancelledOn, revokedOn].filter((day) => day !== undefined)].sort().at(-1);
}

/** By column name, without case and underscores; undefined where the row is no object. */
function cellsOf(row: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined;
  return new Map(Object.entries(row).map(([name, value]) => [cellName(name), value]));
}

function cellName(column: string): string {
  return column.toLowerCase().replaceAll('_', '');
}

/** The warning of change rows that lead to no subject of their page. */
export function withoutSubject(alterations: Alterations): readonly Problem[] {
  return Array.from({ length: alterations.without }, () => problem('ALTERATION_WITHOUT_SUBJECT'));
}
