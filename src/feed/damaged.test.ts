import { describe, expect, it } from 'vitest';
import { storedObject, VersionDamagedError } from './damaged.ts';

const version = { position: 7, record_type: 'taxpayer', record_key: 'K', seen_from: 1 };

describe('a version that cannot be read', () => {
  it.each(['{"name":"张三', '', 'null', '[]', '"张三"'])('is named, and what stands there is not: %j', (text) => {
    const error = (() => {
      try {
        return storedObject(version, text);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(VersionDamagedError);
    expect(error).toMatchObject({ position: 7, recordType: 'taxpayer', key: 'K' });
    expect(`${(error as Error).stack}${JSON.stringify(error)}`).not.toContain('张三');
  });

  it('is told by position and key to those who may know of it, and to nobody else', () => {
    const error = new VersionDamagedError(version);
    expect(error.toldAt('SHARED').facts).toEqual({ position: '7', recordType: 'taxpayer', key: 'K' });
    expect(JSON.stringify(error.toldAt('PUBLIC'))).not.toMatch(/7|taxpayer|K/);
  });
});
