/** Invented identifiers whose check characters are right. They belong to nobody, as far as chance goes. */
import { organisationCheckCharacter } from '../src/domain/identifier/organisation-code.ts';
import { registrationCheckDigit } from '../src/domain/identifier/registration-number.ts';
import { isUscc, type Uscc } from '../src/domain/identifier/uscc.ts';
import type { Chance } from './random.ts';

/** Digits and capitals that occur in codes. */
export const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LETTERS = [...ALPHABET];

/** A credit code of an enterprise registered by an office: the old organisation code inside, or one of the MA series. */
export function makeUscc(chance: Chance, office: string, newSeries: boolean): Uscc {
  const subject = newSeries ? `MA${Array.from({ length: 6 }, () => chance.pick(LETTERS)).join('')}` : chance.digits(8);
  return completeUscc(office, subject);
}

/** The code of an enterprise: its office (six digits) and its eight characters, with both check characters. */
export function completeUscc(office: string, subject: string): Uscc {
  const stem = `91${office}${subject}${organisationCheckCharacter(subject)}`;
  let sum = 0;
  let weight = 1; // the powers of 3, modulo 31
  for (let i = 0; i < stem.length; i++) {
    sum += ALPHABET.indexOf(stem.charAt(i)) * weight;
    weight = (weight * 3) % 31;
  }
  const code = stem + ALPHABET.charAt((31 - (sum % 31)) % 31);
  if (!isUscc(code)) throw new Error(`no character completes ${stem}`);
  return code;
}

/** The same code with another last character: what a typing error makes of it. */
export function spoilUscc(uscc: string): string {
  const last = uscc.charAt(17);
  return uscc.slice(0, 17) + (last === '7' ? '8' : '7');
}

/** A 15-digit registration number of an office. */
export function makeRegistrationNumber(chance: Chance, office: string): string {
  return completeRegistrationNumber(office, chance.digits(8));
}

/** The registration number of an office and eight digits, with its check digit. */
export function completeRegistrationNumber(office: string, serial: string): string {
  const stem = office + serial;
  return stem + registrationCheckDigit(`${stem}0`);
}
