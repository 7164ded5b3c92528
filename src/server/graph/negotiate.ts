/** In which form an answer of the graph is sent, by what the request accepts. */
import Negotiator from 'negotiator';

/** The form of the specification "GraphQL over HTTP", and the one that everybody can read. */
const FORMS = ['application/json', 'application/graphql-response+json'];

export interface Form {
  readonly contentType: string;
  /**
   * Whoever asks for plain JSON by its name knows no status but 200 for an answer of the graph, be it a refusal; whoever takes
   * anything is told by the status too.
   */
  readonly alwaysOk: boolean;
}

/** Null where the request takes neither. @param accept its header */
export function formOf(accept: string | undefined): Form | null {
  const header = accept?.trim();
  if (header === undefined || header === '' || header === '*/*') return { contentType: named(FORMS[0]), alwaysOk: false };
  const [best] = new Negotiator({ headers: { accept: header } }).mediaTypes(FORMS);
  if (best === undefined) return null;
  return { contentType: named(best), alwaysOk: best === FORMS[0] && header.includes(best) };
}

/** Whether what the request likes best is a stream of events. */
export function wantsEvents(accept: string | undefined): boolean {
  if (accept === undefined || !accept.includes(EVENTS)) return false;
  return new Negotiator({ headers: { accept } }).mediaTypes([...FORMS, EVENTS])[0] === EVENTS;
}

const EVENTS = 'text/event-stream';

function named(form = ''): string {
  return `${form}; charset=utf-8`;
}
