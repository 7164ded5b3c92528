/**
 * A cluster of private MariaDB servers (Galera) on a temporary folder and free ports of this machine, each of which can be
 * killed and come back. They end with the process that started them, however it ends (see mariadb.ts).
 *
 * Nodes give each other their data by rsync, whose daemon gives up the rights of root: as root the servers run as `nobody`.
 */
import { spawnSync } from 'node:child_process';
import { chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { findGalera, findMariadb, type GaleraPrograms, type MariadbPrograms } from '../../scripts/test-programs.ts';
import { findFreePort, installData, launchServer, type Running, runSql, serverFlags } from './mariadb.ts';

/** All of the data come from another node, by programs that look around once a second. */
const JOIN_TIMEOUT_MS = 60_000;
const NOBODY = 65_534;

export interface GaleraNode {
  readonly name: string;
  /** Without a database: `mysql://root@127.0.0.1:PORT`. */
  readonly url: string;
  /** kill -9; the data stay. The signal is sent before this returns. */
  crash(): Promise<void>;
  /** Starts again on what it has and is given what it missed. @returns how */
  comeBack(): Promise<'missing changes' | 'all data'>;
  /** Starts again with nothing, and is given all data. */
  comeBackEmpty(): Promise<void>;
}

export interface GaleraCluster extends AsyncDisposable {
  readonly nodes: readonly GaleraNode[];
}

export async function startGalera(size: number): Promise<GaleraCluster> {
  const [mariadb, galera] = [findMariadb(), findGalera()];
  if (mariadb === undefined || galera === undefined) throw new Error('no Galera here; `npm run test:galera` says how to get it');
  const folder = mkdtempSync(join(tmpdir(), 'hutong-galera-'));
  const nodes: Node[] = [];
  const dispose = async (): Promise<void> => {
    // One after another: the last one that goes knows all.
    for (const node of nodes) await node.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // The servers run these by their names, and must be able to read them whoever they run as.
    for (const name of ['wsrep_sst_rsync', 'wsrep_sst_common']) copyFileSync(join(galera.transfer, name), join(folder, name));
    own(folder);
    const places = await Promise.all(Array.from({ length: size }, (_, i) => placeOf(folder, `node${i + 1}`)));
    for (const place of places) nodes.push(new Node(place, places, { ...mariadb, ...galera }));
    for (const node of nodes) await node.join();
    return { nodes, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

interface Place {
  /** Of the cluster. */
  readonly root: string;
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  /** Where nodes hear each other, are given what they missed, and all data. */
  readonly group: number;
  readonly missed: number;
  readonly all: number;
}

async function placeOf(root: string, name: string): Promise<Place> {
  const folder = join(root, name);
  mkdirSync(folder);
  own(folder);
  const [port, group, missed, all] = [await findFreePort(), await findFreePort(), await findFreePort(), await findFreePort()];
  return { root, name, folder, port, group, missed, all };
}

const isRoot = userInfo().uid === 0;
const USER = isRoot ? 'nobody' : userInfo().username;

function own(path: string): void {
  if (isRoot) chownSync(path, NOBODY, NOBODY);
}

class Node implements GaleraNode {
  readonly name: string;
  readonly url: string;
  readonly #place: Place;
  readonly #places: readonly Place[];
  readonly #programs: MariadbPrograms & GaleraPrograms;
  #running: Running | undefined;

  constructor(place: Place, places: readonly Place[], programs: MariadbPrograms & GaleraPrograms) {
    this.name = place.name;
    this.url = `mysql://root@127.0.0.1:${place.port}`;
    this.#place = place;
    this.#places = places;
    this.#programs = programs;
  }

  /** The first of the cluster makes the data, every other one is given them. */
  async join(): Promise<void> {
    const isFirst = this.#place === this.#places[0];
    if (isFirst) await installData(this.#place.folder, this.#programs, USER);
    else this.#emptyData();
    await this.#start(isFirst ? ['--wsrep-new-cluster'] : []);
  }

  crash(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async comeBack(): Promise<'missing changes' | 'all data'> {
    const position = this.#recovered();
    const running = await this.#start(position === undefined ? [] : [`--wsrep-start-position=${position}`]);
    return /rsync IST completed on joiner/.test(running.log()) ? 'missing changes' : 'all data';
  }

  async comeBackEmpty(): Promise<void> {
    this.#emptyData();
    await this.#start([]);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.end(signal);
  }

  #emptyData(): void {
    const data = join(this.#place.folder, 'data');
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data);
    own(data);
  }

  async #start(more: readonly string[]): Promise<Running> {
    const running = await launchServer({
      program: this.#programs.server,
      flags: [...this.#flags(), ...more],
      isReady: async () => {
        const [[row]] = await this.#ask(`show status like 'wsrep_local_state_comment'`);
        if (row?.Value !== 'Synced') throw new Error(`${this.name} is ${row?.Value}`);
        await runSql(this.url, 'SELECT 1');
      },
      timeoutMs: JOIN_TIMEOUT_MS,
      removed: this.#place.root,
      env: { ...process.env, PATH: [this.#place.root, process.env.PATH ?? '', '/usr/sbin'].join(delimiter) },
    });
    this.#running = running;
    return running;
  }

  async #ask(statement: string) {
    await using connection = await createConnection(this.url);
    return connection.query<RowDataPacket[]>(statement);
  }

  /** How far its own data go, which a node that was killed has to be told: as Debian's service asks before each start. */
  #recovered(): string | undefined {
    const run = spawnSync(this.#programs.server, [...this.#flags(), '--wsrep-recover'], {
      encoding: 'utf8',
      timeout: JOIN_TIMEOUT_MS,
    });
    return /Recovered position: *([0-9a-f-]{36}:\d+)/.exec(run.stderr)?.[1];
  }

  #flags(): readonly string[] {
    const { folder, name, port, group, missed, all } = this.#place;
    const members = this.#places.map((place) => `127.0.0.1:${place.group}`).join(',');
    const provider = [`gmcast.listen_addr=tcp://127.0.0.1:${group}`, `ist.recv_addr=127.0.0.1:${missed}`, 'gcache.size=64M'];
    return [
      ...serverFlags(folder, port, USER),
      '--binlog-format=ROW',
      '--innodb-autoinc-lock-mode=2',
      '--wsrep-on=ON',
      `--wsrep-provider=${this.#programs.library}`,
      `--wsrep-provider-options=${provider.join(';')}`,
      '--wsrep-cluster-name=hutong-test',
      `--wsrep-cluster-address=gcomm://${members}`,
      `--wsrep-node-name=${name}`,
      `--wsrep-node-address=127.0.0.1:${group}`,
      '--wsrep-sst-method=rsync',
      `--wsrep-sst-receive-address=127.0.0.1:${all}`,
      '--innodb-buffer-pool-size=64M',
      '--performance-schema=OFF',
    ];
  }
}
