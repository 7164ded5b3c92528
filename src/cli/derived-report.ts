/** What a check of derived rows has found, told by table. */
import { derivedBreach } from '../feed/breach.ts';
import type { DerivedReport } from '../feed/derived/check-derived.ts';
import { tellBreaches } from './breach-text.ts';
import type { Context } from './context.ts';
import { formatNumber } from './format.ts';

/** Tables, and the first of what is wrong in them. */
export function tellDerived(context: Context, report: DerivedReport): void {
  const { out, say } = context;
  const { position, versions, damaged, tables, first, unlisted } = report;
  const unchecked = tables.filter(({ checked }) => !checked).map(({ table }) => table);
  out.line(
    say(
      `核验至位置 ${position}，共 ${formatNumber(versions)} 个版本`,
      `verified up to position ${position}, ${formatNumber(versions)} versions`,
    ),
  );
  out.table(
    [
      { title: say('表', 'table') },
      { title: say('应有', 'expected'), align: 'right' },
      { title: say('缺失', 'missing'), align: 'right' },
      { title: say('错误', 'wrong'), align: 'right' },
      { title: say('多余', 'superfluous'), align: 'right' },
    ],
    tables.map(({ table, checked, expected, missing, wrong, superfluous }) => [
      table,
      ...[expected, missing, wrong, superfluous].map((count) => (checked ? formatNumber(count) : '-')),
    ]),
  );
  tellBreaches(context, first.map(derivedBreach), unlisted);
  if (unchecked.length > 0) {
    const names = unchecked.join(say('、', ', '));
    // Where all versions are whole it can be the index alone, as a restore leaves it.
    const why =
      damaged > 0
        ? say('有版本损坏', 'versions are damaged')
        : say(
            '检索索引尚未建立，由 hutong serve 或 hutong sync 建立',
            'there is no search index yet; hutong serve or hutong sync makes it',
          );
    out.line(say(`未核验：${names}（${why}）`, `not verified: ${names} (${why})`));
  }
  if (damaged > 0) {
    out.line(
      say(
        `${formatNumber(damaged)} 个版本缺失，或所属的记录已被改动，无法重算：请运行 hutong verify chain，并从备份恢复`,
        `${formatNumber(damaged)} versions are missing or of records that were altered, and nothing is made of them: run hutong verify chain, and restore a backup`,
      ),
    );
  }
}

/** That nothing is wrong, of what was looked at. */
export function soundDerived({ say }: Context, { tables }: DerivedReport): string {
  return tables.every(({ checked }) => checked)
    ? say('全部一致', 'everything agrees')
    : say('已核验的全部一致', 'what was verified agrees');
}

export function derivedJson(report: DerivedReport): object {
  const { feed, position, versions, damaged, digest, tables, breaches, first, unlisted } = report;
  return {
    ...{ feed, position: String(position), versions, damaged, digest, tables, breaches, unlisted },
    first: first.map((each) => ({ ...each, position: each.position === null ? null : String(each.position) })),
  };
}
