/** With which status a request is refused as a whole, by the code of the reason, and for how long. The list in docs/errors.md is made of it. */
import type { MessageCode } from '../domain/message/catalogue.ts';

/**
 * Of `/graphql` and `/q/…` a code that is not here comes with 400 where nothing was run, and with 200 beside data; of a push it
 * is about what was sent: 422. Those of the last group are statuses of `/q/…` only: `/graphql` tells them beside data.
 */
export const STATUSES: Readonly<Partial<Record<MessageCode, number>>> = {
  // Any request.
  REQUEST_UNREADABLE: 400,
  ADDRESS_UNREADABLE: 400,
  BODY_EMPTY: 400,
  BODY_NOT_JSON: 400,
  PARAMETER_UNKNOWN: 400,
  PARAMETER_VALUE: 400,
  PARAMETER_EMPTY: 400,
  NOT_FOUND: 404,
  BODY_TOO_LARGE: 413,
  BODY_MEDIA_TYPE: 415,
  HOST_REFUSED: 421,
  REQUEST_HEAD_TOO_LARGE: 431,
  INTERNAL: 500,
  VERSION_DAMAGED: 500,
  SERVER_STOPPING: 503,
  DATABASE_SILENT: 503,
  DB_MIGRATIONS_PENDING: 503,
  DATABASE_BUSY: 503,
  DATABASE_GONE: 503,
  COMMIT_UNKNOWN: 503,

  // The graph and its documents.
  DOCUMENT_UNKNOWN: 404,
  DOCUMENT_SUBSCRIPTION: 404,
  DOCUMENT_METHOD_REFUSED: 405,
  GRAPH_METHOD_REFUSED: 405,
  MUTATION_BY_GET: 405,
  FORM_NOT_ACCEPTABLE: 406,
  SUBSCRIPTIONS_TOO_MANY: 429,
  SOCKET_PROTOCOL_UNKNOWN: 400,
  SOCKET_OTHER_SITE: 403,
  SOCKETS_TOO_MANY: 429,

  // Pushes, and tokens wherever they are shown.
  PUSH_EMPTY: 400,
  PUSH_CUT_OFF: 400,
  PUSH_KEY_FORM: 400,
  PUSH_TOTALS_FORM: 400,
  PUSH_WAITING_TYPES: 400,
  PUSH_TOKEN: 401,
  PUSH_NOT_ALLOWED: 403,
  PUSH_NOT_YOURS: 403,
  PUSH_TYPE_UNKNOWN: 404,
  RECEIPT_UNKNOWN: 404,
  PUSH_UNDER_WAY: 409,
  PUSH_ANSWER_GONE: 410,
  PUSH_TOO_LARGE: 413,
  PUSH_TOO_OFTEN: 429,
  PUSH_BUSY: 503,
  PUSH_STOPPED: 503,

  // Exports.
  EXPORT_TYPE_UNKNOWN: 404,
  EXPORT_METHOD: 405,
  FEED_FOREIGN: 409,
  EXPORT_BUSY: 503,

  // Pages of the counter.
  QUERY_TOO_LONG: 400,
  LIST_NO_FILE: 400,
  PAGE_REQUEST_BROKEN: 400,
  OTHER_SITE: 403,
  COMPANY_UNKNOWN: 404,
  SHEET_UNKNOWN: 404,
  SHEET_OTHER_FEED: 404,
  PAGE_NOT_FOUND: 404,
  METHOD_REFUSED: 405,
  LIST_TOO_LARGE: 413,
  TOO_MANY_TRIES: 429,
  LIST_BUSY: 503,

  // `/q/…` where nothing could be answered.
  COUNTS_BUSY: 503,
  NOT_ALLOWED: 403,
  SOURCE_STALE: 503,
  SOURCE_NEVER_SEEN: 503,
  POSITION_NOT_REACHED: 503,
  LEVELS_UNFILLED: 503,
};

/** Seconds after which it may well be otherwise, for the header Retry-After: of each code that comes with 503, and of some others. */
export const RETRY_SECONDS: Readonly<Partial<Record<MessageCode, number>>> = {
  SERVER_STOPPING: 10,
  DATABASE_SILENT: 5,
  DB_MIGRATIONS_PENDING: 60,
  DATABASE_BUSY: 5,
  DATABASE_GONE: 10,
  COMMIT_UNKNOWN: 10,
  PUSH_UNDER_WAY: 2,
  PUSH_TOO_OFTEN: 60,
  PUSH_BUSY: 5,
  PUSH_STOPPED: 10,
  LIST_BUSY: 60,
  COUNTS_BUSY: 5,
  SUBSCRIPTIONS_TOO_MANY: 30,
  SOCKETS_TOO_MANY: 30,
  EXPORT_BUSY: 30,
  SOURCE_STALE: 60,
  SOURCE_NEVER_SEEN: 60,
  POSITION_NOT_REACHED: 2,
  LEVELS_UNFILLED: 60,
};
