/** The addresses of the documents as OpenAPI 3.1, which other people's tools make clients of: from manifest and schema, nothing by hand. */
import { type GraphQLSchema, isInputObjectType, isScalarType, Kind } from 'graphql';
import type { Parameter } from './parameters.ts';
import { type JsonSchema, SchemaWriter } from './response-schema.ts';
import type { ServedDocument } from './served-document.ts';

const JSON_TYPE = 'application/json';

/** What each status means, besides 200. */
const REFUSALS: Readonly<Record<string, string>> = {
  '400': '参数有误，errors 指明是哪一个。A parameter is wrong; `errors` says which.',
  '401': '令牌不对。The token is wrong.',
  '403': '无权查询。Not allowed.',
  '429': '请求过于频繁，见 Retry-After。Too many requests; see Retry-After.',
  '500': '服务内部出错，errors 中有编号。Something went wrong inside; `errors` holds a reference.',
  '503': '暂时不能回答，如来源过旧，见 Retry-After。Cannot be answered now, as where a source is out of date; see Retry-After.',
};

const ERROR: JsonSchema = {
  type: 'object',
  description:
    '问题：代码不变，文字随 Accept-Language。What is wrong: the code never changes, the sentence is in the language of Accept-Language.',
  required: ['message', 'extensions'],
  properties: {
    message: { type: 'string', description: '说明及处理办法。The sentence for a person, with what can be done.' },
    path: { type: 'array', items: { type: ['string', 'integer'] }, description: '所在字段。The field of the answer.' },
    locations: { type: 'array', items: { type: 'object' } },
    extensions: {
      type: 'object',
      required: ['code'],
      properties: {
        code: { type: 'string', description: '问题代码。The code of the message.' },
        field: { type: 'string', description: '参数或字段。The parameter or field at fault.' },
      },
    },
  },
};

const EXTENSIONS: JsonSchema = {
  type: 'object',
  description: '回答所处的位置和开销。Where in the feed the answer stands, and what it cost.',
  properties: {
    positions: { type: 'array', items: { type: 'string' } },
    watermarks: {
      type: 'object',
      description: '各来源最近一次成功的时间。When each source was last asked successfully.',
      additionalProperties: { type: ['string', 'null'], format: 'date-time' },
    },
    cost: { type: 'object', properties: { estimated: { type: 'integer' }, actual: { type: 'integer' } } },
  },
};

const REFUSED = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Error' } },
    data: { description: '未能回答时为空。Null or absent where nothing was answered.' },
    extensions: { $ref: '#/components/schemas/Extensions' },
  },
  example: {
    errors: [{ message: '「uscc」缺少这个参数；请在地址中写明', extensions: { code: 'PARAMETER_MISSING', field: 'uscc' } }],
  },
};

export function openApiOf(schema: GraphQLSchema, documents: readonly ServedDocument[]): JsonSchema {
  const writer = new SchemaWriter();
  const at = schema.getType('At');
  const parameters = {
    At: header(
      'hutong-at',
      '整个请求所处的时点。The moment that all of the request sees.',
      isScalarType(at) ? writer.input(at) : {},
    ),
    MaxStaleness: header(
      'hutong-max-staleness',
      '来源的最大时延（秒）。An error where a source was not asked for so many seconds.',
      {
        type: 'integer',
        minimum: 1,
      },
    ),
    Language: header('accept-language', '消息语言，默认中文。The language of messages, Chinese by default.', {
      type: 'string',
      examples: ['zh', 'en'],
    }),
  };
  const paths = Object.fromEntries(
    documents.map((each) => [`/q/${each.document.name}`, pathOf(schema, writer, each, Object.keys(parameters))]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: '互通 Hutong',
      version: '1',
      description:
        '物业服务企业数据枢纽的常用查询，每个一个地址；与 /graphql 同一数据、同一权限。The usual queries of the hub, an address for each; the same data and the same rights as at /graphql.',
    },
    servers: [{ url: '/' }],
    // Whoever sends no token is whoever this server takes everybody for.
    security: [{}, { party: [] }],
    paths,
    components: {
      securitySchemes: {
        party: { type: 'http', scheme: 'bearer', description: '单位令牌。The token of a party.' },
      },
      parameters,
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          `Refused${status}`,
          { description, content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Refused' } } } },
        ]),
      ),
      schemas: { Error: ERROR, Extensions: EXTENSIONS, Refused: REFUSED, ...writer.named },
    },
  };
}

function header(name: string, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'header', required: false, description, schema };
}

function pathOf(schema: GraphQLSchema, writer: SchemaWriter, served: ServedDocument, headers: readonly string[]): JsonSchema {
  const { document, node, operation, parameters } = served;
  const fragments = new Map(
    node.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const query = schema.getQueryType();
  const data = query == null ? {} : writer.selection(query, operation.selectionSet, fragments);
  const answer = {
    type: 'object',
    required: ['data'],
    properties: {
      data: { anyOf: [data, { type: 'null' }] },
      errors: { type: 'array', items: { $ref: '#/components/schemas/Error' } },
      extensions: { $ref: '#/components/schemas/Extensions' },
    },
  };
  const { zh, en } = document.description;
  return {
    get: {
      operationId: document.name,
      summary: /^[^，。：、]+/.exec(zh)?.[0] ?? document.name,
      description: `${zh}\n\n${en}`,
      parameters: [
        ...parameters.map((each) => parameterOf(writer, served, each)),
        ...headers.map((name) => ({ $ref: `#/components/parameters/${name}` })),
      ],
      responses: {
        '200': {
          description: '回答；有 errors 时个别字段为空。The answer; where there are `errors` some fields are null.',
          headers: {
            'hutong-position': { description: '回答所见的位置。The position that the answer sees.', schema: { type: 'string' } },
          },
          content: { [JSON_TYPE]: { schema: answer } },
        },
        ...Object.fromEntries(
          Object.keys(REFUSALS).map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
        ),
      },
    },
  };
}

function parameterOf(
  writer: SchemaWriter,
  { document }: ServedDocument,
  { name, type, isRequired, description }: Parameter,
): JsonSchema {
  const own = { name, in: 'query', required: isRequired, description };
  const schema = writer.input(type);
  if (isInputObjectType(type)) return { ...own, content: { [JSON_TYPE]: { schema } } };
  const preset = document.variables.find((each) => each.name === name)?.default;
  const examples = new URL(document.example, 'http://localhost').searchParams.getAll(name);
  return {
    ...own,
    style: 'form',
    explode: true,
    schema: preset === undefined ? schema : { ...schema, default: preset },
    ...(examples.length === 0 ? {} : { example: exampleOf(schema, examples) }),
  };
}

function exampleOf({ type }: JsonSchema, texts: readonly string[]): unknown {
  if (type === 'array') return texts;
  return type === 'integer' ? Number(texts[0]) : texts[0];
}
