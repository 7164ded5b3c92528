/** `Problem`: a problem of the catalogue as data, with its sentence in the reader's language. */
import { describe } from '../domain/message/describe.ts';
import type { ProblemResolvers } from './types.generated.ts';

export const problemResolvers: ProblemResolvers = {
  message: (found, { language }, context) =>
    describe(found, language == null ? context.language : language === 'EN' ? 'en' : 'zh'),
};
