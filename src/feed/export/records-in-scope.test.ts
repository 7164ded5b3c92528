import { expect, it } from 'vitest';
import type { Content } from '../../domain/record/record-type.ts';
import { listRecordTypes } from '../../domain/record/record-types.ts';
import { placesOf } from './records-in-scope.ts';

const COUNTIES = ['140403', '140404'];
const REGIONS = ['140403', '140404101', '140403002005', '1404', undefined];

/** Contents of a type with every place that it may name. */
function contentsOf({ fields }: ReturnType<typeof listRecordTypes>[number]): readonly Content[] {
  const required = Object.entries(fields).filter(([, field]) => field.required === true && field.personal !== true);
  const base = Object.fromEntries(required.map(([name, { type }]) => [name, type === 'list' || type === 'texts' ? [] : '0']));
  const has = (name: string) => Object.hasOwn(fields, name);
  return COUNTIES.flatMap((county) =>
    REGIONS.map((region) => ({
      ...base,
      ...(has('county') ? { county } : {}),
      ...(has('region') && region !== undefined ? { region } : {}),
    })),
  );
}

// On this rest the digests of counties that are kept, and the columns that are asked before contents are read.
it.each(listRecordTypes().map((type) => [type.name, type] as const))(
  '%s is linked to its own county alone, and a column begins with it',
  (_name, type) => {
    const [place] = placesOf(type, { counties: COUNTIES });
    const known = contentsOf(type).map((content) => {
      const county = type.county(content);
      const linked = type.links('K', content).filter(({ kind }) => kind === 'region');
      expect(linked.map(({ value }) => value)).toEqual(county === null ? [] : [county]);
      if (county !== null) expect(String(type.columns('K', content)[place?.column ?? '']).startsWith(county)).toBe(true);
      return county;
    });
    expect(known).toEqual(expect.arrayContaining(COUNTIES));
  },
);
