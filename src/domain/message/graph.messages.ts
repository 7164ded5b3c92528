import type { Message } from './message.ts';

/**
 * Messages about requests to the graph and the server. The first five bear the codes that GraphQL tools know; `detail`
 * is the sentence of the query language's own rules.
 */
export const graphMessages = {
  GRAPHQL_PARSE_FAILED: {
    zh: '查询语句有语法错误：{detail}',
    en: 'the query has a syntax error: {detailEn}',
    todo: { zh: '请修正后重试', en: 'mend it and try again' },
  },
  GRAPHQL_VALIDATION_FAILED: {
    zh: '查询与接口定义不符：{detail}',
    en: 'the query does not fit the schema: {detailEn}',
    todo: { zh: '请对照接口定义修正', en: 'compare it with the schema' },
  },
  BAD_USER_INPUT: {
    zh: '查询变量不符合要求：{detail}',
    en: 'a variable of the query is not as it should be: {detailEn}',
    todo: { zh: '请修正变量后重试', en: 'mend the variables and try again' },
  },
  BAD_REQUEST: {
    zh: '请求不符合要求：{detail}',
    en: 'the request is not as it should be: {detailEn}',
    todo: {
      zh: '请修正后重试：POST 的正文形如 {"query": "…", "variables": {…}}；GET 则把它们写成地址参数，variables 仍为 JSON，并按百分号编码',
      en: 'mend it and try again: the body of a POST is like {"query": "…", "variables": {…}}; a GET has them as parameters of its address, percent-encoded, with variables in JSON',
    },
  },
  OPERATION_RESOLUTION_FAILURE: {
    zh: '无法确定要执行哪一个查询：{detail}',
    en: 'which of the operations to run is not clear: {detailEn}',
    todo: { zh: '请用 operationName 指明', en: 'name it in operationName' },
  },
  SUBSCRIPTION_NEEDS_STREAM: {
    zh: '订阅（subscription）须以事件流接收，不能以一次应答返回',
    en: 'a subscription is answered by a stream of events, not by one answer',
    todo: {
      zh: '请以 Accept: text/event-stream 发送，或改用 WebSocket（graphql-transport-ws）；也可反复查询 changes 并保存 scannedTo',
      en: 'send it with Accept: text/event-stream, or over WebSocket (graphql-transport-ws); or ask for `changes` again and again and keep `scannedTo`',
    },
  },
  SUBSCRIPTIONS_TOO_MANY: {
    zh: '同时进行的订阅过多：至多 {limit} 个',
    en: 'too many subscriptions at once: at most {limit}',
    todo: {
      zh: '请关闭不用的订阅，或以一个订阅接收多类变更后自行分发',
      en: 'close those that are not used, or take several kinds of changes with one and share them out yourself',
    },
  },
  MUTATION_BY_GET: {
    zh: '会改动数据的操作不能用 GET 发送',
    en: 'what changes data is not sent as GET',
    todo: { zh: '请改用 POST', en: 'send a POST' },
  },
  FORM_NOT_ACCEPTABLE: {
    zh: '请求头 Accept 所要的格式，本服务都没有',
    en: 'the header Accept asks for no form that this server has',
    todo: {
      zh: '可用：application/json、application/graphql-response+json',
      en: 'there are: application/json, application/graphql-response+json',
    },
  },
  PREFLIGHT_REQUIRED: {
    zh: '这样的请求可能是其他网站冒用浏览器发出的，未予办理',
    en: 'another site could have a browser send such a request, so it was not carried out',
    todo: {
      zh: '请加请求头 apollo-require-preflight: 1，或改用 POST 发送 application/json',
      en: 'add the header apollo-require-preflight: 1, or send a POST of application/json',
    },
  },
  BODY_EMPTY: {
    zh: '请求正文为空',
    en: 'the body of the request is empty',
    todo: { zh: '请发送含 query 的 JSON', en: 'send JSON that holds a query' },
  },
  BODY_NOT_JSON: {
    zh: '请求正文不是完整的 JSON',
    en: 'the body of the request is no complete JSON',
    todo: { zh: '请检查引号和括号，格式如 {"query": "…"}', en: 'check quotes and brackets; it is written like {"query": "…"}' },
  },
  BODY_MEDIA_TYPE: {
    zh: '不接受这种类型的请求正文',
    en: 'a body of this type is not taken',
    todo: { zh: '请以 application/json 发送', en: 'send it as application/json' },
  },
  BODY_TOO_LARGE: {
    zh: '请求正文超过 {limit} 字节',
    en: 'the body of the request is larger than {limit} bytes',
    todo: { zh: '请缩短查询或分几次请求', en: 'shorten the query or send several requests' },
  },
  NOT_FOUND: {
    zh: '没有这个地址',
    en: 'there is nothing at this address',
    todo: { zh: '请从首页 / 进入；程序的查询地址为 /graphql', en: 'start from the page at /; programs send queries to /graphql' },
  },
  ADDRESS_UNREADABLE: {
    zh: '请求的地址无法识别',
    en: 'the address of the request cannot be read',
    todo: { zh: '请以 UTF-8 编码地址，% 之后须是两位十六进制数', en: 'encode it in UTF-8; behind a % go two hexadecimal digits' },
  },
  PARAMETER_UNKNOWN: {
    zh: '这个地址没有这个参数',
    en: 'this address has no such parameter',
    todo: { zh: '可用：{known}（区分大小写）', en: 'there are: {known} (case matters)' },
  },
  PARAMETER_EMPTY: {
    zh: '这个地址参数没有值',
    en: 'this parameter of the address has no value',
    todo: { zh: '请写明值，或不写这个参数', en: 'give it a value, or leave it out' },
  },
  PARAMETER_VALUE: {
    zh: '这个地址参数不能是「{value}」',
    en: 'this parameter of the address cannot be "{value}"',
    todo: { zh: '可用：{known}', en: 'there are: {known}' },
  },
  HOST_REFUSED: {
    zh: '本服务只供本机使用，不接受以其他主机名发来的请求',
    en: 'this server serves its own machine only and takes no request under another host name',
    todo: {
      zh: '请在运行本服务的计算机上访问 http://127.0.0.1，并带上端口号',
      en: 'on the machine it runs on, go to http://127.0.0.1 with its port',
    },
  },
  GRAPH_METHOD_REFUSED: {
    zh: '查询地址不接受 {method} 请求',
    en: 'queries are not sent as {method}',
    todo: {
      zh: '请改用 POST（正文为 JSON）或 GET；在浏览器中请直接打开本地址',
      en: 'send a POST with a JSON body, or a GET; in a browser, just open this address',
    },
  },
  RELATED_TOO_MANY: {
    zh: '一并查询的企业或小区在此项下的记录超过 {limit} 条',
    en: 'the companies or estates asked for together have more than {limit} records of this kind',
    todo: { zh: '请减小 first，一次少查几家', en: 'lower `first`, and ask for fewer of them at once' },
  },
  LIST_SIZE: {
    zh: '条数应在 1 至 {limit} 之间，收到 {value}',
    en: '`first` should be 1 to {limit}, got {value}',
    todo: { zh: '请分页读取', en: 'read the list page by page' },
  },
  CURSOR_MALFORMED: {
    zh: '游标无法识别',
    en: 'the cursor cannot be read',
    todo: { zh: '请原样使用上一页的 endCursor', en: 'send the endCursor of the page before as it is' },
  },
  CURSOR_MISMATCH: {
    zh: '游标属于另一次查询：时点 {at}，排序 {order}',
    en: 'the cursor belongs to another list: at {at}, ordered by {order}',
    todo: { zh: '请沿用首页的时点和排序，或从首页重新读取', en: 'keep the moment and order of the first page, or start again' },
  },
  CURSOR_OTHER_FEED: {
    zh: '游标属于数据流 {feed}，当前数据流为 {current}',
    en: 'the cursor belongs to feed {feed}, this is feed {current}',
    todo: { zh: '请从首页重新读取', en: 'start again from the first page' },
  },
  POSITION_MALFORMED: {
    zh: '位置应为 0 至 {most} 的整数，收到「{value}」',
    en: 'a position is a whole number from 0 to {most}, got "{value}"',
    todo: { zh: '请写十进制数字，如 1234', en: 'write decimal digits, like 1234' },
  },
  COUNTY_EXPECTED: {
    zh: '「{value}」不是县区代码',
    en: '"{value}" is no code of a county',
    todo: {
      zh: '请填写 6 位县区代码，如 140403；市、省请用 region',
      en: 'send 6-digit codes of counties, like 140403; cities and provinces are asked for by `region`',
    },
  },
  RECORD_TYPE_UNKNOWN: {
    zh: '没有记录类型「{value}」',
    en: 'there is no record type "{value}"',
    todo: { zh: '现有：{known}', en: 'there are: {known}' },
  },
  SOURCE_UNKNOWN: {
    zh: '没有来源「{value}」',
    en: 'there is no source "{value}"',
    todo: { zh: '现有：{known}', en: 'there are: {known}' },
  },
  SERVER_STOPPING: {
    zh: '服务正在停止，未办理这一请求',
    en: 'the server is stopping, and this request was not carried out',
    todo: { zh: '请稍后重试', en: 'send it again in a while' },
  },
  INTERNAL: {
    zh: '服务内部出错，编号 {reference}',
    en: 'something went wrong inside the server, reference {reference}',
    todo: { zh: '请将编号告知管理员', en: 'tell the reference to the administrator' },
  },
} as const satisfies Record<string, Message>;
