/**
 * A posting: one number that says which company has a gram, and the rank of the text that it is in. Rank before
 * company, so that postings in order are matches in order. Companies are counted by the position that first brought
 * them, ranks stay below 2,004: both fit into the 53 bits of a number with room to spare.
 */

const COMPANIES = 2 ** 40;

export function posting(rank: number, company: number): number {
  return rank * COMPANIES + company;
}

export function rankOfPosting(value: number): number {
  return Math.floor(value / COMPANIES);
}

export function companyOfPosting(value: number): number {
  return value % COMPANIES;
}

/** As stored: 8 bytes each, little-endian like every machine that the hub runs on. */
export function toBytes(postings: Float64Array): Uint8Array {
  return new Uint8Array(postings.buffer, postings.byteOffset, postings.byteLength);
}

/** Copied: what a driver hands over need not lie at a multiple of 8. */
export function fromBytes(bytes: Uint8Array): Float64Array {
  return new Float64Array(new Uint8Array(bytes).buffer);
}

/** In order, each once; in the same memory. */
export function sorted(postings: Float64Array): Float64Array {
  // Most lists are short, and many come in order.
  if (!isRising(postings)) postings.sort();
  let kept = 0;
  for (let i = 0; i < postings.length; i++) {
    if (i > 0 && postings[i] === postings[i - 1]) continue;
    postings[kept++] = postings[i] as number;
  }
  return postings.subarray(0, kept);
}

function isRising(postings: Float64Array): boolean {
  for (let i = 1; i < postings.length; i++) if ((postings[i] as number) < (postings[i - 1] as number)) return false;
  return true;
}

export function joined(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
