/** Companies for searches: names of few pieces, so that many are alike, and whatever makes a search hard. */
import type { RegistrationStatus } from '../../src/domain/code/registration-status.ts';
import type { Dice } from './dice.ts';

const PLACES = ['长治市', '长治', '山西', '潞州区', '', '（长治）', '西安'];
const TRADES = [
  '恒泰',
  '亨泰',
  '恒太',
  '恒泰源',
  '长乐',
  '行知',
  '重阳',
  '绿城',
  '西安',
  '先安',
  '鑫',
  'A1',
  'TCL',
  '恒',
  '泰恒',
];
const ENDINGS = [
  '物业服务有限公司',
  '物业管理有限公司',
  '物业',
  '物业(集团)有限公司',
  '物业管理有限公司恒泰分公司',
  '物管所',
  '',
];
const STATUSES: readonly (RegistrationStatus | undefined)[] = ['IN_OPERATION', 'IN_OPERATION', 'CANCELLED', 'REVOKED', undefined];

export interface TestCompany {
  readonly n: number;
  readonly name: string;
  readonly formerNames?: readonly string[];
  readonly status?: RegistrationStatus;
  readonly registrationNo?: string;
  readonly pripid?: string;
  /** Codes that its own took the place of, in order. */
  readonly formerCodes?: readonly string[];
}

export function randomName(dice: Dice): string {
  const name = dice.pick(PLACES) + dice.pick(TRADES) + dice.pick(ENDINGS);
  return name.length < 2 ? `${name}物业` : name;
}

export function randomCompany(dice: Dice, n: number): TestCompany {
  const formerNames = Array.from({ length: Math.max(0, dice.roll(5) - 2) }, () => randomName(dice));
  const status = dice.pick(STATUSES);
  return {
    n,
    name: randomName(dice),
    ...(formerNames.length === 0 ? {} : { formerNames: [...new Set(formerNames)] }),
    ...(status === undefined ? {} : { status }),
    ...(dice.roll(2) === 0 ? { registrationNo: `1404${String(dice.roll(50)).padStart(11, '0')}` } : {}),
    ...(dice.roll(2) === 0 ? { pripid: `14040${String(dice.roll(90)).padStart(12, '7')}` } : {}),
  };
}
