/**
 * The numbers that a company has at the tax office, in the documents of the index. A company has several taxpayers, and two of
 * them may give one number; so it is not followed step by step, but read as it stands at the end of a page of the feed.
 */
import type { Db } from '../../db/database.ts';
import { hasRelations, listOwnersOf, listRelated } from '../../db/relation.repository.ts';
import type { IndexedVersionRow } from '../../db/search.repository.ts';
import { MAX_KEYS } from '../../db/version.repository.ts';
import { type TaxpayerContent, taxpayer } from '../../domain/record/taxpayer.record.ts';
import { type CodeKind, formerCodesOf, type SearchCode } from '../../domain/search/searchable.ts';
import { contentOf } from '../known.ts';
import { placesTaken } from './apply-version.ts';
import { type Document, withTaxNumbers } from './documents.ts';
import type { StepDraft } from './step-draft.ts';

export const TAX_TYPE = taxpayer.name;

/**
 * Brings the tax numbers of the companies that a page concerns to what holds at its end: those of its taxpayers, before and
 * after, and those that are new. A taxpayer of a company that is registered nowhere is found once it is.
 */
export async function settleTaxNumbers(
  db: Db,
  draft: StepDraft,
  taxpayers: readonly IndexedVersionRow[],
  position: number,
): Promise<void> {
  const unsettled = [...draft.unsettled];
  draft.unsettled.clear();
  if (taxpayers.length === 0 && (unsettled.length === 0 || !(await hasRelations(db, TAX_TYPE)))) return;
  const versions = taxpayers.flatMap((row) => (row.previous === null ? [row.position] : [row.position, row.previous]));
  const documents = await documentsOf(draft, [...unsettled, ...(await listOwnersOf(db, 'company', versions))]);
  const codes = new Map([...documents.values()].map((document) => [document.uscc, [document.uscc, ...formerCodesOf(document)]]));
  const numbers = await numbersOf(db, [...new Set([...codes.values()].flat())], position);
  for (const document of documents.values()) {
    const held = new Map((codes.get(document.uscc) ?? []).flatMap((code) => [...(numbers.get(code) ?? [])]));
    const settled = withTaxNumbers(document, [...held.values()]);
    if (JSON.stringify(settled.codes) !== JSON.stringify(document.codes)) draft.put(0, settled); // known: no new id
  }
}

/** The documents of companies, or of those that took their place; a company that is registered nowhere has none. */
async function documentsOf(draft: StepDraft, companies: readonly string[]): Promise<ReadonlyMap<string, Document>> {
  await draft.learn(companies);
  const documents = new Map<string, Document>();
  for (const company of new Set(companies)) {
    const document = await draft.find(company);
    if (document === null) continue;
    const others = document.into === null ? [] : await placesTaken(draft, company, document.into);
    for (const each of [document, ...others]) documents.set(each.uscc, each);
  }
  return documents;
}

/** What the taxpayers stated under some codes have, at a position; of each code by kind and value. */
async function numbersOf(
  db: Db,
  codes: readonly string[],
  position: number,
): Promise<ReadonlyMap<string, ReadonlyMap<string, SearchCode>>> {
  const numbers = new Map<string, Map<string, SearchCode>>();
  for (let from = 0; from < codes.length; from += MAX_KEYS) {
    const owners = codes.slice(from, from + MAX_KEYS);
    for (const { owner, version } of await listRelated(db, { recordType: TAX_TYPE, kind: 'company', owners, position })) {
      const content = contentOf(version) as TaxpayerContent | null;
      const given = content === null ? null : taxpayer.identifiers(version.record_key, content);
      const held = numbers.get(owner) ?? new Map<string, SearchCode>();
      numbers.set(owner, held);
      for (const { kind, value } of given?.identifiers ?? []) held.set(`${kind} ${value}`, { kind: kind as CodeKind, value });
    }
  }
  return numbers;
}
