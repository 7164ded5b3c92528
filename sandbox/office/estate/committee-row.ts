/** How a housing office writes a committee of owners (业主组织) for the platform's interface. */
import { committeeKinds } from '../../../src/domain/code/property-codes.ts';
import { spellMoment } from '../../calendar.ts';
import type { Committee } from '../../city/facts.ts';
import { chanceFrom, seedOf } from '../../random.ts';
import { spellCode } from '../spelling.ts';

export interface CommitteeRow {
  readonly committeeNo: string;
  readonly committeeName: string;
  readonly committeeType: string;
  readonly areaCode: string;
  readonly estates: readonly { readonly code: string; readonly name: string }[];
  readonly term: string;
  readonly termStart: string;
  readonly termEnd: string;
  readonly filingDate: string;
  readonly memberNum: string;
  readonly partyNum: string;
  readonly chair: string;
  readonly phone: string;
  readonly updateTime: string;
}

/** @param seed of the city: a committee keeps its spellings */
export function committeeRow(committee: Committee, seed: number): CommitteeRow {
  const chance = chanceFrom(seedOf(seed, 'committee spelling', committee.number));
  return {
    committeeNo: committee.committeeNo,
    committeeName: committee.name,
    committeeType: spellCode(committeeKinds, committee.kind, chance),
    areaCode: committee.county,
    estates: committee.estates.map(({ code, name }) => ({ code, name })),
    term: chance.happens(0.3) ? `第${'一二三四五六七八九'[committee.term - 1] ?? committee.term}届` : String(committee.term),
    termStart: committee.termFrom,
    termEnd: committee.termTo,
    filingDate: committee.filedOn,
    memberNum: String(committee.members),
    partyNum: String(committee.partyMembers),
    chair: committee.chair,
    phone: committee.phone,
    updateTime: spellMoment(committee.updatedAt),
  };
}
