/**
 * What a version changes in the documents of the index: in that of its own key and, where a code is replaced or a
 * company merged into another, in those that have taken its place. The last of them is found by the former code.
 */
import type { IndexedVersionRow } from '../../db/search.repository.ts';
import { type ChangeKind, isClosing } from '../../domain/record/change.ts';
import type { Content } from '../../domain/record/record-type.ts';
import { formerCodesOf } from '../../domain/search/searchable.ts';
import { storedObject } from '../damaged.ts';
import { codesOfOthers, type Document, documentOf, withFormerCodes } from './documents.ts';
import type { StepDraft } from './step-draft.ts';

export async function applyVersion(draft: StepDraft, version: IndexedVersionRow): Promise<void> {
  const { record_key: key, position } = version;
  const { content, into } = readIndexed(version);
  const old = await draft.find(key);
  const others = old === null ? [] : codesOfOthers(old);
  const formerCodes = old === null ? [] : formerCodesOf(old);
  // Its own code and those that have led to it lead on with it.
  const codes = [key, ...formerCodes];
  if (old !== null && old.into !== null && old.into !== into) {
    for (const document of await placesTaken(draft, key, old.into)) {
      draft.put(ownId(position), withFormerCodes(document, without(codes, formerCodesOf(document)))); // known: no new id
    }
  }
  draft.put(ownId(position), documentOf(key, content, into, others));
  if (into === null) return;
  for (const document of await placesTaken(draft, key, into)) {
    const led = new Set([...formerCodesOf(document), ...codes]);
    led.delete(document.uscc);
    draft.put(successorsId(position), withFormerCodes(document, [...led]));
  }
}

/**
 * One number each for the documents that a position may bring for the first time: of its own key, and of a successor
 * that the hub has not heard of. Later positions have larger ones: companies are told in the order that they came in.
 */
function ownId(position: number): number {
  return position * 2;
}

function successorsId(position: number): number {
  return position * 2 + 1;
}

/** @throws VersionDamagedError */
export function readIndexed(version: IndexedVersionRow): {
  readonly content: Content | null;
  readonly into: string | null;
} {
  const { content, kind } = version;
  const said: Content | null = content === null ? null : storedObject(version, content);
  if (!isClosing(kind as ChangeKind)) return { content: said, into: null };
  return { content: null, into: (said as { readonly into?: string } | null)?.into ?? null };
}

/** The documents that have taken a key's place, one after the other; a ring is walked once. */
export async function placesTaken(draft: StepDraft, key: string, into: string): Promise<readonly Document[]> {
  const found = new Map<string, Document>();
  for (let next: string | null = into; next !== null && next !== key && !found.has(next); ) {
    const document: Document = (await draft.find(next)) ?? documentOf(next, null, null, []);
    found.set(next, document);
    next = document.into;
  }
  return [...found.values()];
}

function without(some: readonly string[], codes: readonly string[]): readonly string[] {
  return codes.filter((code) => !some.includes(code));
}
