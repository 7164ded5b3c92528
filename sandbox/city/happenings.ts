/** What each kind of happening does to a company, and which change rows the registry writes about it. */
import { addDays } from '../calendar.ts';
import { personName } from '../names.ts';
import { makePlace, type Place } from '../places.ts';
import type { Chance } from '../random.ts';
import { type Company, isSound } from './company.ts';
import { listEntry } from './founding.ts';
import type { Change, HappeningDefinition, HappeningKind, Moment, Outcome } from './happening.ts';

/** Days that a notice of a simplified deregistration stands (简易注销公告期). */
const NOTICE_DAYS = 20;
/** Days that creditors have after a liquidation was filed. */
const CREDITOR_DAYS = 45;

/** How registers word an item; each of these was seen. */
const WORDS = {
  NAME: ['名称变更', '名称变更', '企业名称变更', '名称变更（字号名称、集团名称等）'],
  ADDRESS: ['住所变更', '住所（营业场所、地址）变更', '地址变更（住所地址、经营场所、驻在地址等变更）'],
  LEGAL_REP: ['法定代表人变更', '法定代表人（负责人）变更', '负责人变更（法定代表人、负责人、首席代表、合伙事务执行人等变更）'],
  CAPITAL: ['注册资本变更', '注册资本(金)变更', '注册资本变更（注册资金、资金数额等变更）'],
  SCOPE: ['经营范围变更', '经营范围变更（含业务范围变更）', '经营范围(业务范围)变更'],
} as const;
const NUMBERS: Readonly<Record<keyof typeof WORDS, string>> = {
  NAME: '01',
  ADDRESS: '02',
  LEGAL_REP: '',
  CAPITAL: '',
  SCOPE: '',
};

export const happenings: Readonly<Record<HappeningKind, HappeningDefinition>> = {
  founded: { zh: '设立', weight: 12, happensTo: () => false, happen: () => ({ now: {} }) },

  renamed: {
    zh: '名称变更',
    weight: 12,
    happensTo: (company) => isSound(company) && company.kind !== 'branch',
    happen(company, moment) {
      const name = moment.newName(company);
      const formerNames = [...company.formerNames, company.name];
      return soon(
        approved(moment, { name, formerNames }, [change(moment, 'NAME', company.name, name)]),
        moment,
        'new-representative',
      );
    },
  },

  moved: {
    zh: '住所变更（多为迁往另一县区）',
    weight: 12,
    happensTo: isSound,
    happen(company, moment) {
      const place = elsewhere(moment.chance, company.place);
      return approved(moment, { place }, [change(moment, 'ADDRESS', company.place.address, place.address)]);
    },
  },

  'new-representative': {
    zh: '法定代表人变更',
    weight: 14,
    happensTo: isSound,
    happen(company, moment) {
      const legalRepresentative = other(company.legalRepresentative, () => personName(moment.chance));
      const row = change(moment, 'LEGAL_REP', company.legalRepresentative, legalRepresentative);
      return soon(approved(moment, { legalRepresentative }, [row]), moment, 'moved');
    },
  },

  'capital-changed': {
    zh: '注册资本变更',
    weight: 8,
    happensTo: (company) => isSound(company) && company.capital !== null,
    happen(company, moment) {
      const capital = other(company.capital ?? 0, () => moment.chance.pick([50, 100, 200, 300, 500, 800, 1000, 2000, 5000]));
      return approved(moment, { capital }, [change(moment, 'CAPITAL', `${company.capital}万元人民币`, `${capital}万元人民币`)]);
    },
  },

  'scope-changed': {
    zh: '经营范围变更',
    weight: 8,
    happensTo: (company) => isSound(company) && MORE_SCOPES.some((scope) => !company.businessScope.includes(scope)),
    happen(company, moment) {
      const scope = moment.chance.pick(MORE_SCOPES.filter((each) => !company.businessScope.includes(each)));
      const businessScope = `${company.businessScope}；${scope}`;
      return approved(moment, { businessScope }, [change(moment, 'SCOPE', company.businessScope, businessScope)]);
    },
  },

  corrected: {
    zh: '更正登记',
    weight: 4,
    happensTo: (company) => isSound(company) && company.capital !== null,
    happen(company, moment) {
      // A nought too many or too few: what was registered was never so.
      const wrong = company.capital ?? 0;
      const capital = wrong >= 1000 ? wrong / 10 : wrong * 10;
      return approved(moment, { capital }, [
        { item: '', text: '更正登记', before: `注册资本：${wrong}万元人民币`, after: `注册资本：${capital}万元人民币` },
      ]);
    },
  },

  'code-replaced': {
    zh: '统一社会信用代码变更',
    weight: 3,
    happensTo: (company) => isSound(company) && company.replacedCodes.length === 0,
    happen(company, moment) {
      const uscc = moment.newCode(company);
      return approved(moment, { uscc, replacedCodes: [...company.replacedCodes, company.uscc] }, [
        { item: '', text: '统一社会信用代码变更', before: company.uscc, after: uscc },
      ]);
    },
  },

  'notice-opened': {
    zh: '简易注销公告',
    weight: 9,
    happensTo: (company) => isSound(company) && company.kind !== 'branch' && company.number !== 0,
    happen(_company, { day, chance }) {
      const kind = chance.happens(0.7) ? 'cancelled' : 'notice-withdrawn';
      const inDays = kind === 'cancelled' ? NOTICE_DAYS + chance.whole(1, 5) : chance.whole(3, NOTICE_DAYS);
      return { now: { notice: { from: day, to: addDays(day, NOTICE_DAYS) } }, next: { kind, inDays } };
    },
  },

  'notice-withdrawn': {
    zh: '简易注销因异议终止',
    weight: 0,
    happensTo: ({ status, notice }) => status === 'IN_OPERATION' && notice !== null,
    happen: () => ({ now: { notice: null } }),
  },

  'liquidation-filed': {
    zh: '清算组备案',
    weight: 4,
    happensTo: (company) => isSound(company) && company.number !== 0,
    happen: (_company, { day, chance }) => ({
      now: { liquidationFiledOn: day },
      changes: [{ item: '99', text: '其他事项备案', before: '', after: '清算组成员备案' }],
      next: { kind: 'cancelled', inDays: CREDITOR_DAYS + chance.whole(1, 10) },
    }),
  },

  cancelled: {
    zh: '注销',
    weight: 4,
    happensTo: ({ status, number }) => (status === 'IN_OPERATION' || status === 'REVOKED') && number !== 0,
    happen: (company, moment) =>
      approved(moment, {
        status: company.status === 'REVOKED' ? 'REVOKED_AND_CANCELLED' : 'CANCELLED',
        cancelledOn: moment.day,
        abnormalEntries: company.abnormalEntries.map((entry) =>
          entry.removedOn === null ? { ...entry, removedOn: moment.day, removalReason: '企业注销，自动移出' } : entry,
        ),
      }),
  },

  revoked: {
    zh: '吊销',
    weight: 4,
    happensTo: (company) => isSound(company) && company.number !== 0,
    happen: (_company, moment) => approved(moment, { status: 'REVOKED', revokedOn: moment.day }),
  },

  restored: {
    zh: '撤销注销登记、恢复登记',
    weight: 4,
    happensTo: ({ status }) => status === 'CANCELLED' || status === 'REVOKED',
    happen({ status }, moment) {
      const text = status === 'CANCELLED' ? moment.chance.pick(['撤销注销登记', '恢复登记']) : '恢复登记';
      const back = {
        status: 'IN_OPERATION',
        cancelledOn: null,
        revokedOn: null,
        notice: null,
        liquidationFiledOn: null,
      } as const;
      return approved(moment, back, [{ item: '', text, before: status === 'CANCELLED' ? '注销' : '吊销', after: '存续' }]);
    },
  },

  'abnormal-entered': {
    zh: '列入经营异常名录',
    weight: 7,
    happensTo: (company) => isSound(company) && company.abnormalEntries.every(({ removedOn }) => removedOn !== null),
    happen: ({ abnormalEntries }, { day, chance }) => ({
      now: { abnormalEntries: [...abnormalEntries, listEntry(chance, day)] },
    }),
  },

  'abnormal-removed': {
    zh: '移出经营异常名录',
    weight: 5,
    happensTo: ({ status, abnormalEntries }) =>
      status === 'IN_OPERATION' && abnormalEntries.some(({ removedOn }) => removedOn === null),
    happen: ({ abnormalEntries }, { day }) => ({
      now: {
        abnormalEntries: abnormalEntries.map((entry) =>
          entry.removedOn === null ? { ...entry, removedOn: day, removalReason: '列入事由消除，申请移出' } : entry,
        ),
      },
    }),
  },

  'serious-entered': {
    zh: '列入严重违法失信名单',
    weight: 2,
    happensTo: (company) => isSound(company) && company.seriousEntries.length === 0,
    happen: (_company, { day, chance }) => ({
      now: { seriousEntries: [{ ...listEntry(chance, day), reason: '提交虚假材料取得登记' }] },
      next: { kind: 'serious-removed', inDays: chance.whole(20, 40) },
    }),
  },

  'serious-removed': {
    zh: '移出严重违法失信名单',
    weight: 0,
    happensTo: ({ seriousEntries }) => seriousEntries.some(({ removedOn }) => removedOn === null),
    happen: ({ seriousEntries }, { day }) => ({
      now: { seriousEntries: seriousEntries.map((entry) => ({ ...entry, removedOn: entry.removedOn ?? day })) },
    }),
  },
};

/** The first of them makes a property company of any. */
const MORE_SCOPES = [
  '物业管理',
  '停车场服务',
  '城市绿化管理',
  '专业保洁、清洗、消毒服务',
  '建筑物清洁服务',
  '家政服务',
  '非居住房地产租赁',
];

/** What an approval changes; the date of the last approval moves with it. */
function approved({ day }: Moment, now: Partial<Company>, changes: Outcome['changes'] = []): Outcome {
  return { now: { ...now, approvedOn: day }, changes };
}

/** Who takes a company over does not come to the counter once: in four of ten cases the next change follows within days. */
function soon(outcome: Outcome, { chance }: Moment, kind: HappeningKind): Outcome {
  const inDays = chance.whole(1, 4);
  return chance.happens(0.4) ? { ...outcome, next: { kind, inDays } } : outcome;
}

function change({ chance }: Moment, item: keyof typeof WORDS, before: string, after: string): Omit<Change, 'id' | 'on'> {
  return { item: NUMBERS[item], text: chance.pick(WORDS[item]), before, after };
}

/** Draws until it is another one. */
function other<T>(old: T, draw: () => T): T {
  for (;;) {
    const drawn = draw();
    if (drawn !== old) return drawn;
  }
}

/** Four of five moves cross a county's border. */
function elsewhere(chance: Chance, from: Place): Place {
  const crosses = chance.happens(0.8);
  for (;;) {
    const place = makePlace(chance);
    if (place.address !== from.address && (place.county !== from.county) === crosses) return place;
  }
}
