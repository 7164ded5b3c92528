import type { Message } from './message.ts';

export const identifierMessages = {
} as const satisfies Record<string, Message>;
