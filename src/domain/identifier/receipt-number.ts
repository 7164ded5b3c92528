/**
 * Numbers of receipts (回执编号) of pushes, as people read them out and type them off paper: the day in Shanghai, ten digits
 * drawn at random, and a check digit (ISO 7064 MOD 11,10), which notices any wrong digit and nearly all swapped ones.
 */
import { fail, ok, type Result } from '../message/problem.ts';

declare const brand: unique symbol;

/** `20260714-4837261950-7` */
export type ReceiptNumber = string & { readonly [brand]: 'ReceiptNumber' };

const DRAWN = 10_000_000_000n;

/** @param day `YYYY-MM-DD` @param random any number; its last ten digits are taken */
export function receiptNumber(day: string, random: bigint): ReceiptNumber {
  const digits = day.replaceAll('-', '') + String(random % DRAWN).padStart(10, '0');
  return grouped(digits + checkDigit(digits));
}

/** Reads a number with or without its hyphens, in full or half width. */
export function parseReceiptNumber(input: string): Result<ReceiptNumber> {
  const digits = input
    .slice(0, 60)
    .normalize('NFKC')
    .replace(/[\s\p{Pd}−]+/gu, '');
  if (!/^\d{19}$/.test(digits)) return fail('RECEIPT_FORM');
  return checkDigit(digits.slice(0, 18)) === digits[18] ? ok(grouped(digits)) : fail('RECEIPT_CHECK');
}

function checkDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return String((11 - product) % 10);
}

function grouped(digits: string): ReceiptNumber {
  return `${digits.slice(0, 8)}-${digits.slice(8, 18)}-${digits.slice(18)}` as ReceiptNumber;
}
