/** Whether the personal values of a version are those that came with it: its commitments tell, which the chain covers. */
import type { VersionRow } from '../db/version.repository.ts';
import type { Beside } from './beside.ts';
import type { Detail } from './breach.ts';
import { commitment, type Suite } from './suite.ts';

export interface PersonalFault {
  /** Null where the commitments themselves cannot be read. */
  readonly field: string | null;
  readonly detail: Detail;
}

/** What is wrong with them; nothing where each value is there and fits, or its erasure is logged. Never names a value. */
export function personalFaults(suite: Suite, row: VersionRow, { personal, erased }: Beside): readonly PersonalFault[] {
  const commitments = readCommitments(row);
  if (commitments === undefined) return [fault(null, '无法读取', 'cannot be read')];
  const held = personal.get(row.position) ?? [];
  const gone = erased.get(row.position) ?? [];
  const ofCommitted = Object.entries(commitments).flatMap(([field, expected]) => {
    const value = held.find((candidate) => candidate.field === field);
    const isErased = gone.includes(field);
    if (value === undefined) {
      return isErased ? [] : [fault(field, '个人信息已缺失，却无删除记录', 'the value is gone and no erasure is logged')];
    }
    const faults = isErased ? [fault(field, '删除已有记录，个人信息却仍在', 'an erasure is logged and the value is there')] : [];
    if (commitment(suite, field, value.salt, value.value) === expected) return faults;
    return [...faults, fault(field, '个人信息与其承诺值不符', 'the value does not fit its commitment')];
  });
  const uncommitted = held.filter(({ field }) => !(field in commitments));
  return [...ofCommitted, ...uncommitted.map(({ field }) => fault(field, '该个人信息没有承诺值', 'no commitment to this value'))];
}

function fault(field: string | null, zh: string, en: string): PersonalFault {
  return { field, detail: { zh, en } };
}

function readCommitments(row: VersionRow): Readonly<Record<string, string>> | undefined {
  if (row.commitments === null) return {};
  try {
    const value: unknown = JSON.parse(row.commitments);
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : undefined;
  } catch {
    return undefined; // altered by hand: the caller tells it as a breach
  }
}
