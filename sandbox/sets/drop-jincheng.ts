/** The set of Jincheng as files: the ledger of each county, and the grades of the companies. */
import { countiesOf } from '../city/siting.ts';
import { csvLine } from '../csv-line.ts';
import { dropFile } from '../office/drop-file.ts';
import { estateRow } from '../office/estate/estate-row.ts';
import { writeLedger } from '../office/estate/write-ledger.ts';
import { textFile } from '../office/text-file.ts';
import { placeName } from '../places.ts';
import { JINCHENG_DAY, JINCHENG_SEED, jinchengEstates, jinchengGrades } from './jincheng.ts';

/** @param grades the folder of the grades, where they are not to lie beside the ledgers @returns the paths of the files: a full ledger for each county, then the grades */
export async function dropJincheng(folder: string, grades = folder): Promise<readonly string[]> {
  const estates = Map.groupBy(jinchengEstates(), ({ county }) => county);
  const paths: string[] = [];
  for (const county of countiesOf('1405')) {
    const rows = (estates.get(county) ?? []).map((estate) => estateRow(estate, null, JINCHENG_SEED));
    const ledger = { county, date: JINCHENG_DAY, kind: 'FULL', estates: rows, committees: [], seed: JINCHENG_SEED } as const;
    paths.push(await writeLedger(folder, `jincheng-estates-${county}-${JINCHENG_DAY}-full`, ledger));
  }
  paths.push(await dropFile(grades, `jincheng-grades-${JINCHENG_DAY.slice(0, 4)}.csv`, textFile(gradeLines(), 'utf-8')));
  return paths;
}

const HEADINGS = ['统一社会信用代码', '企业名称', '注册县区', '评价办法', '评价年度', '得分', '信用等级'];

function* gradeLines(): Generator<string> {
  yield csvLine(HEADINGS);
  for (const { uscc, name, county, scheme, period, score, grade } of jinchengGrades()) {
    yield csvLine([uscc, name, `晋城市${placeName(county)}`, scheme, period, score.toFixed(1), grade]);
  }
}
