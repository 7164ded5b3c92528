import type { Message } from './message.ts';

/** Messages about an office's interface over HTTP: the interface as a whole, its pages, what comes beside a record. */
export const sourceMessages = {
  // --- it cannot be asked
  SOURCE_ADDRESS: {
    zh: '来源接口地址无法使用：应为 http 或 https 地址，不超过 160 个字符，不带用户名、密码和查询参数',
    en: 'the address of the interface cannot be used: it should be http or https, at most 160 characters, without user, password or query',
    todo: { zh: '请在配置中更正接口地址', en: 'mend the address in the settings' },
  },
  SOURCE_TOKEN: {
    zh: '来源接口的访问令牌为空，或含有空格、换行等字符',
    en: 'the token of the interface is empty or holds blanks, line ends or the like',
    todo: {
      zh: '请把来源单位发放的令牌重新复制到 HUTONG_<来源>_TOKEN（如 HUTONG_REGISTRY_TOKEN、HUTONG_FILING_TOKEN）',
      en: 'copy the token that the source issued anew into HUTONG_<SOURCE>_TOKEN, e.g. HUTONG_REGISTRY_TOKEN, HUTONG_FILING_TOKEN',
    },
  },

  // --- absent, refused
  SOURCE_ABSENT: {
    zh: '来源接口 {url} 不存在（{status}）',
    en: 'there is no interface at {url} ({status})',
    todo: {
      zh: '请核对配置的接口地址；地址无误的，请向来源单位信息部门确认接口是否停用或迁移',
      en: 'check the configured address; if it is right, ask the IT department of the source whether the interface was closed or moved',
    },
  },
  SOURCE_REFUSED: {
    zh: '来源接口 {url} 拒绝访问（{status}）',
    en: 'the interface at {url} refuses access ({status})',
    todo: {
      zh: '请核对访问令牌；令牌失效的，请来源单位重新授权',
      en: 'check the token; if it has expired, ask the source for a new one',
    },
  },

  // --- unreachable
  SOURCE_UNREACHABLE: {
    zh: '与来源接口 {url} 的连接失败或中断（{reason}），已尝试 {attempts} 次',
    en: 'no connection to {url}, or it broke off ({reason}), in {attempts} attempts',
    todo: {
      zh: '请检查网络和域名；恢复后将自动继续，持续失败的请联系来源单位信息部门',
      en: 'check the network and the name of the host; it goes on by itself, and if it does not, call the IT department of the source',
    },
  },
  SOURCE_SILENT: {
    zh: '来源接口 {url} 未在 {seconds} 秒内答复完毕，已尝试 {attempts} 次',
    en: 'the interface at {url} did not finish an answer within {seconds} s, in {attempts} attempts',
    todo: {
      zh: '稍后将自动继续；持续无答复的请联系来源单位信息部门',
      en: 'it goes on by itself later; if it stays silent, call the IT department of the source',
    },
  },
  SOURCE_BUSY: {
    zh: '来源接口 {url} 提示请求过于频繁（{status}），已尝试 {attempts} 次',
    en: 'the interface at {url} is asked too often, as it says ({status}), in {attempts} attempts',
    todo: {
      zh: '稍后将自动继续；经常出现的，请降低同步频率或请来源单位提高限额',
      en: 'it goes on by itself later; if it happens often, synchronise less often or ask the source for a higher quota',
    },
  },
  SOURCE_DOWN: {
    zh: '来源接口 {url} 发生内部故障（{status}），已尝试 {attempts} 次',
    en: 'the interface at {url} has a fault of its own ({status}), in {attempts} attempts',
    todo: {
      zh: '恢复后将自动继续；持续失败的请联系来源单位信息部门',
      en: 'it goes on by itself; if it does not, call the IT department of the source',
    },
  },

  // --- unreadable
  SOURCE_REDIRECTS: {
    zh: '来源接口 {url} 要求转到另一地址（{status}）；为保护令牌，未跟随',
    en: 'the interface at {url} redirects elsewhere ({status}); this is not followed, to protect the token',
    todo: {
      zh: '请向来源单位确认新的接口地址，并更新配置；也可能是令牌失效后转向了登录页面',
      en: 'ask the source for the new address and configure it; it may also be a login page that an expired token leads to',
    },
  },
  SOURCE_STATUS: {
    zh: '来源接口 {url} 的答复应为 200，收到 {status}',
    en: 'the interface at {url} should answer 200, came {status}',
    todo: {
      zh: '请联系来源单位信息部门，核对接口约定是否有变',
      en: 'ask the IT department of the source whether the interface was changed',
    },
  },
  SOURCE_CODE: {
    zh: '来源接口 {url} 的答复中 code 应为 200，收到 {code}',
    en: 'the answer of {url} should have the code 200, came {code}',
    todo: {
      zh: '请联系来源单位信息部门，告知此代码',
      en: 'tell this code to the IT department of the source',
    },
  },
  SOURCE_NOT_JSON: {
    zh: '来源接口 {url} 的答复应为 JSON，收到 {got}',
    en: 'the interface at {url} should answer JSON, came {got}',
    todo: {
      zh: '可能是登录页面或故障页面；请在浏览器中核对，或联系来源单位信息部门',
      en: 'it may be a login page or an error page; look at it in a browser, or call the IT department of the source',
    },
  },
  SOURCE_JSON_BROKEN: {
    zh: '来源接口 {url} 的答复不是完整的 JSON（共 {length} 个字符）',
    en: 'the answer of {url} is no complete JSON ({length} characters)',
    todo: {
      zh: '下次运行将重新请求；反复出现的请联系来源单位信息部门',
      en: 'the next run asks again; if it happens again, call the IT department of the source',
    },
  },
  SOURCE_NOT_UTF8: {
    zh: '来源接口 {url} 的答复应为 UTF-8 编码，实际不是',
    en: 'the answer of {url} should be encoded in UTF-8, and is not',
    todo: { zh: '请来源单位以 UTF-8 编码输出', en: 'ask the source to send UTF-8' },
  },
  SOURCE_UNPACK: {
    zh: '来源接口 {url} 的压缩答复已损坏（{reason}）',
    en: 'the compressed answer of {url} is damaged ({reason})',
    todo: {
      zh: '下次运行将重新请求；反复出现的请联系来源单位信息部门',
      en: 'the next run asks again; if it happens again, call the IT department of the source',
    },
  },
  SOURCE_TOO_LARGE: {
    zh: '来源接口 {url} 的一页答复超过上限 {limit} 字节',
    en: 'a page of {url} is longer than the limit of {limit} bytes',
    todo: {
      zh: '请来源单位核对分页是否生效',
      en: 'ask the source whether its pages keep to the size asked for',
    },
  },
  SOURCE_SHAPE: {
    zh: '来源接口 {url} 的答复中「{name}」应为 {expected}，收到 {got}',
    en: 'in the answer of {url} "{name}" should be {expected}, came {got}',
    todo: {
      zh: '请联系来源单位信息部门，核对接口约定是否有变',
      en: 'ask the IT department of the source whether the interface was changed',
    },
  },
  SOURCE_COLUMNS: {
    zh: '来源接口 {url} 的列名有变：一页 {rows} 行均无法识别，应有 {expected}',
    en: 'the columns of {url} were changed: none of the {rows} rows of a page can be read, which should have {expected}',
    todo: {
      zh: '未读取的数据不会丢失；请与来源单位核对接口约定，列名恢复后将自动继续',
      en: 'nothing is passed by; compare the columns with the source, it goes on by itself when they are as agreed',
    },
  },
  SOURCE_CURSOR_BACK: {
    zh: '来源接口 {url} 的游标倒退：请求 {since} 之后，收到 {cursor}',
    en: 'the cursor of {url} goes backwards: asked for what follows {since}, came {cursor}',
    todo: {
      zh: '请来源单位确认数据是否回退或重建；确认后运行一次 hutong sync registry --full',
      en: 'ask the source whether its data were restored or rebuilt, and then run `hutong sync registry --full` once',
    },
  },
  SOURCE_CURSOR_STUCK: {
    zh: '来源接口 {url} 的游标停在 {since}，却仍有数据',
    en: 'the cursor of {url} stands still at {since} although there is more',
    todo: {
      zh: '请联系来源单位信息部门，核对分页是否生效',
      en: 'ask the IT department of the source to look at the paging',
    },
  },
  SOURCE_PAGE_REPEATS: {
    zh: '来源接口 {url} 在游标 {since} 之后重复给出了先前的一页',
    en: 'after the cursor {since} the interface at {url} gave a page again that it had given before',
    todo: {
      zh: '请联系来源单位信息部门，核对分页是否生效',
      en: 'ask the IT department of the source to look at the paging',
    },
  },

  // --- a record, and what comes beside it
  SUBJECT_TOO_LONG: {
    zh: '该主体及其变更信息共 {length} 个字符，超过上限 {limit}',
    en: 'the subject and its change rows are {length} characters long, more than the limit of {limit}',
    todo: { zh: '请来源单位核对该主体', en: 'ask the source to look at the subject' },
  },
  ALTERATION_WITHOUT_SUBJECT: {
    zh: '变更信息没有对应的主体，已忽略',
    en: 'a change row has no subject and is ignored',
    todo: { zh: '请来源单位核对主体身份代码', en: 'ask the source to check the subject id' },
  },
  ALTERATION_UNREADABLE: {
    zh: '变更信息无法识别，已忽略',
    en: 'a change row cannot be read and is ignored',
    todo: { zh: '请来源单位核对该条变更信息', en: 'ask the source to check the change row' },
  },
  LIST_UNREADABLE: {
    zh: '名录无法识别，沿用已知内容',
    en: 'the list cannot be read; what was known is kept',
    todo: { zh: '请按对象数组报送', en: 'send it as an array of objects' },
  },
  LIST_ENTRY_UNREADABLE: {
    zh: '名录中有一条无法完整识别',
    en: 'an entry of the list cannot be read in full',
    todo: { zh: '请来源单位核对该条', en: 'ask the source to check the entry' },
  },
} as const satisfies Record<string, Message>;
