/**
 * What a sender says a step is, beyond the new values: the columns that it says it in, and its words. Kinds are told, not
 * guessed; see `ToldStep`.
 */
import { type CodeTable, resolveCode } from '../../src/domain/code/code-table.ts';
import { problem } from '../../src/domain/message/problem.ts';
import type { Grounds, ToldStep } from '../../src/domain/record/observation.ts';
import { parseDate } from '../../src/domain/value/date.ts';
import { cleanText, foldWidth } from '../../src/domain/value/name.ts';
import type { Row } from './row.ts';
import type { SlotDefinition } from './sheet.ts';

/** The slots of a sheet that say what a step is and which paper it rests on. */
export const toldSlots = {
  told: {},
  corrects: {},
  formerKey: {},
  replacedOn: {},
  documentNo: {},
  reason: {},
} as const satisfies Readonly<Record<string, SlotDefinition>>;

export type ToldSlot = keyof typeof toldSlots;

/** What their columns are called in workbooks, and by the housing platform. A source adds the names of its own. */
export const toldColumns = {
  told: ['报送类型', '报送种类', 'ActionKind'],
  corrects: ['更正位置', 'ActionCorrects'],
  formerKey: ['原编号', 'ActionFormerKey'],
  replacedOn: ['换号日期', 'ActionDate'],
  documentNo: ['文号', '依据文号', 'ActionFileNum'],
  reason: ['原因', '报送原因', 'ActionReason'],
} as const satisfies Readonly<Record<ToldSlot, readonly string[]>>;

type ToldWord = 'ORDINARY' | ToldStep['kind'];

const toldWords: CodeTable<ToldWord> = {
  zh: '报送类型',
  en: 'kind of step',
  values: {
    ORDINARY: { zh: '变更', en: 'an ordinary one', words: ['新增', '首次', '登记', '报送', '普通', '常规', '更新'] },
    CORRECTED: { zh: '更正', en: 'correction', words: ['更正登记', 'correct'] },
    RESTORED: { zh: '恢复', en: 'back in life', words: ['恢复登记', 'restore'] },
    REPLACES: { zh: '换号', en: 'the number was replaced', words: ['编号变更', 'replace'] },
    MERGES: { zh: '合并', en: 'merger', words: ['merge'] },
    SPLIT: { zh: '拆分', en: 'split', words: ['分立', 'split'] },
  },
};

/** The slots that `readTold` reads; any sheet's row that has them will do. */
type ToldRow = Pick<Row<ToldSlot>, 'raw' | 'text' | 'required' | 'lenient' | 'refuse'>;

/**
 * What the row tells of the step and its grounds. A word that is not known, or a step without what it needs (the position
 * that a correction names, the former key), refuses the row: taken for an ordinary change it would say something else.
 */
export function readTold(row: ToldRow): { readonly told?: ToldStep; readonly grounds?: Grounds } {
  const told = stepOf(row, row.required('told', resolveCode(toldWords, { text: row.raw('told') })) ?? 'ORDINARY');
  return { ...(told === undefined ? {} : { told }), ...readGrounds(row) };
}

export function readGrounds(row: Pick<ToldRow, 'text'>): { readonly grounds?: Grounds } {
  const documentNo = row.text('documentNo');
  const reason = row.text('reason');
  if (documentNo === null && reason === null) return {};
  return { grounds: { ...(documentNo === null ? {} : { documentNo }), ...(reason === null ? {} : { reason }) } };
}

const withdrawals: CodeTable<'WITHDRAWN'> = {
  zh: '报送类型',
  en: 'kind of step',
  values: { WITHDRAWN: { zh: '撤销', en: 'taken back', words: ['注销', '删除', '作废', 'withdraw', 'delete'] } },
};

/** Whether the row says that its record is taken back: of sources that end their records so. To others it is no step they know. */
export function isWithdrawal(row: Pick<ToldRow, 'raw'>): boolean {
  const read = resolveCode(withdrawals, { text: row.raw('told') });
  return read.ok && read.value === 'WITHDRAWN';
}

function stepOf(row: ToldRow, kind: ToldWord): ToldStep | undefined {
  switch (kind) {
    case 'ORDINARY':
      return undefined;
    case 'RESTORED':
    case 'SPLIT':
      return { kind };
    case 'CORRECTED': {
      const position = positionOf(row);
      return position === null ? { kind } : { kind, corrects: position };
    }
    case 'REPLACES':
    case 'MERGES': {
      const keys = keysOf(row.text('formerKey'));
      if (keys.length === 0) row.refuse(problem('FIELD_REQUIRED'), 'formerKey');
      const on = row.lenient('replacedOn', parseDate(row.raw('replacedOn'))) ?? null;
      return { kind, formers: keys.map((key) => ({ key, on })) };
    }
  }
}

/** The position that is corrected; null where the row names none: then it is what holds now. */
function positionOf(row: ToldRow): number | null {
  const text = cleanText(row.raw('corrects'));
  if (text === null) return null;
  const position = /^\d{1,15}$/.test(foldWidth(text)) ? Number(foldWidth(text)) : 0;
  if (position > 0) return position;
  row.refuse(problem('TOLD_POSITION'), 'corrects');
  return null;
}

/** A merger may name several. */
function keysOf(text: string | null): readonly string[] {
  const keys = (text ?? '').split(/[、;；,，\s|]+/).filter((key) => key !== '');
  return [...new Set(keys)];
}
