/**
 * What the tax office may do wrong with one update. Nothing comes late or out of order: what is written to an exchange table
 * has the time at which it is written, and a reader who goes by that never sees what has an older one.
 */
import type { Taxpayer } from '../../city/facts.ts';
import { type DataFaults, doubled, malformed, missing } from '../data-faults.ts';
import { isOrdinary, type Step } from '../fact-copy.ts';
import type { TaxpayerRow } from './taxpayer-row.ts';

export const taxFaults: DataFaults<Taxpayer, TaxpayerRow, Step> = {
  missing: missing(isOrdinary),
  doubled: doubled(),
  'masked-code': {
    ...malformed<Taxpayer, TaxpayerRow, Step>(
      '社会信用代码被遮盖',
      'the code is masked',
      ({ SHXYDM }) => ({ SHXYDM: `${SHXYDM.slice(0, 6)}******${SHXYDM.slice(12)}`, NSRSBH: '' }),
      // Its serial, and its name, say who it is; of a new one nobody knows the serial.
      (update) => isOrdinary(update) && update.before !== null,
    ),
    waits: false,
  },
  'bad-serial': malformed('登记序号残缺', 'a serial that is none', () => ({ DJXH: '待补录' }), isOrdinary),
  'bad-date': malformed('日期不存在', 'a date that does not exist', () => ({ DJRQ: '2025-02-30' }), isOrdinary),
  'unknown-status': malformed(
    '纳税人状态无法识别',
    'a status that nobody knows',
    () => ({ NSRZT_DM: 'W7', NSRZTMC: '状态待核' }),
    isOrdinary,
  ),
  'unknown-operation': malformed('操作标志无法识别', 'an operation that there is not', () => ({ CZBZ: 'X' }), isOrdinary),
};
