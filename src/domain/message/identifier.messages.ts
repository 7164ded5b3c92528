import type { Message } from './message.ts';

/**
 * Messages about codes that identify a company. None of them repeats the code itself: the row and the field lead
 * to it, and what stands in such a column may be a person's identity number.
 */
export const identifierMessages = {
  USCC_MASKED: {
    zh: '统一社会信用代码被星号遮盖，无法识别企业',
    en: 'the unified social credit code is masked with asterisks and identifies nobody',
    todo: { zh: '请来源单位提供未遮盖的代码', en: 'ask the source for the full code' },
  },
  USCC_LENGTH: {
    zh: '统一社会信用代码应为 18 位，收到 {length} 位',
    en: 'a unified social credit code has 18 characters, received {length}',
    todo: { zh: '请核对营业执照', en: 'check it against the business licence' },
  },
  USCC_ALPHABET: {
    zh: '第 {place} 位「{character}」不是统一社会信用代码可用的字符（数字及除 I、O、S、V、Z 外的大写字母）',
    en: 'character {place}, "{character}", cannot stand in a unified social credit code (digits and capitals other than I, O, S, V, Z)',
    todo: { zh: '请核对是否把 0 写成 O、1 写成 I、2 写成 Z、5 写成 S', en: 'check for O typed for 0, I for 1, Z for 2, S for 5' },
  },
  USCC_CHECK: {
    zh: '校验位应为 {expected}，收到 {got}',
    en: 'the check character should be {expected}, received {got}',
    todo: { zh: '请核对营业执照', en: 'check it against the business licence' },
  },
  USCC_INNER_CODE: {
    zh: '代码第 9 至 17 位的组织机构代码校验位应为 {expected}，收到 {got}；已按原代码收录',
    en: 'the organisation code inside (characters 9 to 17) should end in {expected}, received {got}; accepted as published',
    todo: { zh: '', en: '' },
  },
  USCC_PLACEHOLDER: {
    zh: '同一字符重复填满，是占位值，不是统一社会信用代码',
    en: 'one character repeated is a placeholder, not a unified social credit code',
    todo: { zh: '请补填真实代码', en: 'fill in the real code' },
  },
  USCC_SPOILED: {
    zh: '代码被电子表格转成了数值，末尾数字已丢失',
    en: 'a spreadsheet turned the code into a number, its last digits are lost',
    todo: { zh: '请把该列设为文本格式后重新导出', en: 'format the column as text and export again' },
  },
  USCC_IS_REGISTRATION_NUMBER: {
    zh: '收到的是 {length} 位工商注册号，不是统一社会信用代码',
    en: 'this is a {length}-digit registration number, not a unified social credit code',
    todo: {
      zh: '请填写换照后的 18 位代码，注册号填入「注册号」',
      en: 'give the 18-character code; the number belongs in the field for registration numbers',
    },
  },
  USCC_IS_ORGANISATION_CODE: {
    zh: '收到的是 9 位组织机构代码，不是统一社会信用代码',
    en: 'this is a 9-character organisation code, not a unified social credit code',
    todo: { zh: '请填写换照后的 18 位代码', en: 'give the 18-character code' },
  },
  USCC_IS_RESIDENT_ID: {
    zh: '收到的是居民身份证号，不是统一社会信用代码；原值已隐去',
    en: "this is a resident's identity number, not a unified social credit code; the value is withheld",
    todo: { zh: '请改填统一社会信用代码，勿报送身份证号', en: 'give the credit code and do not send identity numbers' },
  },
  ORGANISATION_CODE_FORM: {
    zh: '不是组织机构代码：应为 8 位数字或大写字母加 1 位校验码',
    en: 'not an organisation code: 8 digits or capitals and a check character are expected',
    todo: { zh: '请核对组织机构代码证', en: 'check it against the certificate' },
  },
  ORGANISATION_CODE_CHECK: {
    zh: '组织机构代码校验位应为 {expected}，收到 {got}',
    en: 'the check character of the organisation code should be {expected}, received {got}',
    todo: { zh: '请核对组织机构代码证', en: 'check it against the certificate' },
  },
  REGISTRATION_NUMBER_FORM: {
    zh: '不是注册号：应为 15 位或 13 位数字，收到 {length} 个字符',
    en: 'not a registration number: 15 or 13 digits are expected, received {length} characters',
    todo: {
      zh: '请核对营业执照；外资旧证号可留空',
      en: 'check it against the business licence; old foreign-investment licence numbers may be left out',
    },
  },
  REGISTRATION_NUMBER_MASKED: {
    zh: '注册号被星号遮盖',
    en: 'the registration number is masked with asterisks',
    todo: { zh: '请来源单位提供未遮盖的号码', en: 'ask the source for the full number' },
  },
  REGISTRATION_NUMBER_CHECK: {
    zh: '注册号校验位应为 {expected}，收到 {got}',
    en: 'the check digit of the registration number should be {expected}, received {got}',
    todo: { zh: '请核对营业执照', en: 'check it against the business licence' },
  },
  REGISTRATION_NUMBER_IS_USCC: {
    zh: '「注册号」中填的是 18 位统一社会信用代码',
    en: 'the field for the registration number holds an 18-character unified social credit code',
    todo: { zh: '换照后无注册号的可留空', en: 'leave it empty where the company has no such number any more' },
  },
} as const satisfies Record<string, Message>;
