/** The language of an answer: what `Accept-Language` prefers of ours, Chinese where it says nothing of use. */
import type { Language } from '../domain/message/describe.ts';

/** @example languageOf('en-GB,en;q=0.9,zh;q=0.5') → 'en' */
export function languageOf(header: string | undefined): Language {
  let best: Language = 'zh';
  let bestQuality = 0;
  for (const part of (header ?? '').split(',', 20)) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const [primary] = range.trim().split('-');
    if (primary !== 'zh' && primary !== 'en') continue;
    const quality = qualityOf(parameters);
    if (quality > bestQuality) {
      best = primary;
      bestQuality = quality;
    }
  }
  return best;
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(parameter)?.[1]).find((text) => text !== undefined);
  return given === undefined ? 1 : Number(given) || 0;
}
