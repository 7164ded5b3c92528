/** Which faults which office is told to make, from what was typed. */
import type { DataFaults } from './office/data-faults.ts';
import { committeeFaults, estateFaults } from './office/estate/estate-faults.ts';
import { contractFaults, filingFaults } from './office/filing/filing-faults.ts';
import { httpFaultKinds } from './office/http-faults.ts';
import { OFFICE_NAMES, type OfficeName } from './office/played-office.ts';
import { registryFaults } from './office/registry/registry-faults.ts';
import { databaseFaultKinds } from './office/tax/exchange-office.ts';
import { taxFaults } from './office/tax/tax-faults.ts';
import { UsageError } from './usage-error.ts';

/** What one office does wrong. */
export interface OfficeFaults {
  /** With its rows. */
  readonly data: readonly string[];
  /** With its interface, or its database. */
  readonly wire: readonly string[];
}

export type FaultsByOffice = Readonly<Record<OfficeName, OfficeFaults>>;

type AnyFaults = DataFaults<never, never, never>;

interface Possible {
  readonly data: AnyFaults;
  readonly wire: readonly string[];
  /** What its interface is called when all that is wrong with it is meant. */
  readonly wireName: 'http' | 'mysql';
}

const possible: Readonly<Record<OfficeName, Possible>> = {
  registry: { data: registryFaults as unknown as AnyFaults, wire: httpFaultKinds, wireName: 'http' },
  filing: { data: { ...filingFaults, ...contractFaults } as unknown as AnyFaults, wire: httpFaultKinds, wireName: 'http' },
  estate: { data: { ...estateFaults, ...committeeFaults } as unknown as AnyFaults, wire: httpFaultKinds, wireName: 'http' },
  tax: { data: taxFaults as unknown as AnyFaults, wire: databaseFaultKinds, wireName: 'mysql' },
};

/** All names there are, for whoever asks for help. */
export const faultNames: readonly string[] = [
  ...new Set(OFFICE_NAMES.flatMap((office) => [...possible[office].wire, ...Object.keys(possible[office].data)])),
];

/**
 * `all`, `none`, or names with commas: of faults, of groups of faults, `data`, `http`, `mysql`; each of every office that can make
 * it, or with the office before it of that one (`filing:status-500`, `tax:all`).
 * @throws UsageError for a name that there is not
 */
export function readFaults(text: string): FaultsByOffice {
  const names = text === 'none' ? [] : text.split(',');
  const unknown = names.find((name) => OFFICE_NAMES.every((office) => isEmpty(faultsNamed(office, name))));
  if (unknown !== undefined) throw new UsageError(`--faults 没有差错「${unknown}」 (there is no such fault)`);
  const of = (office: OfficeName): OfficeFaults => {
    const named = names.map((name) => faultsNamed(office, name));
    return {
      data: Object.keys(possible[office].data).filter((kind) => named.some(({ data }) => data.includes(kind))),
      wire: possible[office].wire.filter((kind) => named.some(({ wire }) => wire.includes(kind))),
    };
  };
  return { registry: of('registry'), filing: of('filing'), estate: of('estate'), tax: of('tax') };
}

function faultsNamed(office: OfficeName, given: string): OfficeFaults {
  const [, before, name = given] = /^(\w+):(.+)$/.exec(given) ?? [];
  const { data, wire, wireName } = possible[office];
  if (before !== undefined && before !== office) return { data: [], wire: [] };
  return {
    data: Object.entries(data)
      .filter(([kind, { group }]) => [kind, group, 'data', 'all'].includes(name))
      .map(([kind]) => kind),
    wire: wire.filter((kind) => [kind, wireName, 'all'].includes(name)),
  };
}

function isEmpty({ data, wire }: OfficeFaults): boolean {
  return data.length + wire.length === 0;
}
