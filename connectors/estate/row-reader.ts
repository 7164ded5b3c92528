/** How rows about estates and committees become observations, however they came. */
import { type SheetReader, sheetReader } from '../table/sheet-reader.ts';
import { readCommittee } from './read-committee.ts';
import { readEstate } from './read-estate.ts';
import { COMMITTEES, estateSheet, type Slot } from './sheet.ts';

export function rowReader(): SheetReader<Slot> {
  return sheetReader({
    sheet: estateSheet,
    read: (row) => (row.layout === COMMITTEES ? readCommittee(row) : readEstate(row)),
    // An estate's key is the hub's to issue: of a row that is refused nobody can say which one it speaks of.
    about: () => undefined,
  });
}
