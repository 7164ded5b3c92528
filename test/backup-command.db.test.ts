/** `hutong backup` and `hutong restore` as an operator meets them. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { writeWholeFile } from '../src/cli/whole-file.ts';
import { erase } from '../src/feed/erase.ts';
import { backUp, FORMER, filesFolder } from './support/backups.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { hutongHere } from './support/hutong-here.ts';
import { usccOf } from './support/uscc.ts';

eachDatabase('the commands', (fresh) => {
  it('back a hub up into a file of its owner, with what was erased in another, and restore both', async () => {
    await using source = await fresh();
    await using target = await fresh();
    using files = filesFolder();
    const [file, log] = [files.file('a.hutong.gz'), files.file('a.json')];
    await using graph = await startGraph(source);
    await graph.write({ 1: { legalRepresentative: FORMER } });
    await graph.write({ 1: { legalRepresentative: '某人' } });
    const { feedId } = graph.hub;
    const from = ['--database-url', source.url, '--json'];
    // In a folder that is not there yet.
    const into = ['--database-url', target.url.replace(/hutong\.db$/, 'new/hutong.db'), '--json'];

    const written = await hutongHere(['backup', '--out', file, ...from]);
    expect(written).toMatchObject({
      code: 0,
      json: { file, feed: feedId, position: '2', records: 1, sha256: expect.any(String) },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file);
    expect(await hutongHere(['backup', '--out', file, ...from])).toMatchObject({
      code: 1,
      json: { problem: { code: 'BACKUP_FILE_THERE' } },
    });
    expect(readFileSync(file)).toEqual(before);
    expect(await hutongHere(['backup', '--out', file, '--force', ...from])).toMatchObject({ code: 0 });

    await erase(graph.hub, { recordType: 'registration', key: usccOf(1), field: 'legalRepresentative', ground: '本人申请' });
    expect(await hutongHere(['backup', 'erasures', '--out', log, ...from])).toMatchObject({
      code: 0,
      json: { file: log, feed: feedId, erasures: 1 },
    });
    expect(await hutongHere(['backup', 'erasures', '--out', log, ...from])).toMatchObject({ code: 1 });
    expect(await hutongHere(['backup', 'erasures', '--out', log, '--force', ...from])).toMatchObject({ code: 0 });

    const restored = await hutongHere(['restore', file, '--erasures', log, '--erasures', log, ...into]);
    expect(restored).toMatchObject({ code: 0, json: { parent: feedId, position: '2', records: 1, erased: 1 } });
    expect(await hutongHere(['feed', 'verify', ...into])).toMatchObject({ code: 0, json: { upTo: '2', breaches: [] } });
    expect(await hutongHere(['restore', file, ...into])).toMatchObject({
      code: 1,
      json: { problem: { code: 'RESTORE_NOT_EMPTY' } },
    });
    expect(readdirSync(dirname(file)).sort()).toEqual(['a.hutong.gz', 'a.json']);
  });

  it('say what is wrong, and leave no file and no database behind', async () => {
    await using target = await fresh();
    using files = filesFolder();
    const into = ['--database-url', target.url, '--json'];
    expect(await hutongHere(['backup', ...into])).toMatchObject({ code: 2, json: { problem: { code: 'CLI_OPTION_MISSING' } } });
    const code = target.kind === 'sqlite' ? 'CLI_DATABASE_ABSENT' : 'BACKUP_NO_HUB';
    expect(await hutongHere(['backup', '--out', files.file('a'), ...into])).toMatchObject({
      code: 1,
      json: { problem: { code } },
    });
    expect(existsSync(files.file('a'))).toBe(false);
    writeFileSync(files.file('b'), 'nothing');
    const refused = await hutongHere(['restore', files.file('b'), ...into]);
    expect(refused).toMatchObject({ code: 1, json: { problem: { code: 'BACKUP_OTHER_FILE' } } });
    expect(refused.stderr).toContain('hutong backup');
    expect(readdirSync(dirname(files.file('b')))).toEqual(['b']);
    if (target.kind === 'sqlite') expect(existsSync(target.url.slice('sqlite:'.length))).toBe(false);
  });

  it('leave a file that is whole or none: not the part of one that was stopped', async () => {
    await using source = await fresh();
    using files = filesFolder();
    const [file, other] = [files.file('a'), files.file('b')];
    await using graph = await startGraph(source);
    await graph.write({ 1: {} });
    writeFileSync(file, 'the last one');
    writeFileSync(`${file}.part`, 'of one that was killed');
    const stop = new AbortController();
    const stopped = writeWholeFile(file, { force: true }, (sink) => {
      const onProgress = (table: string) => table === 'version' && stop.abort(new Error('stopped'));
      return backUp(source, other, { sink, signal: stop.signal, onProgress: (table) => void onProgress(table) });
    });
    await expect(stopped).rejects.toThrow('aborted');
    expect(readFileSync(file, 'utf8')).toBe('the last one');
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});
