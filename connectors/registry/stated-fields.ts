/**
 * Which fields of a registration a sender states: those it has columns for. A file without a column for the status says
 * nothing about the status; that is no reason to forget it.
 */
import type { registrationFields } from '../../src/domain/record/registration.record.ts';
import type { Layout } from './choose-layout.ts';
import type { Slot } from './slot.ts';

type FieldName = keyof typeof registrationFields;

const FIELDS_OF_SLOT: Readonly<Partial<Record<Slot, readonly FieldName[]>>> = {
  name: ['name'],
  formerName: ['formerNames'],
  parentUscc: ['parentUscc'],
  pripid: ['pripid'],
  regno: ['registrationNo'],
  type: ['companyType', 'companyTypeCode', 'isBranch'],
  typeText: ['companyType', 'companyTypeText', 'isBranch'],
  status: ['status', 'statusCode'],
  statusText: ['status', 'statusText'],
  legalRepresentative: ['legalRepresentative'],
  capital: ['capital', 'capitalCurrency'],
  established: ['establishedOn'],
  approved: ['approvedOn'],
  termFrom: ['termFrom'],
  termTo: ['termTo', 'termOpen'],
  scope: ['businessScope'],
  industry: ['industry'],
  industrySection: ['industry'],
  address: ['address', 'region'],
  addressDistrict: ['district', 'region'],
  authority: ['authorityCode', 'authority'],
  authorityText: ['authority'],
  cancelledOn: ['cancelledOn'],
  cancelReason: ['cancellationReason'],
  revokedOn: ['revokedOn'],
  revocationNo: ['revocationNo'],
  revocationAuthority: ['revocationAuthority'],
  noticeFrom: ['simpleNoticeFrom'],
  noticeTo: ['simpleNoticeTo'],
  liquidationFiled: ['liquidationFiledOn'],
  abnormal: ['abnormalEntries'],
  serious: ['seriousEntries'],
};

/** The fields that a slot says something about. */
export function fieldsOfSlot(slot: Slot): readonly string[] {
  return FIELDS_OF_SLOT[slot] ?? [];
}

const byLayout = new WeakMap<Layout, ReadonlySet<string>>();

export function statedFields(layout: Layout): ReadonlySet<string> {
  let stated = byLayout.get(layout);
  if (stated === undefined) {
    stated = new Set(['origin', ...[...layout.columns.keys()].flatMap(fieldsOfSlot)]);
    byLayout.set(layout, stated);
  }
  return stated;
}
