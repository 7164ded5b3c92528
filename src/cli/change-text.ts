/** A change for people and for machines. */
import { getRecordType } from '../domain/record/record-types.ts';
import type { ChangeView } from '../feed/changes.ts';
import type { Context } from './context.ts';
import { formatTime, isoTime } from './format.ts';
import { STAGES } from './state-words.ts';

const KINDS: Readonly<Record<ChangeView['kind'], string>> = {
  CREATED: '新增',
  CHANGED: '变更',
  CORRECTED: '更正',
  ENDED: '终止',
  RESTORED: '恢复',
  IDENTIFIER_REPLACED: '换号',
  SPLIT: '拆分',
  MERGED: '合并',
};

/** One line: position, time, kind, what it is about, and which fields it moves. */
export function changeLine(change: ChangeView, { lang, say }: Context): string {
  const type = getRecordType(change.recordType);
  const name = (change.after ?? change.before)?.name;
  // All fields of a new record are new: only a step between two versions says which.
  const fields =
    change.before === null || change.after === null ? [] : change.fields.map((field) => type.fields[field]?.[lang] ?? field);
  const parts = [
    String(change.position),
    formatTime(change.recordedAt),
    say(KINDS[change.kind], change.kind),
    ...(change.stage === null ? [] : [STAGES[change.stage][lang]]),
    say(type.zh, type.en),
    change.key,
    ...(typeof name === 'string' ? [name] : []),
    ...(fields.length === 0 ? [] : [`[${fields.join(say('、', ', '))}]`]),
  ];
  return parts.join('  ');
}

/** The names of the graph's type Change; positions as strings, since they outgrow a double one day. */
export function changeJson(change: ChangeView): object {
  const text = (position: number | null) => (position === null ? null : String(position));
  return {
    ...change,
    position: text(change.position),
    previous: text(change.previous),
    corrects: text(change.corrects),
    receivedAt: isoTime(change.receivedAt),
    recordedAt: isoTime(change.recordedAt),
  };
}
