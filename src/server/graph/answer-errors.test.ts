import { expect, it } from 'vitest';
import { CommitUnknownError, DatabaseBusyError, DatabaseGoneError } from '../../db/unreachable.ts';
import { VersionDamagedError } from '../../feed/damaged.ts';
import { RETRY_SECONDS, STATUSES } from '../statuses.ts';
import { unexpected } from './answer-errors.ts';

const cut = Object.assign(new Error('Connection lost while 张三 was written'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true });

it.each([
  ['DATABASE_GONE', new DatabaseGoneError(cut)],
  ['DATABASE_BUSY', new DatabaseBusyError(cut)],
  ['COMMIT_UNKNOWN', new CommitUnknownError(cut)],
  ['DATABASE_SILENT', cut],
] as const)('a database that is away is told as %s, to come back to, and logged without what it said', (code, error) => {
  const logged: unknown[] = [];
  const log = { info() {}, warn() {}, error: (facts: object) => logged.push(facts) };
  expect(unexpected(error, log).code).toBe(code);
  expect([STATUSES[code], RETRY_SECONDS[code]]).toEqual([503, expect.any(Number)]);
  expect(logged).toMatchObject([{ code: 'PROTOCOL_CONNECTION_LOST' }]);
  expect(JSON.stringify(logged)).not.toContain('张三');
});

it('a version that cannot be read is told by its name, and logged by its position', () => {
  const logged: object[] = [];
  const log = { info() {}, warn() {}, error: (facts: object) => logged.push(facts) };
  const error = new VersionDamagedError({ position: 7, record_type: 'taxpayer', record_key: 'K', seen_from: 1 });
  expect(unexpected(error, log).facts).toBeUndefined();
  expect(unexpected(error, log, 'SHARED').facts).toEqual({ position: '7', recordType: 'taxpayer', key: 'K' });
  expect(logged[0]).toEqual({ position: 7, recordType: 'taxpayer' });
  // Nothing that passes by itself.
  expect([STATUSES.VERSION_DAMAGED, RETRY_SECONDS.VERSION_DAMAGED]).toEqual([500, undefined]);
});
