/**
 * What is asked for in one turn of the event loop is read together, whoever asks: requests that have come in together share
 * statements. That must not be seen in what they are answered, so only what is the same for everybody is read this way.
 */

/** Reads answers in the order of what is asked; the answer to one may be an error of its own. */
export type ReadAll<Ask, Answer> = (asks: readonly Ask[]) => Promise<readonly (Answer | Error)[]>;

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A read begins after all that it answers was asked, so nobody is told what was true before they asked.
 * @param atOnce as many reads are under way; what is asked meanwhile waits, and is then read together
 */
export function readTogether<Ask, Answer>(read: ReadAll<Ask, Answer>, atOnce: number): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = [];
  let underWay = 0;
  let isPlanned = false;

  const start = async (): Promise<void> => {
    isPlanned = false;
    if (waiting.length === 0 || underWay >= atOnce) return;
    const batch = waiting;
    waiting = [];
    underWay++;
    try {
      const answers = await read(batch.map(({ ask }) => ask));
      batch.forEach(({ resolve, reject }, i) => {
        const answer = answers[i] as Answer | Error;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      underWay--;
      if (waiting.length > 0) plan();
    }
  };

  // Not a microtask: what else the sockets have brought in this turn comes first.
  const plan = (): void => {
    if (isPlanned || underWay >= atOnce) return;
    isPlanned = true;
    setImmediate(() => void start());
  };

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      plan();
    });
}
