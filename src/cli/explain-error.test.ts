import { expect, it } from 'vitest';
import { CommitUnknownError, DatabaseGoneError } from '../db/unreachable.ts';
import { explainError } from './explain-error.ts';

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), { code: 'ECONNREFUSED' });

it('names a database that is away as it is reached, without its password, and a commit that nobody can tell of', () => {
  const url = 'mysql://hutong:secret@127.0.0.1:3306/hutong';
  const gone = explainError(new DatabaseGoneError(refused), url);
  expect(gone).toMatchObject({ code: 'CLI_DATABASE_UNREACHABLE', params: { reason: 'ECONNREFUSED' } });
  expect(JSON.stringify(gone)).not.toContain('secret');
  expect(explainError(new CommitUnknownError(refused), url).code).toBe('COMMIT_UNKNOWN');
});
