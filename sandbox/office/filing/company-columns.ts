/** How a housing office names a company in its rows: mostly by its credit code, now and then by another number, or by name alone. */
import type { City } from '../../city/city.ts';
import { isVisitor, type Server } from '../../city/facts.ts';
import type { Chance } from '../../random.ts';

export interface CompanyColumns {
  readonly RealtyMgeComCode: string;
  readonly RealtyMgeComName: string;
  /** Organisation code (组织机构代码). */
  readonly OrgCode: string;
  /** Registration number (工商注册号). */
  readonly RegNo: string;
  /** Taxpayer id (税务登记号). */
  readonly TaxNo: string;
}

/** @param chance a paper keeps its way of naming the company */
export function companyColumns({ company, uscc, companyName }: Server, city: City, chance: Chance): CompanyColumns {
  const none = { RealtyMgeComCode: '', RealtyMgeComName: companyName, OrgCode: '', RegNo: '', TaxNo: '' };
  // Of a visitor nobody else knows a number: its code is all there is.
  const way = isVisitor(company) ? 0 : chance.next();
  if (way < 0.8) return { ...none, RealtyMgeComCode: chance.happens(0.05) ? ` ${uscc.toLowerCase()}` : uscc };
  if (way < 0.87) return { ...none, OrgCode: `${uscc.slice(8, 16)}-${uscc.slice(16, 17)}` };
  if (way < 0.92) return { ...none, RegNo: city.company(company).registrationNo ?? '', TaxNo: uscc };
  if (way < 0.96) return { ...none, TaxNo: uscc };
  return none;
}
