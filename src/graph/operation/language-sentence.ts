/** What graphql-js says of a query, as a part of a sentence of ours, which brings its own mark at the end. */

/** The sentence quotes what came, which may be of any length. */
const MAX_LENGTH = 400;

export function languageSentence({ message }: Error): string {
  const sentence = message.trim().replace(/\.$/, '');
  return sentence.length <= MAX_LENGTH ? sentence : `${sentence.slice(0, MAX_LENGTH)}…`;
}
