/** Ctrl-C and SIGTERM: the first asks the command to stop where it can go on later, the second ends the process. */
import { EXIT } from './exit-codes.ts';

export interface StopSignal extends Disposable {
  readonly signal: AbortSignal;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** @param onCtrlC told of the first, where a person pressed it: SIGTERM comes from programs, a parent that has said so itself among them */
export function listenForStop(onCtrlC: () => void): StopSignal {
  const controller = new AbortController();
  const listener = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(EXIT.stopped);
    controller.abort();
    if (name === 'SIGINT') onCtrlC();
  };
  for (const name of SIGNALS) process.on(name, listener);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const name of SIGNALS) process.off(name, listener);
    },
  };
}

/** Waits until a signal aborts. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
