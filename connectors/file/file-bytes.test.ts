import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { fileBytes } from './file-bytes.ts';

it('what comes out of a compressed file ends at a limit, not before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-bytes-'));
  try {
    const path = join(folder, 'bomb.gz');
    writeFileSync(path, gzipSync(Buffer.alloc(3_000_000)));
    const { size, mtimeMs } = statSync(path);
    const read = async (limit: number) => {
      let bytes = 0;
      const chunks = fileBytes({ path, size, modified: mtimeMs, compressed: true }, () => {}, limit);
      for await (const chunk of chunks) bytes += chunk.length;
      return bytes;
    };
    expect(await read(3_000_000)).toBe(3_000_000);
    await expect(read(2_000_000)).rejects.toMatchObject({ problem: { code: 'FILE_GZIP_TOO_LARGE', params: { limit: '2' } } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
