/** The record types the hub knows, by name. */
import { committee } from './committee.record.ts';
import { companyFiling } from './company-filing.record.ts';
import { estate } from './estate.record.ts';
import type { RecordType } from './record-type.ts';
import { registration } from './registration.record.ts';
import { serviceContract } from './service-contract.record.ts';
import { taxpayer } from './taxpayer.record.ts';

const all = [
  // One line for each.
  registration,
  taxpayer,
  companyFiling,
  serviceContract,
  estate,
  committee,
] as unknown as readonly RecordType[];

const byName: ReadonlyMap<string, RecordType> = new Map(all.map((type) => [type.name, type]));

export function listRecordTypes(): readonly RecordType[] {
  return all;
}

export function findRecordType(name: string): RecordType | undefined {
  return byName.get(name);
}

/** The record type of a stored row. Its name came from this table when it was stored, so a miss is a broken hub. */
export function getRecordType(name: string): RecordType {
  const type = byName.get(name);
  if (type === undefined) throw new Error(`unknown record type ${name}`);
  return type;
}
