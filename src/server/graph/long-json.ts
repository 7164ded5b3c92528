/** JSON of long answers, written in pieces: a megabyte at once keeps everybody else waiting for ten milliseconds. */
import { breath } from '../../feed/breath.ts';

/** Entries of a list that are written in one turn of the event loop. */
const ENTRIES_A_TURN = 100;

/** The same text as that of `JSON.stringify`. @param value plain data, without functions or `toJSON` of its own */
export async function longJson(value: object): Promise<string> {
  if (Array.isArray(value)) {
    const pieces: string[] = [];
    for (let from = 0; from < value.length; from += ENTRIES_A_TURN) {
      if (from > 0) await breath();
      pieces.push(JSON.stringify(value.slice(from, from + ENTRIES_A_TURN)).slice(1, -1));
    }
    return `[${pieces.join(',')}]`;
  }
  const members: string[] = [];
  for (const [name, each] of Object.entries(value)) {
    const text = typeof each === 'object' && each !== null ? await longJson(each) : JSON.stringify(each);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(',')}}`;
}
