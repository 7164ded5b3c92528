/** What a housing office may do wrong with one update of an estate or a committee. */
import { allRegions } from '../../../src/domain/region/region-tree.ts';
import type { Committee, Estate } from '../../city/facts.ts';
import { placeName } from '../../places.ts';
import { contradicting, type DataFaults, malformed } from '../data-faults.ts';
import { isOrdinary, type Step, usualFaults } from '../fact-copy.ts';
import { damaged } from '../spelling.ts';
import type { CommitteeRow } from './committee-row.ts';
import type { EstateRow } from './estate-row.ts';

/** Divisions of Shanxi that there are none of. */
const NO_SUCH_COUNTY = '140499';

const accepted = { waits: false } as const;

export const estateFaults: DataFaults<Estate, EstateRow, Step> = {
  ...usualFaults<Estate, EstateRow>(),
  'same-code': contradicting(
    '已登记的小区编号下出现另一个小区',
    'a second estate under a known code',
    elsewhere,
    // Only an estate that the hub knows by then can be contradicted.
    (update) => isOrdinary(update) && update.before !== null && update.after.mergedInto === null,
  ),
  'no-name': malformed('名称为空', 'the name is empty', () => ({ name: '' }), isOrdinary),
  'unknown-county': malformed('县区代码不存在', 'a county that does not exist', () => ({ areaCode: NO_SUCH_COUNTY }), isOrdinary),
  // The mode, a date: a hub takes the row and leaves the cell.
  'unknown-mode': {
    ...malformed<Estate, EstateRow, Step>(
      '服务模式无法识别',
      'a mode of service that nobody knows',
      () => ({ serviceMode: '待核实' }),
      isOrdinary,
    ),
    ...accepted,
  },
  'bad-date': {
    ...malformed<Estate, EstateRow, Step>(
      '日期不存在',
      'a date that does not exist',
      () => ({ deliveryTime: '2025-02-30' }),
      isOrdinary,
    ),
    ...accepted,
  },
  'damaged-text': malformed(
    '文字在转码中损坏',
    'text damaged on its way',
    ({ buildUnit }) => ({ buildUnit: damaged(buildUnit) }),
    isOrdinary,
  ),
};

export const committeeFaults: DataFaults<Committee, CommitteeRow, Step> = {
  ...usualFaults<Committee, CommitteeRow>(),
  'no-name': malformed('名称为空', 'the name is empty', () => ({ committeeName: '' }), isOrdinary),
  'unknown-estate': malformed(
    '查无此小区',
    'an estate that nobody knows',
    ({ estates }) => ({ estates: estates.map(({ name }) => ({ code: '', name: `${name}查无此小区` })) }),
    isOrdinary,
  ),
  'bad-date': {
    ...malformed<Committee, CommitteeRow, Step>(
      '日期不存在',
      'a date that does not exist',
      () => ({ termEnd: '2025-02-30' }),
      isOrdinary,
    ),
    ...accepted,
  },
};

/** Another name in another community: nobody can take it for the same estate. */
function elsewhere({ name, areaCode, streetId, communityId }: EstateRow): Partial<EstateRow> {
  const other = communitiesOf(areaCode).find((code) => !code.startsWith(streetId)) ?? communityId;
  const street = other.slice(0, 9);
  return {
    name: `${name.slice(0, 2)}另一处花园`,
    streetId: street,
    streetName: placeName(street),
    communityId: other,
    communityName: placeName(other),
    address: `${placeName(other)}另一处1号`,
    id: '',
    longitude: '',
    latitude: '',
  };
}

const communities = new Map<string, readonly string[]>();

function communitiesOf(county: string): readonly string[] {
  let found = communities.get(county);
  if (found === undefined) {
    found = [...allRegions().keys()].filter((code) => code.length === 12 && code.startsWith(county));
    communities.set(county, found);
  }
  return found;
}
