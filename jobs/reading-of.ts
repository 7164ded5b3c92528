import type { Connector } from '../connectors/connector.ts';

/** What is kept with rows that are set aside: what was said of their delivery, and the sheet of a workbook that has several. */
export function readingOf(
  { reading }: Connector,
  sheet: string | undefined,
): { readonly reading?: Readonly<Record<string, string>> } {
  if (sheet === undefined) return reading === undefined ? {} : { reading };
  return { reading: { ...reading, sheet } };
}
