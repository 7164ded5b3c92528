import type { Message } from './message.ts';

export const fileMessages = {
} as const satisfies Record<string, Message>;
