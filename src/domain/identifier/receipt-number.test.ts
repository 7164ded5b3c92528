import { expect, it } from 'vitest';
import { parseReceiptNumber, receiptNumber } from './receipt-number.ts';

const number = receiptNumber('2026-07-14', 4_837_261_950n);

it('names the day and can be printed', () => {
  expect(number).toMatch(/^20260714-4837261950-\d$/);
  expect(receiptNumber('2026-07-14', 99_000_000_000_012n)).toMatch(/^20260714-0000000012-\d$/);
});

it('is read as people type it', () => {
  for (const typed of [number, number.replaceAll('-', ''), ` ${number.replaceAll('-', ' ')} `, number.replaceAll('-', '－')]) {
    expect(parseReceiptNumber(typed)).toEqual({ ok: true, value: number });
  }
});

it('notices every wrong digit', () => {
  for (let i = 0; i < number.length; i++) {
    if (number[i] === '-') continue;
    const wrong = number.slice(0, i) + String((Number(number[i]) + 1) % 10) + number.slice(i + 1);
    expect(parseReceiptNumber(wrong)).toMatchObject({ problem: { code: 'RECEIPT_CHECK' } });
  }
});

it.each(['', '20260714', 'abc', '1'.repeat(200)])('is not %s', (typed) => {
  expect(parseReceiptNumber(typed)).toMatchObject({ problem: { code: 'RECEIPT_FORM' } });
});
