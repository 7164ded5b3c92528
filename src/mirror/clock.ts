/** Time and chance as a mirror meets them; they come in from outside, so that a test moves them. */
export interface MirrorClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; ends early, without an error, when the signal says so. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: MirrorClock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end, { once: true });
    }),
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** A hub that asks to be left alone for longer is mistaken, or something in between is. */
const LONGEST_DEMANDED_MS = 3_600_000;

/**
 * How long to wait after so many failures in a row: doubled each time up to a minute, half of it by chance, so that those who lost one
 * server do not come back all at once.
 * @param demanded what the hub asked for, milliseconds
 * @param random from 0 to below 1
 */
export function pauseMs(failures: number, demanded: number | null, random: () => number): number {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20));
  return Math.min(demanded ?? 0, LONGEST_DEMANDED_MS) + most / 2 + (random() * most) / 2;
}
