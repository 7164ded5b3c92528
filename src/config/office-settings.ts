/** The settings that every source with an interface of its own has: where it is, its token, when it is asked, for how long. */
import { readSchedule, SCHEDULE_FORM } from '../../jobs/schedule.ts';
import type { Setting } from './settings.ts';

type Words = Pick<Setting<string>, 'zh' | 'en'>;

/** Empty: the source is not asked. */
export function addressSetting(variable: string, words: Words): Setting<string> {
  return {
    variable,
    default: '',
    ...words,
    expected: 'https://host/path',
    secret: true,
    startsJobs: true,
    parse: (text) => (text === '' || isPlainAddress(text) ? text : undefined),
  };
}

export function tokenSetting(variable: string, words: Words): Setting<string> {
  return {
    variable,
    default: '',
    ...words,
    expected: '1–500 个可见 ASCII 字符 (1 to 500 visible ASCII characters)',
    secret: true,
    parse: (text) => (/^[\x21-\x7e]{0,500}$/.test(text) ? text : undefined),
  };
}

/** @param usual when it is asked where nothing else is said; empty: never */
export function scheduleSetting(variable: string, usual: string, words: Words): Setting<string> {
  return {
    variable,
    default: usual,
    ...words,
    expected: SCHEDULE_FORM,
    parse: (text) => (text === '' && usual === '' ? '' : readSchedule(text)?.expression),
  };
}

export function timeLimitSetting(variable: string, words: Words): Setting<number> {
  return {
    variable,
    default: 30,
    ...words,
    expected: '1–1440',
    parse: (text) => (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1440 ? Number(text) : undefined),
  };
}

/** An http address that holds no account, no query and no fragment: those are where secrets sit. */
function isPlainAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.username}${url.password}${url.search}${url.hash}` === '';
}
