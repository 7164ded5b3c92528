/** docs/vectors/*.json: by what any agency tries its own program that verifies a copy, made of the hub's own code. Part of `npm run codegen`. */
import { type Level, textAt } from '../src/domain/record/level.ts';
import type { Content } from '../src/domain/record/record-type.ts';
import { getRecordType } from '../src/domain/record/record-types.ts';
import { hashedFields } from '../src/feed/export/hashed-fields.ts';
import { contentHash, intl, StateDigest } from '../src/feed/suite.ts';

export const VECTORS = {
  hashes: 'docs/vectors/hashes.json',
  digests: 'docs/vectors/digests.json',
  changes: 'docs/vectors/changes.json',
} as const;

interface Example {
  readonly why: string;
  readonly recordType: string;
  readonly key: string;
  readonly level: Level;
  /** As an export shows them, personal ones too. */
  readonly fields: Content;
}

const COMPANY = '91140402931477544Y';

const EXAMPLES: readonly Example[] = [
  {
    why: '字段按名称排序，个人信息字段不计 fields in the order of their names, without personal ones',
    ...{ recordType: 'registration', key: COMPANY, level: 'RESTRICTED' },
    fields: {
      name: '长治市漳苑益物业管理有限公司',
      origin: 'REGISTRY',
      region: '140402',
      pripid: 'P1',
      legalRepresentative: '张三',
    },
  },
  {
    why: '同一条记录，公开级别：共享字段不在其中 the same record at the public level, which has no shared field',
    ...{ recordType: 'registration', key: COMPANY, level: 'PUBLIC' },
    fields: { name: '长治市漳苑益物业管理有限公司', origin: 'REGISTRY', region: '140402', legalRepresentative: '张**' },
  },
  {
    why: '列表、行、引号、换行、罕用字 lists, rows, quotes, line feeds, a rare character',
    ...{ recordType: 'registration', key: COMPANY, level: 'PUBLIC' },
    fields: {
      ...{
        name: '\u{20BB7}野"物业"\\有限公司',
        origin: 'REGISTRY',
        businessScope: '物业管理\n\t家政\u001f\u2028',
        formerNames: ['乙', '甲'],
      },
      abnormalEntries: [{ reason: '未年报', enteredOn: '2024-07-01' }],
    },
  },
  {
    why: '整数与真假值 whole numbers and truth values',
    ...{ recordType: 'estate', key: 'E1', level: 'PUBLIC' },
    fields: { name: '富民苑', county: '140403', households: 200, residential: true },
  },
  {
    why: '共享级别没有纳税信用级别 the shared level has no tax rating',
    ...{ recordType: 'taxpayer', key: '10111404000012345678', level: 'SHARED' },
    fields: { uscc: COMPANY, name: '长治市漳苑益物业管理有限公司', status: 'NORMAL' },
  },
];

function hashVector({ why, recordType, key, level, fields }: Example) {
  const type = getRecordType(recordType);
  const text = textAt(level, type, fields);
  const hashed = hashedFields(type, level).filter((name) => Object.hasOwn(fields, name));
  const canonical = `[${JSON.stringify(recordType)},${JSON.stringify(key)},${text}]`;
  return { why, recordType, key, fields, hashed, canonical, hash: contentHash(intl, recordType, key, text) };
}

const hashOf = (text: string): string => intl.digest(text);

function sumOf(hashes: readonly string[]): string {
  const sum = new StateDigest();
  for (const hash of hashes) sum.add(hash);
  return sum.hex;
}

const HIGHEST = 'f'.repeat(64);
const LISTS: readonly { readonly why: string; readonly hashes: readonly string[] }[] = [
  { why: '没有记录 no record', hashes: [] },
  { why: '一条 one', hashes: [hashOf('a')] },
  { why: '次序无关 in any order', hashes: [hashOf('b'), hashOf('a'), hashOf('c')] },
  { why: '超过 2^256 即从零计 beyond 2^256 it begins at zero', hashes: [HIGHEST, HIGHEST, hashOf('a')] },
];

/** A copy, changes as the feed tells them (what is applied of them), and the copy that they leave behind. */
function changesVector() {
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(hashOf);
  const before = { K1: a, K2: b, K3: c };
  const changes = [
    { why: '变更 changed', key: 'K1', crossing: null, historyOnly: false, after: { v: 1 }, hash: d, hashBefore: a },
    { why: '新增 new', key: 'K4', crossing: null, historyOnly: false, after: { v: 1 }, hash: b, hashBefore: null },
    {
      why: '仅补充历史，不办 history only: nothing',
      key: 'K1',
      crossing: null,
      historyOnly: true,
      after: { v: 0 },
      hash: e,
      hashBefore: null,
    },
    {
      why: '移出范围，删除 it leaves the scope: removed',
      key: 'K2',
      crossing: 'LEFT',
      historyOnly: false,
      after: null,
      hash: e,
      hashBefore: b,
    },
    {
      why: '移入范围，新增 it enters the scope: new',
      key: 'K5',
      crossing: 'ENTERED',
      historyOnly: false,
      after: { v: 1 },
      hash: c,
      hashBefore: null,
    },
    { why: '终止，删除 it ends: removed', key: 'K3', crossing: null, historyOnly: false, after: null, hash: e, hashBefore: c },
    {
      why: '本无此键，不办 a key that is not there: nothing',
      key: 'K9',
      crossing: null,
      historyOnly: false,
      after: null,
      hash: e,
      hashBefore: null,
    },
  ];
  const after = { K1: d, K4: b, K5: c };
  const [first, last] = [before, after].map((copy) => sumOf(Object.values(copy).filter((hash) => hash !== undefined)));
  return { before, digestBefore: first, changes, after, digestAfter: last };
}

export function verifyVectors(): Readonly<Record<string, string>> {
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    [VECTORS.hashes]: text(EXAMPLES.map(hashVector)),
    [VECTORS.digests]: text(LISTS.map((list) => ({ ...list, digest: sumOf(list.hashes) }))),
    [VECTORS.changes]: text(changesVector()),
  };
}
