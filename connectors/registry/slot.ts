/** Our names for what a registry sends, before any value is understood. A layout says which column fills which slot. */
export type Slot =
  | 'uscc'
  | 'name'
  | 'formerName'
  | 'parentUscc'
  | 'pripid'
  | 'regno'
  | 'type'
  | 'typeText'
  | 'status'
  | 'statusText'
  | 'legalRepresentative'
  | 'capital'
  | 'capitalCurrency'
  | 'capitalCurrencyText'
  | 'established'
  | 'approved'
  | 'termFrom'
  | 'termTo'
  | 'scope'
  | 'industry'
  | 'industrySection'
  | 'address'
  | 'addressDistrict'
  | 'province'
  | 'city'
  | 'authority'
  | 'authorityText'
  | 'cancelledOn'
  | 'cancelReason'
  | 'revokedOn'
  | 'revocationNo'
  | 'revocationAuthority'
  | 'noticeFrom'
  | 'noticeTo'
  | 'liquidationFiled'
  | 'abnormal'
  | 'serious'
  | 'sourceUpdated';

/** Slots that hold a value about a person. Whoever reports one masks it first. */
export const personalSlots: ReadonlySet<Slot> = new Set<Slot>(['legalRepresentative']);

/** Slots whose value is a list of rows: as it came, or as JSON text in the cell of a table. */
export const listSlots: ReadonlySet<Slot> = new Set<Slot>(['abnormal', 'serious']);
