import type { Message } from './message.ts';

export const regionMessages = {
} as const satisfies Record<string, Message>;
