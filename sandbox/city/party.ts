/** Who can serve an estate: a company of the city or a visitor, in what papers need of either. */
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import { placeName } from '../places.ts';
import type { Company } from './company.ts';
import type { Server } from './facts.ts';
import type { Visitor } from './visitors.ts';

export interface Party extends Server {
  readonly uscc: Uscc;
  readonly isLocal: boolean;
  /** Code of the county where it is registered. */
  readonly homeRegion: string;
  readonly address: string;
  readonly legalRepresentative: string;
}

export function partyOfCompany({ number, uscc, name, place, legalRepresentative }: Company): Party {
  const { county, address } = place;
  return { company: number, uscc, companyName: name, isLocal: true, homeRegion: county, address, legalRepresentative };
}

export function partyOfVisitor(number: number, { uscc, name, county, legalRepresentative }: Visitor): Party {
  const address = `${placeName(county)}和平路${(uscc.charCodeAt(12) * 7) % 300}号`;
  return { company: number, uscc, companyName: name, isLocal: false, homeRegion: county, address, legalRepresentative };
}

/** What a paper keeps of who it is about. */
export function serverOf({ company, uscc, companyName }: Server): Server {
  return { company, uscc, companyName };
}
