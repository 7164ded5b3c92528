/** How a housing office writes a company's filing (企业备案). */
import { filingKinds, filingStatuses } from '../../../src/domain/code/property-codes.ts';
import { spellDay, spellMoment } from '../../calendar.ts';
import type { City } from '../../city/city.ts';
import type { Told } from '../../city/fact-happening.ts';
import type { Document, Filing } from '../../city/facts.ts';
import { chanceFrom, seedOf } from '../../random.ts';
import { spellCode } from '../spelling.ts';
import { type CompanyColumns, companyColumns } from './company-columns.ts';

export interface AttachmentRow {
  readonly Name: string;
  readonly Type: string;
  readonly Url: string;
  readonly Sha256: string;
}

/** What the office says a step is, and the paper it rests on; empty for an ordinary one. */
export interface ActionColumns {
  readonly ActionKind: string;
  readonly ActionFileNum: string;
  readonly ActionReason: string;
}

export interface FilingRow extends CompanyColumns, ActionColumns {
  readonly FilingNo: string;
  /** The county that it is filed in. */
  readonly CantonCode: string;
  /** 1 or 0. */
  readonly IsLocal: string;
  readonly RegAddress: string;
  readonly FilingType: string;
  readonly FilingState: string;
  readonly SubmitDate: string;
  readonly HandleDate: string;
  readonly ValidDate: string;
  readonly Opinion: string;
  readonly StaffNum: string;
  readonly CertNum: string;
  readonly LegalPerson: string;
  readonly Linkman: string;
  readonly LinkTel: string;
  readonly Attachments: readonly AttachmentRow[];
  readonly UpdateTime: string;
}

export function filingRow(filing: Filing, told: Told | null, city: City): FilingRow {
  const chance = chanceFrom(seedOf(city.seed, 'filing spelling', filing.number));
  return {
    FilingNo: filing.filingNo ?? '',
    CantonCode: filing.county,
    ...companyColumns(filing, city, chance),
    IsLocal: filing.isLocal ? '1' : '0',
    RegAddress: filing.address,
    FilingType: spellCode(filingKinds, filing.kind, chance),
    FilingState: spellCode(filingStatuses, filing.status, chance),
    SubmitDate: spellDay(chance, filing.submittedOn),
    HandleDate: filing.decidedOn ?? '',
    ValidDate: filing.validTo ?? '',
    Opinion: filing.decision ?? '',
    StaffNum: String(filing.staff),
    CertNum: String(filing.certified),
    LegalPerson: filing.legalRepresentative,
    Linkman: filing.contactName,
    LinkTel: filing.contactPhone,
    Attachments: filing.documents.map(attachmentRow),
    UpdateTime: spellMoment(filing.updatedAt),
    ...actionColumns(told),
  };
}

export function attachmentRow({ name, kind, reference, digest }: Document): AttachmentRow {
  return { Name: name, Type: kind, Url: reference, Sha256: digest };
}

const ACTIONS = { CORRECTED: '更正', RESTORED: '恢复', REPLACES: '换号', MERGES: '合并', SPLIT: '拆分' } as const;

export function actionColumns(told: Told | null): ActionColumns {
  if (told === null) return { ActionKind: '', ActionFileNum: '', ActionReason: '' };
  return { ActionKind: ACTIONS[told.kind], ActionFileNum: told.documentNo, ActionReason: told.reason };
}
