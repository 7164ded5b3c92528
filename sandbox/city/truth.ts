/** What is true of a company, in the domain's words: what a test holds the hub against. */
import type { RegistrationStatus } from '../../src/domain/code/registration-status.ts';
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import type { Company, ListEntry } from './company.ts';

export interface CompanyFacts {
  readonly uscc: Uscc;
  /** Codes that now lead to `uscc`, oldest first. */
  readonly replacedCodes: readonly Uscc[];
  readonly name: string;
  /** Oldest first. */
  readonly formerNames: readonly string[];
  readonly status: RegistrationStatus;
  readonly parentUscc: Uscc | null;
  readonly pripid: string;
  readonly registrationNo: string | null;
  readonly legalRepresentative: string;
  /** In ten thousands of yuan. */
  readonly capital: number | null;
  readonly businessScope: string;
  readonly industry: string;
  /** Code of the county, 6 digits. */
  readonly county: string;
  readonly address: string;
  readonly establishedOn: string;
  readonly approvedOn: string;
  readonly cancelledOn: string | null;
  readonly revokedOn: string | null;
  readonly simpleNoticeFrom: string | null;
  readonly simpleNoticeTo: string | null;
  readonly liquidationFiledOn: string | null;
  readonly abnormalEntries: readonly ListEntry[];
  readonly seriousEntries: readonly ListEntry[];
}

/** Whom the hub holds: filed under 7020, property management in the scope of business, or 物业 in the name. Nobody leaves. */
export function isPropertyCompany({ industry, businessScope, name }: Company): boolean {
  return industry === '7020' || /物业管理|物业服务/.test(businessScope) || name.includes('物业');
}

export function factsOf({
  notice,
  place,
  kind: _kind,
  number: _number,
  updatedAt: _at,
  termTo: _termTo,
  ...same
}: Company): CompanyFacts {
  return {
    ...same,
    county: place.county,
    address: place.address,
    simpleNoticeFrom: notice?.from ?? null,
    simpleNoticeTo: notice?.to ?? null,
  };
}
