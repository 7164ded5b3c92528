/** What a verification has found, in words that its commands share. */
import type { Breach } from '../feed/breach.ts';
import type { Context } from './context.ts';
import { formatNumber } from './format.ts';

/** The first breaches, and how many are not listed. */
export function tellBreaches({ out, say, lang }: Context, breaches: readonly Breach[], unlisted: number): void {
  for (const { position, what, column, detail } of breaches) out.line(`! ${position ?? '-'}  ${what}.${column}  ${detail[lang]}`);
  tellUnlisted({ out, say }, unlisted);
}

export function tellUnlisted({ out, say }: Pick<Context, 'out' | 'say'>, unlisted: number): void {
  if (unlisted > 0) out.line(say(`另有 ${formatNumber(unlisted)} 处未列出`, `${formatNumber(unlisted)} more are not listed`));
}

/** How many there are, and what mends them. @param mendable of derived rows that can be made again; the others take a backup */
export function breachesFound({ say }: Context, breaches: number, mendable: number): string {
  const [count, some] = [formatNumber(breaches), formatNumber(mendable)];
  if (mendable === 0) return say(`发现 ${count} 处不一致`, `${count} breaches found`);
  if (mendable === breaches)
    return say(`发现 ${count} 处不一致；改正：hutong db remake`, `${count} breaches found; to mend them: hutong db remake`);
  return say(
    `发现 ${count} 处不一致：派生的行 ${some} 处，改正：hutong db remake；其余须从备份恢复`,
    `${count} breaches found: ${some} of derived rows, to mend them: hutong db remake; for the others restore a backup`,
  );
}
