import type { Message } from './message.ts';

/** Messages about the graph as federated subgraphs. */
export const federationMessages = {
  REFERENCE_MALFORMED: {
    zh: '子图之间的实体引用无法识别：{value}',
    en: 'a reference to an entity of another subgraph cannot be read: {value}',
    todo: {
      zh: '网关所用的超图可能与本节点版本不符，请用 hutong compose 重新生成',
      en: 'the supergraph of the gateway may be of another version than this node: make it again with hutong compose',
    },
  },
  COMPOSITION_FAILED: {
    zh: '子图无法合成超图：{detail}',
    en: 'the subgraphs do not compose: {detail}',
    todo: { zh: '请按提示修正 schema/ 下的定义', en: 'mend the definitions in schema/ as it says' },
  },
} as const satisfies Record<string, Message>;
