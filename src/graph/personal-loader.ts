/** The personal values of records, read where a field asks for one: several fields of one record ask once. */
import type { Viewer } from '../access/viewer.ts';
import type { Content } from '../domain/record/record-type.ts';
import type { Hub } from '../feed/hub.ts';
import { findPersonal, type OpenRecord } from '../feed/read.ts';
import type { Soon } from '../feed/soon.ts';

export interface PersonalLoader {
  /** By field, as the viewer sees them. */
  load(record: OpenRecord): Soon<Content>;
  /** Reads those of several records, so that they are there when they are asked for. */
  ahead(records: readonly OpenRecord[]): Promise<void>;
}

export function personalLoader(hub: Hub, viewer: Viewer): PersonalLoader {
  const known = new Map<number, Soon<Content>>();
  const load = (record: OpenRecord): Soon<Content> => {
    let values = known.get(record.position);
    if (values === undefined) {
      values = findPersonal(hub, record, viewer);
      known.set(record.position, values);
    }
    return values;
  };
  return {
    load,
    async ahead(records) {
      await Promise.all(records.map(async (record) => known.set(record.position, await load(record))));
    },
  };
}
