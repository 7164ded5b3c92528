/** How changes are followed. */
export const WAYS = ['query', 'sse', 'ws'] as const;
export type Way = (typeof WAYS)[number];
