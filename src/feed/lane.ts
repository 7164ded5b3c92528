/**
 * What reads a whole table takes turns: long statements have few connections, and pages of lists have to get through between them.
 * Whoever asks for much waits for itself, not the others for it.
 */
import type { Viewer } from '../access/viewer.ts';
import { problem } from '../domain/message/problem.ts';

/** More of it is waiting than is going to be answered in time; or nobody waits for the answer any more. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly problem = problem('COUNTS_BUSY');

  constructor() {
    super('too much is waiting for its turn');
  }
}

/** For whom something is read: those of one party and one address wait for each other. */
export type Asker = Pick<Viewer, 'party' | 'address' | 'gone'>;

/** A read that is still to come. */
interface Turn {
  /** Each of those who wait for it; nobody once it has begun. */
  readonly places: Set<Place>;
  begin(): void;
}

interface Place {
  readonly queue: string;
  enter(): void;
}

export interface Room {
  /** Reads that may wait for one party at one address. */
  readonly ofOne: number;
  /** Reads that may wait in all. */
  readonly inAll: number;
}

const ROOM: Room = { ofOne: 100, inAll: 1000 };

export class Lane {
  readonly #waiting = new Set<Turn>();
  /**
   * What each of those who wait waits for, in the order in which it was asked for. Whose turn is next stands first; nobody is there who
   * waits for nothing.
   */
  readonly #queues = new Map<string, Set<Turn>>();
  readonly #room: Room;
  #free: number;

  constructor(atOnce: number, room = ROOM) {
    this.#free = atOnce;
    this.#room = room;
  }

  /** Reads when its turn comes. @throws BusyError at once where too many wait already */
  run<Answer>(asker: Asker, read: () => Promise<Answer>): Promise<Answer> {
    return this.share(read)(asker);
  }

  /**
   * A read for all who are going to ask for it: it has its turn as soon as any of them has, and is done once. It is dropped when
   * the last of them has gone.
   */
  share<Answer>(read: () => Promise<Answer>): (asker: Asker) => Promise<Answer> {
    const { promise: answer, resolve } = Promise.withResolvers<Answer>();
    let hasBegun = false;
    const turn: Turn = {
      places: new Set(),
      begin: () => {
        hasBegun = true;
        resolve(this.#read(read));
      },
    };
    return (asker) => {
      if (!hasBegun && this.#free > 0) {
        this.#free--;
        turn.begin();
      }
      return hasBegun ? answer : this.#wait(turn, asker).then(() => answer);
    };
  }

  async #read<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    try {
      return await read();
    } finally {
      this.#next();
    }
  }

  #wait(turn: Turn, { party, address = '', gone }: Asker): Promise<void> {
    const queue = `${party} ${address}`;
    if (gone?.aborted === true || !this.#hasRoom(turn, queue)) return Promise.reject(new BusyError());
    return new Promise((resolve, reject) => {
      const leave = () => {
        turn.places.delete(place);
        if (![...turn.places].some((other) => other.queue === queue)) this.#dequeue(turn, queue);
        if (turn.places.size === 0) this.#waiting.delete(turn);
        reject(new BusyError());
      };
      const place: Place = {
        queue,
        enter() {
          gone?.removeEventListener('abort', leave);
          resolve();
        },
      };
      gone?.addEventListener('abort', leave);
      turn.places.add(place);
      this.#waiting.add(turn);
      const own = this.#queues.get(queue);
      if (own === undefined) this.#queues.set(queue, new Set([turn]));
      else own.add(turn);
    });
  }

  /** What waits for others already takes no room of its own. */
  #hasRoom(turn: Turn, queue: string): boolean {
    if (this.#waiting.has(turn)) return true;
    return this.#waiting.size < this.#room.inAll && (this.#queues.get(queue)?.size ?? 0) < this.#room.ofOne;
  }

  #dequeue(turn: Turn, queue: string): void {
    const own = this.#queues.get(queue);
    own?.delete(turn);
    if (own?.size === 0) this.#queues.delete(queue);
  }

  #next(): void {
    for (const [queue, own] of this.#queues) {
      for (const turn of own) {
        this.#waiting.delete(turn);
        for (const place of turn.places) this.#dequeue(turn, place.queue);
        // Behind all others.
        if (this.#queues.delete(queue)) this.#queues.set(queue, own);
        turn.begin();
        for (const place of turn.places) place.enter();
        turn.places.clear();
        return;
      }
    }
    this.#free++;
  }
}
