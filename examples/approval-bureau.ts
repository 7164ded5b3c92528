/** Approval bureau (审批局): how a company stands before something is decided about it. The exit code says the same to a program. */
import { parseArgs } from 'node:util';
import { type CompanyCardQuery, type GraphError, HutongClient } from 'hutong-client';
import { program } from './program.ts';

type Company = NonNullable<CompanyCardQuery['company']>;

const HELP = `审批前核对企业现状
用法：node examples/approval-bureau.ts 编号 [--url 互通地址] [--token 令牌]
编号：统一社会信用代码（含已更换的）、注册号、纳税人识别号等
退出码：0 未见障碍，3 需人工核对，4 查无此企业，1 查询失败，2 用法不对`;
const EXIT = { clear: 0, failed: 1, usage: 2, person: 3, unknown: 4 };

const STAGES = { REGISTRATION: '注册', OPERATION: '经营', TAX: '纳税', DEREGISTRATION: '注销' };

await program(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string', default: 'http://127.0.0.1:4000' }, token: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [value] = positionals;
  if (values.help || value === undefined) {
    console.log(HELP);
    return values.help ? EXIT.clear : EXIT.usage;
  }
  // In part: where one source cannot be asked, what the others say is shown all the same, and a person looks.
  return check(new HutongClient({ url: values.url, token: values.token, partial: true }), value);
});

async function check(hub: HutongClient, value: string): Promise<number> {
  const found = await hub.companyByNumber({ value });
  const match = found.data.companyByIdentifier;
  if (match == null) {
    // What could not be looked up is not unknown.
    if (found.errors.length > 0) return failed(found.errors);
    console.log(`查无此企业：${value}`);
    return EXIT.unknown;
  }
  // Everything else is asked as known at the same moment: nothing can come in between.
  const { uscc, at } = match.company;
  const { data, errors } = await hub.companyCard({ uscc }, { at });
  const { company } = data;
  if (company == null) return failed(errors);
  if (match.replacedBy != null) console.log(`注意：${match.value} 已更换为 ${match.replacedBy}`);
  const others = (match.candidates ?? []).length - 1;
  const doubts = [
    ...(others > 0 ? [`该编号另对应 ${others} 家企业`] : []),
    ...obstacles(company),
    // What could not be told must not pass for what is not there.
    ...errors.map(({ message }) => message),
  ];
  const stage = company.stage === null ? '不明' : STAGES[company.stage];
  console.log(`${company.registration?.name ?? '（无登记信息）'}  ${company.uscc}  现处环节：${stage}`);
  console.log(
    `税务登记 ${company.taxpayers?.length ?? '不明'} 户，备案 ${company.filings?.length ?? '不明'} 件，时点 ${company.at}`,
  );
  console.log(doubts.length === 0 ? '未见障碍' : `需人工核对：\n${doubts.map((doubt) => `- ${doubt}`).join('\n')}`);
  return doubts.length === 0 ? EXIT.clear : EXIT.person;
}

function failed(errors: readonly GraphError[]): number {
  for (const { message, code } of errors) console.error(`${message}（${code}）`);
  return EXIT.failed;
}

function obstacles({ registration, taxpayers, contracts }: Company): readonly string[] {
  const texts = [
    registration?.status !== 'IN_OPERATION' && `登记状态：${registration?.statusText ?? '不明'}`,
    registration?.abnormalEntries?.some(({ removedOn }) => removedOn === null) && '在经营异常名录中',
    registration?.seriousEntries?.some(({ removedOn }) => removedOn === null) && '在严重违法失信名单中',
    registration?.simpleNoticeFrom != null && `简易注销公告自 ${registration.simpleNoticeFrom}`,
    ...(taxpayers ?? []).flatMap(({ djxh, status, statusText, inArrears }) => [
      status !== 'NORMAL' && `税务登记 ${djxh}：${statusText ?? status}`,
      inArrears && `税务登记 ${djxh}：欠税`,
    ]),
    [registration, ...(taxpayers ?? []), ...(contracts ?? [])].some((record) => record?.disputed?.length) && '有异议尚未答复',
  ];
  return texts.filter((text) => typeof text === 'string');
}
