import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { operator } from '../access/viewer.ts';
import { parseUscc } from '../domain/identifier/uscc.ts';
import { openHub } from './hub.ts';
import { matchCompanies } from './match-companies.ts';

eachDatabase('a long list', (fresh) => {
  it('lets others have their turn between its statements', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    const asked = Array.from({ length: 2_000 }, (_, i) => {
      const code = parseUscc(usccOf(i));
      return i < 1_000 && code.ok
        ? { uscc: code.value, number: null, name: null }
        : { uscc: null, number: null, name: `没有第${i}家有限公司` };
    });
    let turns = 0;
    const turn = () => {
      turns++;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    const matched = await matchCompanies(hub, asked, { position: 0, patience: AbortSignal.abort() }, operator);
    clearImmediate(next);
    await hub.close();
    expect(matched.every(({ byCode, byName }) => byCode === null && byName.length === 0)).toBe(true);
    // 1,000 codes, looked for as they are and then as replaced ones, and 1,000 names: 250 to a turn.
    expect(turns).toBeGreaterThanOrEqual(12);
  });
});
