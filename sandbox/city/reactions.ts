/** What the other offices do when the registry has done something: each in its own time, so that they differ for days. */
import type { Chance } from '../random.ts';
import type { AffairKind, Plot, Surroundings } from './affair.ts';
import type { Company } from './company.ts';
import type { Happening, HappeningKind } from './happening.ts';

type Reaction = (company: Company, city: Surroundings, chance: Chance) => readonly Plot[];

const REACTIONS: Readonly<Partial<Record<HappeningKind, readonly Reaction[]>>> = {
  founded: [({ number }, _city, chance) => [{ kind: 'tax-registered', number, inDays: chance.whole(1, 12) }]],
  renamed: [taxpayers('tax-changed', 1, 8), filings('filing-changed', 5, 20, 0.7)],
  moved: [taxpayers('tax-changed', 2, 12), filings('filing-changed', 5, 20, 0.5)],
  'new-representative': [filings('filing-changed', 4, 25, 0.6)],
  'code-replaced': [taxpayers('taxpayer-id-changed', 1, 6), filings('filing-changed', 2, 9, 1)],
  'notice-opened': [taxpayers('tax-simple-deregistration', 10, 19)],
  'notice-withdrawn': [taxpayers('tax-normal-again', 1, 5)],
  'liquidation-filed': [taxpayers('tax-liquidation', 2, 9)],
  // The tax office has ended an ordinary one before (see `endedBefore`); after a notice it follows the registry.
  cancelled: [taxpayers('tax-deregistered', 1, 6), contracts(2, 20), filings('filing-cancelled', 3, 25, 0.8)],
  revoked: [taxpayers('tax-abnormal', 3, 15), contracts(5, 30), filings('filing-cancelled', 8, 30, 0.6)],
  restored: [taxpayers('tax-restored', 1, 6)],
};

export function reactionsTo({ kind, after }: Happening, city: Surroundings, chance: Chance): readonly Plot[] {
  return (REACTIONS[kind] ?? []).flatMap((reaction) => reaction(after, city, chance));
}

/**
 * Whether the tax registrations have to have ended before this happening of the registry: a company is cancelled only with its
 * tax cleared, unless by the simple way.
 */
export function needsClearance({ kind, after }: Happening): boolean {
  return kind === 'cancelled' && after.notice === null;
}

function taxpayers(kind: AffairKind, least: number, most: number): Reaction {
  return ({ number }, city, chance) =>
    city.taxpayersOf(number).map((taxpayer) => ({ kind, number: taxpayer.number, inDays: chance.whole(least, most) }));
}

function filings(kind: AffairKind, least: number, most: number, share: number): Reaction {
  return ({ number }, city, chance) =>
    city
      .filingsOf(number)
      .filter(() => chance.happens(share))
      .map((filing) => ({ kind, number: filing.number, inDays: chance.whole(least, most) }));
}

function contracts(least: number, most: number): Reaction {
  return ({ number }, city, chance) =>
    city
      .contractsOfCompany(number)
      .map((contract) => ({ kind: 'contract-ended', number: contract.number, inDays: chance.whole(least, most) }));
}
