/** Writes changes of what a hub holds, one batch after another, until it is told to stop. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SourceName } from '../../src/domain/record/change.ts';
import { getRecordType } from '../../src/domain/record/record-types.ts';
import { closeEntry, type Entry, putEntry } from '../../src/feed/entry.ts';
import { writeBatch } from '../../src/feed/write.ts';
import type { Dice } from './dice.ts';
import type { GraphHub } from './graph-client.ts';
import { ask } from './graph-records.ts';

export interface CityWriter {
  /** Ends with the batch under way; an error of the writer is thrown here. @returns the last position written */
  stop(): Promise<number>;
}

/** Between two batches, so that there is something left for whoever reads. */
const PAUSE_MS = 15;

export function cityWriter(graph: GraphHub, dice: Dice): CityWriter {
  const { hub, clock } = graph;
  let stopped = false;

  const write = async (): Promise<number> => {
    const { companies, estates } = await ask(
      graph,
      '{ companies(first: 100) { nodes { uscc } } estates(first: 100) { nodes { id } } }',
    );
    const codes: readonly string[] = companies.nodes.map(({ uscc }: { readonly uscc: string }) => uscc);
    const ids: readonly string[] = estates.nodes.map(({ id }: { readonly id: string }) => id);
    const put = (recordType: string, key: string, content: object): Entry =>
      putEntry({ recordType, key, content: content as never, personal: {}, warnings: [] }, hub.fingerprint, {
        population: 'all',
      });
    const changes: readonly ((n: number) => Entry)[] = [
      (n) =>
        put('registration', dice.pick(codes), {
          name: `改${n}物业服务有限公司`,
          origin: 'REGISTRY',
          region: dice.pick(['140403', '140404']),
        }),
      (n) => put('taxpayer', `1011140400${n}`, { uscc: dice.pick(codes), name: `纳税人${n}`, status: 'NORMAL' }),
      (n) => put('estate', dice.pick(ids), { name: `改${n}小区`, county: '140403', region: '140403', households: n }),
      (n) =>
        put('service-contract', `140403:X${dice.roll(50)}`, {
          uscc: dice.pick(codes),
          county: '140403',
          contractNo: `X${n}`,
          estates: [{ estate: dice.pick(ids) }],
        }),
      () => closeEntry('registration', dice.pick(codes)),
    ];
    let position = 0;
    for (let n = 1; !stopped; n++) {
      const entries = Array.from({ length: 1 + dice.roll(4) }, (_, i) => dice.pick(changes)(n * 10 + i));
      clock.advance(10);
      for (const [source, own] of bySource(entries))
        ({ position } = await writeBatch(hub, { source, entries: own, receivedAt: clock.now() }));
      await pause(PAUSE_MS);
    }
    return position;
  };

  const written = write();
  // Whoever stops the writer hears of it.
  written.catch(() => undefined);
  return {
    stop() {
      stopped = true;
      return written;
    },
  };
}

function bySource(entries: readonly Entry[]): ReadonlyMap<SourceName, readonly Entry[]> {
  const groups = new Map<SourceName, Entry[]>();
  for (const entry of entries) {
    const source = 'type' in entry ? entry.type.source : getRecordType('registration').source;
    groups.set(source, [...(groups.get(source) ?? []), entry]);
  }
  return groups;
}
