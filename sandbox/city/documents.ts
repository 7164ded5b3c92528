/** Papers that the housing offices keep, as others refer to them. */
import { createHash } from 'node:crypto';
import type { Document } from './facts.ts';

/** @param names what the papers are called and of which kind they are @param of what they belong to */
export function documentsOf(of: string, names: readonly (readonly [name: string, kind: string])[]): readonly Document[] {
  return names.map(([name, kind], index) => {
    const reference = `/archive/${of}/${index + 1}.pdf`;
    return { name, kind, reference, digest: createHash('sha256').update(reference).digest('hex') };
  });
}
