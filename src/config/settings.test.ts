import { describe, expect, it } from 'vitest';
import { describe as sentence } from '../domain/message/describe.ts';
import { readSettings } from './settings.ts';

describe('the settings of the registry', () => {
  it('are read from the environment', () => {
    const read = readSettings(
      { registryUrl: 'https://office.example/v1', registryTimeLimitMinutes: 5 },
      { HUTONG_REGISTRY_TOKEN: 'abc', HUTONG_REGISTRY_SCHEDULE: '0 2 * * *', HUTONG_REGISTRY_TIME_LIMIT_MINUTES: '90' },
    );
    expect(read).toMatchObject({
      value: {
        registryUrl: 'https://office.example/v1',
        registryToken: 'abc',
        registrySchedule: '0 2 * * *',
        registryTimeLimitMinutes: 90,
      },
    });
  });

  it('name no source out of the box', () => {
    expect(readSettings({}, {})).toMatchObject({ value: { registryUrl: '', registrySchedule: '*/5 * * * *' } });
    // Everything is listed where it is asked for, but for the tax bureau: only a listing brings what came before its company.
    expect(readSettings({}, {})).toMatchObject({ value: { registryFullSchedule: '', taxFullSchedule: '30 3 * * 0' } });
  });

  it.each([
    ['HUTONG_REGISTRY_SCHEDULE', '61 * * * *'],
    ['HUTONG_REGISTRY_SCHEDULE', '0 0 30 2 *'],
    ['HUTONG_REGISTRY_SCHEDULE', 'every five minutes'],
    ['HUTONG_REGISTRY_TIME_LIMIT_MINUTES', '0'],
    ['HUTONG_DOCUMENTS', 'some'],
    ['HUTONG_TAX_TABLE', 'DJ_NSRXX; DROP'],
    ['HUTONG_TAX_COLUMNS', 'XGSJ=GX SJ;'],
    ['HUTONG_TAX_COLUMNS', 'XGSJ=GXSJ, XX=YY'],
  ])('say what is wrong with %s=%s and what is expected', (variable, value) => {
    const read = readSettings({}, { [variable]: value });
    expect(read).toMatchObject({ problem: { code: 'CLI_SETTING_INVALID', params: { setting: variable, value } } });
  });

  it.each([
    ['HUTONG_REGISTRY_URL', 'https://clerk:secret@office.example/'],
    ['HUTONG_REGISTRY_URL', 'https://office.example/?token=secret'],
    ['HUTONG_REGISTRY_URL', 'file:///secret'],
    ['HUTONG_REGISTRY_TOKEN', 'a secret'],
    ['HUTONG_TAX_DATABASE_URL', 'mysql://clerk:secret@office'],
    ['HUTONG_TAX_DATABASE_URL', 'sqlite:secret'],
  ])('never repeat what may hold a secret: %s=%s', (variable, value) => {
    const read = readSettings({}, { [variable]: value });
    if (read.ok) throw new Error('accepted');
    expect(read.problem.params.setting).toBe(variable);
    expect(JSON.stringify(read.problem) + sentence(read.problem, 'zh')).not.toContain('secret');
  });
});

describe('whether the schema is told', () => {
  it('is a setting: it is, unless it says off', () => {
    const told = (value: string) => readSettings({}, { HUTONG_INTROSPECTION: value });
    expect([told(''), told('off')]).toMatchObject([{ value: { introspection: 'on' } }, { value: { introspection: 'off' } }]);
    expect(told('no')).toMatchObject({ problem: { code: 'CLI_SETTING_INVALID', params: { expected: 'on, off' } } });
  });
});

describe('how many subscriptions there may be', () => {
  it('is a setting within bounds', () => {
    expect(readSettings({ subscriptionsInAll: 200 }, { HUTONG_SUBSCRIPTIONS_OF_ONE: '7' })).toMatchObject({
      value: { subscriptionsOfOne: 7, subscriptionsInAll: 200, subscriptionsQuestions: 500 },
    });
    for (const value of ['0', '-1', '1.5', '100001', 'many']) {
      expect(readSettings({}, { HUTONG_SUBSCRIPTIONS_OF_ONE: value })).toMatchObject({
        problem: { code: 'CLI_SETTING_INVALID', params: { expected: '1–100000' } },
      });
    }
  });
});
