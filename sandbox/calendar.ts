/** Days as ISO dates and as senders spell them. */
import type { Chance } from './random.ts';

const DAY_MS = 86_400_000;

export function someDay(chance: Chance, from: string, to: string): string {
  const [first, last] = [Date.parse(from) / DAY_MS, Date.parse(to) / DAY_MS];
  return new Date(chance.whole(first, last) * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Spellings seen in exchange files. */
export function spellDay(chance: Chance, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  switch (chance.whole(0, 9)) {
    case 0:
      return `${year}/${Number(month)}/${Number(date)}`;
    case 1:
      return `${year}${month}${date}`;
    case 2:
      return `${day} 00:00:00`;
    case 3:
      return `${year}年${month}月${date}日`;
    default:
      return day;
  }
}
