import { describe, expect, it } from 'vitest';
import { describe as sentence } from '../domain/message/describe.ts';
import { readSettings } from './settings.ts';

const token = 'a-secret-of-tax/=+:1';

describe('who may push', () => {
  it('is nobody out of the box', () => {
    expect(readSettings({}, {})).toMatchObject({ value: { pushParties: [] } });
  });

  it('is named by variable or in the file', () => {
    const tax = { id: 'tax-1404', source: 'tax', token };
    expect(readSettings({}, { HUTONG_PUSH_PARTIES: `tax-1404:tax:${token}, ` })).toMatchObject({ value: { pushParties: [tax] } });
    expect(readSettings({ pushParties: [tax] }, {})).toMatchObject({ value: { pushParties: [tax] } });
  });

  it.each([
    'tax-1404:tax:secret',
    `tax-1404:nowhere:${token}`,
    `operator:tax:${token}`,
    `anybody:tax:${token}`,
    `Tax 1:tax:${token}`,
    `a1:tax:${token},b1:registry:${token}`,
    `a1:tax:${token},a1:tax:${token}x`,
    token,
  ])('is refused without a word of the secret: %s', (value) => {
    const read = readSettings({}, { HUTONG_PUSH_PARTIES: value });
    if (read.ok) throw new Error('accepted');
    expect(sentence(read.problem, 'zh')).toContain('单位名不得为 operator 或 anybody');
    expect(sentence(read.problem, 'zh')).toContain('来源为 registry、tax、filing、estate 之一');
    expect(JSON.stringify(read.problem) + sentence(read.problem, 'zh')).not.toContain('secret');
  });
});
