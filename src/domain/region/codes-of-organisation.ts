/** The unified codes that an organisation code can stand in: one for each authority that may have registered it. */
import { usccCheckCharacter } from '../identifier/uscc.ts';
import { allRegions } from './region-tree.ts';

/** Registered by a market regulator (9): an enterprise, a sole trader, a farmers' cooperative. */
const BODIES = ['91', '92', '93'] as const;

/** The state's own register stands under no division. */
const NATION = '100000';

/**
 * Every code that the bodies of every division, retired ones included, would have: some ten thousand, enterprises first.
 *
 * @param organisationCode nine characters
 */
export function codesOfOrganisation(organisationCode: string): readonly string[] {
  return BODIES.flatMap((body) =>
    divisions().flatMap((division) => {
      const known = `${body}${division}${organisationCode}`;
      const check = usccCheckCharacter(known);
      return check === null ? [] : [known + check];
    }),
  );
}

let known: readonly string[] | undefined;

function divisions(): readonly string[] {
  known ??= [NATION, ...[...allRegions().keys()].filter((code) => code.length <= 6).map((code) => code.padEnd(6, '0'))];
  return known;
}
