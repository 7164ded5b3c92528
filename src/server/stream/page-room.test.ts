import { expect, it } from 'vitest';
import { PageRoom } from './page-room.ts';

it('pages are as long as there is room for what others have not taken yet, and never empty', () => {
  const room = new PageRoom(16_000);
  expect(room.changes(100, 500)).toBe(10);
  expect(room.changes(100, 5)).toBe(5);
  const giveBack = room.take(8_000);
  expect(room.changes(100, 500)).toBe(5);
  room.take(9_000);
  expect(room.changes(100, 500)).toBe(1);
  giveBack();
  expect(room.taken).toBe(9_000);
  expect(room.changes(null, 500)).toBe(1);
});

it('many who take nothing hold hardly more than there is room for', () => {
  const room = new PageRoom(1_000_000);
  const perChange = 1_000;
  for (let n = 0; n < 500; n++) room.take(room.changes(perChange, 1_000) * perChange);
  expect(room.taken).toBeLessThan(1_000_000 + 500 * perChange);
  expect(room.taken).toBeGreaterThan(900_000);
});
