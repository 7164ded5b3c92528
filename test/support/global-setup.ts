/** One MariaDB for all database tests of a run; its URL reaches them through `inject('mariadbUrl')`. */
import type { TestProject } from 'vitest/node';
import { findMariadb } from '../../scripts/test-programs.ts';
import { startMariadb } from './mariadb.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined where no server can be had: those tests are skipped, but under CI they fail. */
    mariadbUrl: string | undefined;
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (findMariadb() === undefined) {
    project.provide('mariadbUrl', undefined);
    return undefined;
  }
  const server = await startMariadb();
  project.provide('mariadbUrl', server.url);
  return () => server.stop();
}
