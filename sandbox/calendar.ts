/** Days as ISO dates and as senders spell them. */
import type { Chance } from './random.ts';

const DAY_MS = 86_400_000;
/** China has had one zone and no summer time since 1992. */
const SHANGHAI_MS = 8 * 3_600_000;

/** A day by chance, both borders included. */
export function someDay(chance: Chance, from: string, to: string): string {
  return dayAt(chance.whole(numberOf(from), numberOf(to)));
}

export function addDays(day: string, count: number): string {
  return dayAt(numberOf(day) + count);
}

export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** Days of a few decades, written once: a city of 300,000 companies asks for two million. */
const days = new Map<number, string>();
const numbers = new Map<string, number>();

function dayAt(number: number): string {
  let day = days.get(number);
  if (day === undefined) {
    day = new Date(number * DAY_MS).toISOString().slice(0, 10);
    days.set(number, day);
    numbers.set(day, number);
  }
  return day;
}

function numberOf(day: string): number {
  return numbers.get(day) ?? Date.parse(day) / DAY_MS;
}

/** An instant as registries write their update times: Asia/Shanghai, to the second. */
export function spellMoment(instant: number): string {
  return new Date(instant + SHANGHAI_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The date of an instant in Asia/Shanghai. */
export function dayOf(instant: number): string {
  return spellMoment(instant).slice(0, 10);
}

/** The instant of a day's second in Asia/Shanghai, UTC milliseconds. */
export function instantOf(day: string, second: number): number {
  return numberOf(day) * DAY_MS - SHANGHAI_MS + second * 1000;
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
