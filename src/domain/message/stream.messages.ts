import type { Message } from './message.ts';

/** Messages about streams of events and connections of WebSocket, over which the graph is asked and followed. */
export const streamMessages = {
  EVENT_ID_MALFORMED: {
    zh: '请求头 Last-Event-ID「{value}」无法识别',
    en: 'the header Last-Event-ID "{value}" cannot be read',
    todo: {
      zh: '请原样填写所收到的最后一个事件的 id，或不带这个请求头而用 after 与 feed 说明从何处续接',
      en: 'send the id of the last event that came, as it was; or leave it out, and say by `after` and `feed` where to go on',
    },
  },
  SOCKET_PROTOCOL_UNKNOWN: {
    zh: 'WebSocket 连接须使用子协议 graphql-transport-ws',
    en: 'a WebSocket has to speak the subprotocol graphql-transport-ws',
    todo: {
      zh: '请在 Sec-WebSocket-Protocol 中写明；旧的 graphql-ws（subscriptions-transport-ws）不再支持',
      en: 'name it in Sec-WebSocket-Protocol; the old graphql-ws of subscriptions-transport-ws is not spoken',
    },
  },
  SOCKET_OTHER_SITE: {
    zh: '其他网站的页面不能与本服务建立 WebSocket 连接',
    en: 'a page of another site may not open a WebSocket to this server',
    todo: { zh: '请由程序连接，或从本服务自己的页面连接', en: "connect from a program, or from a page of this server's own" },
  },
  SOCKETS_TOO_MANY: {
    zh: '同时打开的 WebSocket 连接过多：至多 {limit} 个',
    en: 'too many WebSockets at once: at most {limit}',
    todo: {
      zh: '请关闭不用的连接；一个连接上可同时进行多项查询与订阅',
      en: 'close those that are not used; one carries several queries and subscriptions at once',
    },
  },
  SOCKET_OPERATIONS_TOO_MANY: {
    zh: '一个 WebSocket 连接上同时进行的操作过多：至多 {limit} 项',
    en: 'too many operations at once over one WebSocket: at most {limit}',
    todo: { zh: '请等先前的完成，或关闭不用的订阅', en: 'wait for others to complete, or close subscriptions that are not used' },
  },
} as const satisfies Readonly<Record<string, Message>>;
