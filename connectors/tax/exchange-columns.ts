/** The columns of the tax bureau's exchange table (docs/tax-exchange.md), as it was agreed to call them. */

export const KEY = 'DJXH';
export const UPDATED = 'XGSJ';

export const EXCHANGE_COLUMNS: readonly string[] = [
  ...[KEY, 'NSRSBH', 'YNSRSBH', 'SHXYDM', 'NSRMC', 'NSRZT_DM', 'NSRZTMC', 'KZZTDJLX_DM', 'DJZCLX_DM', 'HY_DM', 'ZGSWJ_DM'],
  ...['ZGSWJMC', 'ZGSWSKFJ_DM', 'NSRZGLX_DM', 'NSXYJB', 'PJND', 'QSBZ', 'DJRQ', 'FZCRDRQ', 'QSZMBH', 'QSRQ', 'ZXRQ', 'ZCDZ'],
  ...['JDXZ_DM', 'CZBZ', 'BSLX', 'GZWZ', 'WH', 'YY', 'YDJXH', UPDATED],
];
