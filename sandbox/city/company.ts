/**
 * A company of the synthetic city as it really is, before any source spells it its own way. Everything about it is
 * invented but the place: counties and towns are those of Changzhi.
 */
import type { RegistrationStatus } from '../../src/domain/code/registration-status.ts';
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import type { Place } from '../places.ts';

export type CompanyKind = 'property' | 'branch' | 'other';

/** What a row of the national exchange says about a company. Dates are ISO, in Asia/Shanghai. */
export interface Registered {
  readonly uscc: Uscc;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly kind: CompanyKind;
  readonly parentUscc: Uscc | null;
  readonly registrationNo: string | null;
  readonly pripid: string;
  readonly legalRepresentative: string;
  /** In units of ten thousand yuan; null for a branch, which has none. */
  readonly capital: number | null;
  readonly place: Place;
  readonly establishedOn: string;
  /** Date of the last approved change. */
  readonly approvedOn: string;
  readonly termTo: string | null;
  readonly businessScope: string;
  readonly industry: string;
  readonly status: RegistrationStatus;
  readonly cancelledOn: string | null;
  readonly revokedOn: string | null;
}

/** An entry in the list of abnormal operation (经营异常名录) or of serious violations (严重违法失信名单). */
export interface ListEntry {
  readonly reason: string;
  readonly enteredOn: string;
  readonly authority: string;
  readonly removedOn: string | null;
  readonly removalReason: string | null;
}

export interface Company extends Registered {
  /** The n-th company of the city, from 0; what stays when everything else about it changes. */
  readonly number: number;
  /** Codes it had before the present one, oldest first. */
  readonly replacedCodes: readonly Uscc[];
  /** The notice of a simplified deregistration (简易注销公告) that is open, or that led to the cancellation. */
  readonly notice: { readonly from: string; readonly to: string } | null;
  /** Date of the filing of the liquidation group (清算组备案). */
  readonly liquidationFiledOn: string | null;
  readonly abnormalEntries: readonly ListEntry[];
  readonly seriousEntries: readonly ListEntry[];
  /** When its registration was last touched, UTC milliseconds: the version that the registry gives it. */
  readonly updatedAt: number;
}

/** In operation and not on its way out: what most changes can happen to. */
export function isSound(company: Company): boolean {
  return company.status === 'IN_OPERATION' && company.notice === null && company.liquidationFiledOn === null;
}
