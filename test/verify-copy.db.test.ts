/** What docs/verify-your-copy.md says is enough: by its rules, redone with nothing of the hub's, hashes, sums and copies come out the same. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import { expect, it } from 'vitest';
import { VECTORS } from '../scripts/verify-vectors.ts';
import { anybody } from '../src/access/viewer.ts';
import { freshSqlite } from './support/databases.ts';
import { sumOf } from './support/export-client.ts';
import { startGraph } from './support/graph-client.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const lacksPython = !(process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'python3')));

it('the vectors are what a stranger works out', () => {
  for (const { recordType, key, fields, hashed, canonical, hash } of read(VECTORS.hashes)) {
    const covered = Object.fromEntries(hashed.map((name: string) => [name, fields[name]]));
    expect(canonicalize([recordType, key, covered])).toBe(canonical);
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(hash);
  }
  for (const { hashes, digest } of read(VECTORS.digests)) expect(sumOf(hashes)).toBe(digest);
  const { before, digestBefore, changes, after, digestAfter } = read(VECTORS.changes);
  expect(sumOf(Object.values(before))).toBe(digestBefore);
  let digest = BigInt(`0x${digestBefore}`);
  for (const change of changes) {
    if (change.historyOnly) continue;
    if (change.hashBefore !== null) digest -= BigInt(`0x${change.hashBefore}`);
    if (change.after !== null) digest += BigInt(`0x${change.hash}`);
    if (change.after === null) delete before[change.key];
    else before[change.key] = change.hash;
  }
  expect(before).toEqual(after);
  expect(BigInt.asUintN(256, digest).toString(16).padStart(64, '0')).toBe(digestAfter);
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

function python(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('python3', args, { cwd: join(ROOT, 'examples/python'), timeout: 30_000 }, (error, out, said) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, said });
    });
  });
}

const TRY_VECTORS = `
import json, sys
from verify_copy import apply, canonical, digest_of, hash_of
hashes, digests, changes = [json.load(open(file, encoding="utf-8")) for file in sys.argv[1:]]
for each in hashes:
    covered = {name: each["fields"][name] for name in each["hashed"]}
    assert canonical([each["recordType"], each["key"], covered]).decode() == each["canonical"], each["why"]
    assert hash_of(each["recordType"], each["key"], each["fields"], each["hashed"]) == each["hash"], each["why"]
for each in digests:
    assert digest_of(each["hashes"]) == each["digest"], each["why"]
copy = changes["before"]
for change in changes["changes"]:
    apply(copy, change)
assert copy == changes["after"] and digest_of(copy.values()) == changes["digestAfter"]
print(len(hashes), len(digests))
`;

it.skipIf(lacksPython)('and the program in Python agrees with them', async () => {
  const ended = await python('-c', TRY_VECTORS, ...Object.values(VECTORS).map((file) => join(ROOT, file)));
  expect(ended).toMatchObject({ code: 0, said: '', out: '5 4\n' });
});

it.skipIf(lacksPython).each([
  ['the operator', undefined],
  ['anybody', anybody],
])('an export of a hub is verified by the program, as %s sees it', async (_name, viewer) => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, viewer === undefined ? {} : { viewer });
  await graph.write({
    1: { pripid: 'P1', legalRepresentative: '张三', formerNames: ['乙', '甲'], businessScope: '"物业"\\管理\u{20BB7}' },
    2: { region: '140403', abnormalEntries: [{ reason: '未年报', enteredOn: '2024-07-01' }] },
  });
  const url = `${graph.url}/export/registration`;
  const { data } = await graph.ask('{ digest(scope: { recordTypes: ["registration"] }) { digest records } }');
  const whole = await python('verify_copy.py', url, data.digest.digest);
  expect(whole).toMatchObject({ code: 0, said: '' });
  expect(whole.out).toContain(data.digest.digest);
  expect((await python('verify_copy.py', `${url}?county=140403`)).code).toBe(0);
  expect(await python('verify_copy.py', `${url}?county=140403`, data.digest.digest)).toMatchObject({ code: 5 });

  const folder = mkdtempSync(join(tmpdir(), 'hutong-copy-'));
  try {
    const text = await (await fetch(url)).text();
    const keep = (name: string, content: string): string => {
      const file = join(folder, name);
      writeFileSync(file, name.endsWith('.gz') ? gzipSync(content) : content);
      return file;
    };
    expect((await python('verify_copy.py', keep('whole.ndjson.gz', text))).code).toBe(0);
    expect((await python('verify_copy.py', keep('altered.ndjson', text.replace('未年报', '已年报')))).code).toBe(5);
    const lines = text.split('\n');
    expect((await python('verify_copy.py', keep('lacking.ndjson', lines.toSpliced(1, 1).join('\n')))).code).toBe(5);
    expect((await python('verify_copy.py', keep('cut.ndjson', lines.slice(0, -2).join('\n')))).code).toBe(5);
    const why = '{"errors":[{"message":"已损坏","extensions":{"code":"VERSION_DAMAGED"}}]}';
    const failed = await python('verify_copy.py', keep('failed.ndjson', [...lines.slice(0, -2), why].join('\n')));
    expect(failed.code).toBe(5);
    expect(failed.out).toContain('已损坏');
    expect((await python('verify_copy.py', join(folder, 'absent'))).code).toBe(1);
    expect((await python('verify_copy.py')).code).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
