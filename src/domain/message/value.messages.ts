import type { Message } from './message.ts';

export const valueMessages = {
} as const satisfies Record<string, Message>;
