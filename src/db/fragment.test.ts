import { expect, it } from 'vitest';
import { sql } from './fragment.ts';

it('puts parts together with their parameters in order', () => {
  const conditions = [sql`a = ${1}`, sql`${sql.ref('r.key')} in (${sql.join(['x', "y'"])})`];
  const whole = sql`select ${sql.raw('count(*)')} from t where ${sql.join(conditions, sql` and `)} and b > ${2} limit ${sql.lit(3)}`;
  expect(whole.text).toBe('select count(*) from t where a = ? and `r`.`key` in (?, ?) and b > ? limit 3');
  expect(whole.values).toEqual([1, 'x', "y'", 2]);
});
