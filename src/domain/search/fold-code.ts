import { foldWidth } from '../value/name.ts';

/** The form of a code that search compares: capitals, no width, no blanks, no hyphens (`61265551-8`, GUIDs). */
export function foldCode(code: string): string {
  return foldWidth(code)
    .replace(/[\s\p{Cf}\p{Pd}]+/gu, '')
    .toUpperCase();
}
