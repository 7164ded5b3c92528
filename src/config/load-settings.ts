import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Result } from '../domain/message/problem.ts';
import type { Config } from './define-config.ts';
import { readSettings, type Settings } from './settings.ts';

const FILE = join(import.meta.dirname, '../../hutong.config.ts');

/** The settings in force for this process. */
export async function loadSettings(environment: Readonly<Record<string, string | undefined>>): Promise<Result<Settings>> {
  const config = existsSync(FILE) ? ((await import(pathToFileURL(FILE).href)) as { readonly default?: Config }).default : {};
  return readSettings(config ?? {}, environment);
}
