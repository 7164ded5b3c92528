/** What graphql-js says of a query, as a part of a sentence of ours in both languages, which brings its own mark at the end. */
import { chineseSentence } from './chinese-sentences.ts';
import { shortDetail } from './short-detail.ts';

export interface LanguageSentence extends Readonly<Record<string, string>> {
  readonly detail: string;
  readonly detailEn: string;
}

/** In Chinese too, but for a sentence that nobody has met yet. */
export function languageSentence({ message }: Pick<Error, 'message'>): LanguageSentence {
  // Cut before it is translated: it quotes what came, which may be of any length, and Chinese has no blanks to cut at.
  const sentence = shortDetail(message.trim().replace(/\.$/, ''));
  return { detail: chineseSentence(sentence) ?? sentence, detailEn: sentence };
}
