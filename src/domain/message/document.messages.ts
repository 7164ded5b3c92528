import type { Message } from './message.ts';

/** Messages about the queries that the hub brings along, asked for by their names, and about the parameters of their addresses. */
export const documentMessages = {
  PERSISTED_QUERY_NOT_FOUND: {
    zh: '没有以此标识登记的查询',
    en: 'no query is kept under this identifier',
    todo: {
      zh: '请核对名称或 sha256 摘要（见 /q 与 documents/manifest.json）{instead}',
      en: 'compare the name or the SHA-256 digest (see /q and documents/manifest.json){insteadEn}',
    },
  },
  DOCUMENT_AND_QUERY: {
    zh: '请求中除 documentId 外还给出了另一个查询，无法确定要执行哪一个',
    en: 'the request gives a documentId and another query besides: which of them is meant is not clear',
    todo: {
      zh: '请只给出 documentId、query、extensions.persistedQuery 之一',
      en: 'send one of documentId, query and extensions.persistedQuery',
    },
  },
  DIGEST_OF_OTHER: {
    zh: 'extensions.persistedQuery 的摘要不是所附 query 的摘要',
    en: 'the digest in extensions.persistedQuery is not that of the query beside it',
    todo: {
      zh: '摘要为 query 文本（UTF-8）的 SHA-256，小写十六进制；也可不附摘要',
      en: 'it is the SHA-256 of the text in UTF-8, in lower-case hexadecimal digits; or leave it out',
    },
  },
  DOCUMENT_NOT_TRUSTED: {
    zh: '本服务只执行已登记的查询',
    en: 'this server runs only the queries that it keeps',
    todo: {
      zh: '请以 documentId 或 extensions.persistedQuery 指明其中一个，或用 GET /q/<名称>；清单见 /q',
      en: 'name one of them in documentId or extensions.persistedQuery, or send GET /q/<name>; they are listed at /q',
    },
  },
  DOCUMENT_UNKNOWN: {
    zh: '没有名为「{name}」的查询',
    en: 'there is no query named "{name}"',
    todo: { zh: '可用：{known}（区分大小写）', en: 'there are: {known} (case matters)' },
  },
  DOCUMENT_SUBSCRIPTION: {
    zh: '「{name}」是订阅，不能在此取得',
    en: '"{name}" is a subscription, which is not to be had here',
    todo: {
      zh: '请向 /graphql 发送 {"documentId": "{name}"}，以事件流（Accept: text/event-stream）或 WebSocket 接收；不能接收的，可反复查询 /q/ChangesAfter',
      en: 'send {"documentId": "{name}"} to /graphql, and take it as a stream of events (Accept: text/event-stream) or over WebSocket; without either ask /q/ChangesAfter again and again',
    },
  },
  DOCUMENT_METHOD_REFUSED: {
    zh: '这个地址不接受 {method} 请求',
    en: 'this address takes no {method}',
    todo: { zh: '请改用 GET，参数写在地址中', en: 'send a GET, with the parameters in the address' },
  },
  ADDRESS_NOT_UTF8: {
    zh: '地址中的参数不是按 UTF-8 百分号编码的',
    en: 'the parameters in the address are not percent-encoded UTF-8',
    todo: {
      zh: '中文请按 UTF-8（不是 GBK）编码，百分号本身写作 %25',
      en: 'encode Chinese as UTF-8, not as GBK, and write a percent sign as %25',
    },
  },
  PARAMETER_MISSING: {
    zh: '缺少这个参数',
    en: 'this parameter is missing',
    todo: { zh: '请在地址中写明', en: 'write it into the address' },
  },
  PARAMETER_REPEATED: {
    zh: '这个参数给了不止一次',
    en: 'this parameter is given more than once',
    todo: {
      zh: '请只给一次；成组的条件要么逐项写，要么整体写成 JSON',
      en: 'give it once; an object is written either field by field or as JSON',
    },
  },
  PARAMETER_FORM: {
    zh: '参数值「{value}」无法识别',
    en: 'the value "{value}" of this parameter cannot be read',
    todo: { zh: '应为 {expected}', en: 'it should be {expected}' },
  },
} as const satisfies Record<string, Message>;
