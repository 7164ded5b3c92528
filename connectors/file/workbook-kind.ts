/** Tells a workbook by its first bytes: whoever asks need not load what reads one. */
import { fail, type Result } from '../../src/domain/message/problem.ts';

/** What a file is by its first bytes, whatever it is called: a zip archive, or what Office wrote before and encrypts with. */
export function workbookKind(head: Buffer): 'archive' | 'compound' | null {
  if (head.length >= 4 && head.readUInt32BE(0) === 0x504b0304) return 'archive';
  if (head.length >= 4 && head.readUInt32BE(0) === 0x504b0506) return 'archive'; // an empty one
  return head.length >= 8 && head.readBigUInt64BE(0) === 0xd0cf11e0a1b11ae1n ? 'compound' : null;
}

const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** Why a compound file cannot be read: a workbook with a password lies in one, and so does an .xls. */
export function compoundProblem(bytes: Buffer): Result<never> {
  return fail(bytes.includes(ENCRYPTED_PACKAGE) ? 'WORKBOOK_ENCRYPTED' : 'WORKBOOK_OLD_FORMAT');
}
