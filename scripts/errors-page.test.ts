import { expect, it } from 'vitest';
import { catalogue } from '../src/domain/message/catalogue.ts';
import { STATUSES } from '../src/server/statuses.ts';
import { elsewhere, errorsPage, readCatalogues } from './errors-page.ts';

it('tells every code but those of the command line, with its status, both sentences and what to do', async () => {
  const page = await errorsPage();
  const catalogues = await readCatalogues();
  const hidden = new Set(elsewhere.flatMap((name) => Object.keys(catalogues.get(name) ?? {})));
  const told = [...page.matchAll(/^\| `([A-Z_\d]+)` \|/gm)].map(([, code]) => code);
  expect(told.toSorted()).toEqual(
    Object.keys(catalogue)
      .filter((code) => !hidden.has(code))
      .toSorted(),
  );
  const { zh, en, todo } = catalogue.PUSH_TOO_OFTEN;
  expect(page).toContain(`| \`PUSH_TOO_OFTEN\` | ${STATUSES.PUSH_TOO_OFTEN} | ${zh} | ${en} | ${todo.zh}<br>${todo.en} |`);
  expect(page).toContain('| `RELATED_TOO_MANY` | — |');
});

it('says nothing about how the server is made', async () => {
  expect(await errorsPage()).not.toMatch(/\b(?:select|insert|update) \w+ (?:from|into|set)\b|node_modules|\.ts:\d/i);
});
