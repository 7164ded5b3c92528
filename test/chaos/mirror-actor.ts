/** `hutong mirror` as a consumer of the test: what its copy holds at the end, and what it had to say on the way. */
import { type MirrorDatabase, openMirrorDatabase } from '../../src/db/mirror-database.ts';
import { StateDigest } from '../../src/feed/suite.ts';
import { type HutongProcess, startHutong } from '../support/hutong-process.ts';
import { type BumpyWay, bumpyWay } from './bumpy-way.ts';
import type { MirrorRole } from './cast.ts';
import type { Actor, Outcome } from './subscriber-actor.ts';
import type { Truth } from './truth.ts';

/** What a mirror says that was hit by nothing but what hits its connection. */
const USUAL_RETRIES: ReadonlySet<string> = new Set([
  'MIRROR_UNREACHABLE',
  'MIRROR_HUB_BUSY',
  'MIRROR_GATEWAY_BUSY',
  'MIRROR_CUT_OFF',
  'MIRROR_SILENT',
]);
const STRANGE_EVENTS: ReadonlySet<string> = new Set(['FAULT', 'STRANGERS', 'OTHER_FEED', 'POLLING']);

interface Said {
  readonly event?: string;
  readonly problem?: { readonly code: string };
}

export class MirrorActor implements Actor {
  readonly name: string;
  readonly way: BumpyWay;
  readonly #args: readonly string[];
  readonly #database: MirrorDatabase;
  #process: HutongProcess;
  readonly #lives: HutongProcess[] = [];

  private constructor(name: string, way: BumpyWay, database: MirrorDatabase, args: readonly string[]) {
    this.name = name;
    this.way = way;
    this.#database = database;
    this.#args = args;
    this.#process = this.#begin();
  }

  /** @param port of the hub @param to the database of its copy */
  static async open({ name, scope }: MirrorRole, port: number, to: string): Promise<MirrorActor> {
    const [way, database] = await Promise.all([bumpyWay(port), openMirrorDatabase(to, 0)]);
    const within = [
      ...(scope.counties == null ? [] : ['--county', scope.counties.join(',')]),
      ...(scope.recordTypes == null ? [] : ['--types', scope.recordTypes.join(',')]),
    ];
    return new MirrorActor(name, way, database, ['mirror', '--from', way.url, '--to', to, '--json', ...within]);
  }

  get pid(): number {
    return this.#process.child.pid ?? 0;
  }

  async position(): Promise<number> {
    const { db } = this.#database;
    const state = await db.selectFrom('mirror_state').select(['position', 'state']).executeTakeFirst();
    return state?.state === 'FOLLOWING' ? (state.position ?? 0) : 0;
  }

  async kill9(): Promise<void> {
    this.#process.child.kill('SIGKILL');
    await this.#process.ended;
  }

  async start(): Promise<void> {
    this.#process = this.#begin();
  }

  /** A copy keeps no list of what it was given: what is not there was lost, and what came twice has moved its sum twice. */
  async end({ positions, held }: Truth): Promise<Outcome> {
    const position = await this.position();
    this.#process.child.kill('SIGTERM');
    await this.#process.ended;
    await this.way[Symbol.asyncDispose]();
    const { db } = this.#database;
    const rows = await db.selectFrom('mirror_record').select(['record_type', 'record_key', 'position', 'hash']).execute();
    const types = await db.selectFrom('mirror_type').select(['digest', 'records']).execute();
    await this.#database.close();
    const copy = new Map(rows.map((row) => [`${row.record_type} ${row.record_key}`, row]));
    const lost = [...held].filter(([name, record]) => {
      const row = copy.get(name);
      return row?.hash !== record.hash || row.position !== record.position;
    });
    const [kept, counted] = [new StateDigest(), new StateDigest()];
    for (const { digest } of types) kept.add(digest);
    for (const { hash } of rows) counted.add(hash);
    const records = types.reduce((sum, type) => sum + type.records, 0);
    const lives = await Promise.all(this.#lives.map(({ ended }) => ended));
    const said = lives.flatMap(({ stdout }) => linesOf(stdout));
    const retries = said.filter(({ event }) => event === 'RETRY');
    return {
      lost: lost.length,
      repeated: kept.hex === counted.hex && records === rows.length ? 0 : 1,
      outOfOrder: 0,
      strange: [...copy.keys()].filter((name) => !held.has(name)).length,
      ...{ position, records, digest: kept.hex },
      changes: positions.length,
      faults: said.flatMap(faultsIn),
      breaks: retries.length,
    };
  }

  #begin(): HutongProcess {
    const process = startHutong(this.#args, { env: { HUTONG_LANG: 'en' } });
    this.#lives.push(process);
    return process;
  }
}

function faultsIn({ event = '', problem }: Said): readonly string[] {
  if (STRANGE_EVENTS.has(event)) return [event];
  const code = problem?.code;
  return code === undefined || USUAL_RETRIES.has(code) ? [] : [`${event} ${code}`];
}

/** The last line of a process that was killed may be cut off. */
function linesOf(stdout: string): readonly Said[] {
  const lines = stdout.split('\n').filter((line) => line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as Said);
}
