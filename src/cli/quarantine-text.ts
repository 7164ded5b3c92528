/** A row that was set aside, for people and for machines. */
import { rowWords } from '../../connectors/registry/column-words.ts';
import { describe, type Language } from '../domain/message/describe.ts';
import { at, type Problem } from '../domain/message/problem.ts';
import type { Hub } from '../feed/hub.ts';
import type { Quarantined } from '../feed/quarantine.ts';
import { listRuns } from '../feed/runs.ts';
import { isoTime } from './format.ts';
import { problemJson } from './output.ts';

/** Why it waits. A reason found only against what the hub holds does not know its row; the record does. */
export function reasonsOf({ problems, row }: Quarantined): readonly Problem[] {
  return problems.map((found) => (found.row === undefined && row !== null ? at(found, undefined, row) : found));
}

/** Inputs of the newest runs, by the number of the run. */
export async function inputsOf(hub: Hub): Promise<ReadonlyMap<number, string>> {
  const runs = await listRuns(hub, { limit: 1000 });
  return new Map(runs.flatMap(({ id, input }) => (input === null ? [] : [[id, input]])));
}

/**
 * Why it waits, for people: the sender's column with its Chinese name. What an interface sends has no rows, so there the
 * number counts the records of the sync.
 */
export function reasonTexts(found: Quarantined, lang: Language, inputs: ReadonlyMap<number, string>): readonly string[] {
  const { zhOf } = rowWords(found.wire);
  const isAddress = /^https?:/.test(inputs.get(found.run ?? -1) ?? '');
  return reasonsOf(found).map(({ row, field, ...rest }) => {
    const zh = field === undefined || lang === 'en' ? undefined : zhOf(field);
    const named = zh === undefined || zh === field ? field : `${zh}（${field}）`;
    const text = describe(
      { ...rest, ...(named === undefined ? {} : { field: named }), ...(row === undefined || isAddress ? {} : { row }) },
      lang,
    );
    if (found.sheet !== null) return lang === 'zh' ? `工作表「${found.sheet}」${text}` : `sheet "${found.sheet}", ${text}`;
    if (row === undefined || !isAddress) return text;
    return lang === 'zh' ? `本次同步第 ${row} 条${named === undefined ? '：' : ''}${text}` : `record ${row} of its sync, ${text}`;
  });
}

/** The company's name and code, as far as its row tells them; both are public. */
export function companyText(found: Quarantined): readonly [name: string, code: string] {
  const { name, uscc } = rowWords(found.wire);
  // Where a code should stand, people put their own numbers.
  const isPersonal = found.problems.some(({ code }) => code === 'USCC_IS_RESIDENT_ID');
  const code = isPersonal ? undefined : (textOf(uscc) ?? textOf(found.key));
  return [textOf(name) ?? '-', code ?? '-'];
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? undefined : text.slice(0, 60);
}

export function quarantinedJson(found: Quarantined): object {
  const { id, source, run, sheet, row, state, recordType, key, wire } = found;
  return {
    ...{ id, source, run, ...(sheet === null ? {} : { sheet }), row, state, recordType, key },
    problems: reasonsOf(found).map(problemJson),
    createdAt: isoTime(found.createdAt),
    decidedAt: isoTime(found.decidedAt),
    position: found.position === null ? null : String(found.position),
    wire,
  };
}
