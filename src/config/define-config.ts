import type { Settings } from './settings.ts';

/** What `hutong.config.ts` exports. Every value may be left out; HUTONG_* variables come before it. */
export type Config = Partial<Settings>;

/** Gives the configuration file its types. */
export function defineConfig(config: Config): Config {
  return config;
}
