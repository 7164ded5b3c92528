/** How a housing office writes a service contract (物业服务合同备案). */
import { chargeModes, clientKinds, contractPhases, priceKinds, selections } from '../../../src/domain/code/property-codes.ts';
import { spellDay, spellMoment } from '../../calendar.ts';
import type { City } from '../../city/city.ts';
import type { Told } from '../../city/fact-happening.ts';
import type { Contract, ContractEstate } from '../../city/facts.ts';
import { chanceFrom, seedOf } from '../../random.ts';
import { spellCode, spellNumber } from '../spelling.ts';
import { type CompanyColumns, companyColumns } from './company-columns.ts';
import { type ActionColumns, type AttachmentRow, actionColumns, attachmentRow } from './filing-row.ts';

export interface ProjectRow {
  readonly AreaCode: string;
  readonly AreaName: string;
  /** 部位 or 分期. */
  readonly Part: string;
  readonly Acreage: string;
  readonly CommunityCode: string;
  readonly Address: string;
}

export interface ContractRow extends CompanyColumns, ActionColumns {
  readonly ContractNo: string;
  /** The county that it is filed in. */
  readonly CantonCode: string;
  readonly Projects: readonly ProjectRow[];
  readonly Stage: string;
  readonly ClientType: string;
  readonly ClientName: string;
  readonly SelectType: string;
  readonly SignDate: string;
  readonly RecordDate: string;
  readonly StartDate: string;
  readonly EndDate: string;
  readonly ServiceLevel: string;
  readonly PriceType: string;
  readonly ChargeType: string;
  readonly Price: string;
  readonly ProjectLeader: string;
  readonly ProjectTel: string;
  readonly StopDate: string;
  readonly StopReason: string;
  readonly HandoverDate: string;
  /** Code of the company that took over. */
  readonly NextComCode: string;
  readonly Attachments: readonly AttachmentRow[];
  readonly UpdateTime: string;
}

export function contractRow(contract: Contract, told: Told | null, city: City): ContractRow {
  const chance = chanceFrom(seedOf(city.seed, 'contract spelling', contract.number));
  return {
    ContractNo: contract.contractNo,
    CantonCode: contract.county,
    ...companyColumns(contract, city, chance),
    Projects: contract.estates.map((estate) => projectRow(estate, city, chance.happens(0.15))),
    Stage: spellCode(contractPhases, contract.phase, chance),
    ClientType: spellCode(clientKinds, contract.clientKind, chance),
    ClientName: contract.client,
    SelectType: spellCode(selections, contract.selection, chance),
    SignDate: spellDay(chance, contract.signedOn),
    RecordDate: contract.filedOn,
    StartDate: spellDay(chance, contract.termFrom),
    EndDate: spellDay(chance, contract.termTo),
    ServiceLevel: contract.level,
    PriceType: spellCode(priceKinds, contract.priceKind, chance),
    ChargeType: spellCode(chargeModes, contract.chargeMode, chance),
    Price: spellNumber(contract.fee),
    ProjectLeader: contract.leadName,
    ProjectTel: contract.leadPhone,
    StopDate: contract.endedOn ?? '',
    StopReason: contract.endReason ?? '',
    HandoverDate: contract.handedOverOn ?? '',
    NextComCode: contract.successor?.uscc ?? '',
    Attachments: contract.documents.map(attachmentRow),
    UpdateTime: spellMoment(contract.updatedAt),
    ...actionColumns(told),
  };
}

/** @param withoutCode some clerks write the estate's name and place, and no code */
function projectRow({ estate, code, name, part, area }: ContractEstate, city: City, withoutCode: boolean): ProjectRow {
  const known = city.register('estate').today(estate);
  return {
    AreaCode: withoutCode && known?.name === name ? '' : code,
    AreaName: name,
    Part: part ?? '',
    Acreage: spellNumber(area),
    CommunityCode: known?.community ?? '',
    Address: known?.address ?? '',
  };
}
