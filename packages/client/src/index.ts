/** Typed client of a Hutong (互通) hub. */
export type { Clock } from './clock.ts';
export type { Bookmark, Change, FollowOptions } from './follow.ts';
export { HutongClient, type HutongClientOptions } from './hutong-client.ts';
export { type GraphError, HutongError, type HutongErrorFacts } from './hutong-error.ts';
export type { Operation, PagedOperation, PageVariables } from './operation.ts';
export * from './operations.generated.ts';
export type { Answer, Language, RequestOptions } from './request.ts';
