/** Of which records a viewer sees anything: of others it is not even told that they are there, or that they changed. */
import { seesAnyOf } from '../access/present.ts';
import type { Viewer } from '../access/viewer.ts';
import { listRecordTypes } from '../domain/record/record-types.ts';

/** The names of those record types; null where they are all. */
export function seenTypes(viewer: Viewer): readonly string[] | null {
  const types = listRecordTypes();
  const seen = types.filter((type) => seesAnyOf(type, viewer));
  return seen.length === types.length ? null : seen.map(({ name }) => name);
}
