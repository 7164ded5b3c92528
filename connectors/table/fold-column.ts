/** `REGSTATE_CN`, `regstateCn` and `RegState_CN` are one name; so are full-width and half-width brackets. */
export function foldColumn(column: string): string {
  return column.normalize('NFKC').trim().toLowerCase().replaceAll('_', '');
}
