/**
 * The sentences of graphql-js in Chinese. They have no codes: each is known by its English words, with a hole for whatever it names. The
 * version of the library is pinned, and a test meets every rule with the schema.
 */

/** `{reason}` is a sentence of this table too. */
const SENTENCES: readonly (readonly [english: string, chinese: string])[] = [
  // What a query selects.
  ['Cannot query field "{field}" on type "{type}"', '类型「{type}」没有字段「{field}」'],
  [
    'Field "{field}" of type "{type}" must have a selection of subfields',
    '字段「{field}」为类型「{type}」，须写明要取它的哪些字段',
  ],
  [
    'Field "{field}" must not have a selection since type "{type}" has no subfields',
    '字段「{field}」为类型「{type}」，没有下级字段可取',
  ],
  [
    'Fields "{field}" conflict because {reason}. Use different aliases on the fields to fetch both if this was intentional',
    '同名的字段「{field}」有冲突（{reason}）；两者都要取时请用不同的别名',
  ],
  ['subfields "{field}" conflict because {reason} and subfields {others}', '下级字段「{field}」有冲突：{reason}，等'],
  ['subfields "{field}" conflict because {reason}', '下级字段「{field}」有冲突：{reason}'],
  ['"{one}" and "{other}" are different fields', '「{one}」与「{other}」是不同的字段'],
  ['they have differing arguments', '两处参数不同'],
  ['they return conflicting types "{one}" and "{other}"', '两处类型不同：「{one}」与「{other}」'],
  [
    'GraphQL introspection has been disabled, but the requested query contained the field "{field}"',
    '本服务不公开接口定义，不能查询「{field}」',
  ],
  ['Maximum introspection depth exceeded', '对接口定义的查询嵌套过深'],

  // Arguments and values.
  ['Unknown argument "{argument}" on field "{field}"', '字段「{field}」没有参数「{argument}」'],
  ['Unknown argument "{argument}" on directive "{directive}"', '指令「{directive}」没有参数「{argument}」'],
  ['There can be only one argument named "{argument}"', '参数「{argument}」重复给出'],
  [
    'Field "{field}" argument "{argument}" of type "{type}" is required, but it was not provided',
    '字段「{field}」缺少必填的参数「{argument}」（类型「{type}」）',
  ],
  [
    'Directive "{directive}" argument "{argument}" of type "{type}" is required, but it was not provided',
    '指令「{directive}」缺少必填的参数「{argument}」（类型「{type}」）',
  ],
  [
    'Argument "{argument}" of required type "{type}" was provided the variable "{variable}" which was not provided a runtime value',
    '必填的参数「{argument}」（类型「{type}」）取自变量「{variable}」，而变量没有值',
  ],
  ['Argument "{argument}" of required type "{type}" was not provided', '缺少必填的参数「{argument}」（类型「{type}」）'],
  ['Argument "{argument}" of non-null type "{type}" must not be null', '参数「{argument}」（类型「{type}」）不能为空'],
  ['Argument "{argument}" of type "{type}" has invalid value {value}', '参数「{argument}」应为「{type}」类型的值，收到 {value}'],
  ['Argument "{argument}" has invalid value {value}', '参数「{argument}」的值不符合要求，收到 {value}'],
  ['Field "{field}" of required type "{type}" was not provided', '缺少必填的「{field}」（类型「{type}」）'],
  ['Field "{field}" is not defined by type "{type}"', '输入类型「{type}」没有「{field}」一项'],
  ['There can be only one input field named "{field}"', '「{field}」一项重复给出'],
  ['Expected value of type "{type}", found {value}', '应为「{type}」类型的值，收到 {value}'],
  ['Expected type "{type}" to be an object', '类型「{type}」应写成 {…}'],
  ['Expected type "{type}"', '应为「{type}」类型的值'],
  ['Expected non-nullable type "{type}" not to be null', '「{type}」类型的值不能为空'],
  ['Int cannot represent non-integer value: {value}', '应为整数，收到 {value}'],
  ['Int cannot represent non 32-bit signed integer value: {value}', '整数应在 -2147483648 至 2147483647 之间，收到 {value}'],
  ['Float cannot represent non numeric value: {value}', '应为数字，收到 {value}'],
  ['String cannot represent a non string value: {value}', '应为文字，收到 {value}'],
  ['Boolean cannot represent a non boolean value: {value}', '应为 true 或 false，收到 {value}'],
  ['ID cannot represent a non-string and non-integer value: {value}', '应为文字或整数，收到 {value}'],
  ['ID cannot represent value: {value}', '应为文字或整数，收到 {value}'],
  ['Value "{value}" does not exist in "{type}" enum', '「{type}」没有取值「{value}」'],
  ['Value "{value}" does not exist in "{type}" enum, which has {values}', '「{type}」没有取值「{value}」，可用 {values}'],
  ['Enum "{type}" cannot represent non-enum value: {value}', '「{type}」的取值不加引号，收到 {value}'],
  ['Enum "{type}" cannot represent non-string value: {value}', '「{type}」的取值应为文字，收到 {value}'],

  // Variables.
  ['Variable "{variable}" is not defined by operation "{operation}"', '操作「{operation}」没有声明变量「{variable}」'],
  ['Variable "{variable}" is not defined', '没有声明变量「{variable}」'],
  ['Variable "{variable}" is never used in operation "{operation}"', '操作「{operation}」声明了变量「{variable}」，但没有用到'],
  ['Variable "{variable}" is never used', '声明了变量「{variable}」，但没有用到'],
  ['There can be only one variable named "{variable}"', '变量「{variable}」重复声明'],
  ['Variable "{variable}" cannot be non-input type "{type}"', '变量「{variable}」的类型「{type}」不是输入类型'],
  [
    'Variable "{variable}" expected value of type "{type}" which cannot be used as an input type',
    '变量「{variable}」的类型「{type}」不是输入类型',
  ],
  [
    'Variable "{variable}" of type "{type}" used in position expecting type "{expected}"',
    '变量「{variable}」的类型为「{type}」，所用之处应为「{expected}」',
  ],
  ['Variable "{variable}" of required type "{type}" was not provided', '缺少必填的变量「{variable}」（类型「{type}」）'],
  ['Variable "{variable}" of non-null type "{type}" must not be null', '变量「{variable}」（类型「{type}」）不能为空'],
  [
    'Variable "{variable}" got invalid value {value} at "{place}"; {reason}',
    '变量「{variable}」中「{place}」的值 {value} 不符合要求：{reason}',
  ],
  ['Variable "{variable}" got invalid value {value}; {reason}', '变量「{variable}」的值 {value} 不符合要求：{reason}'],
  ['Too many errors processing variables, error limit reached. Execution aborted', '变量中的错误过多，其余未列出'],

  // Operations, fragments, directives.
  ['There can be only one operation named "{operation}"', '有多个操作名为「{operation}」'],
  ['This anonymous operation must be the only defined operation', '有多个操作时，每个都须有名称'],
  ['Subscription "{operation}" must select only one top level field', '订阅「{operation}」的顶层只能有一个字段'],
  ['Anonymous Subscription must select only one top level field', '订阅的顶层只能有一个字段'],
  ['Subscription "{operation}" must not select an introspection top level field', '订阅「{operation}」的顶层不能查询接口定义'],
  ['Anonymous Subscription must not select an introspection top level field', '订阅的顶层不能查询接口定义'],
  ['The root field of a subscription must not have "{directive}"', '订阅的顶层字段不能带「{directive}」'],
  ['The {name} definition is not executable', '查询中不能定义 {name}，只能有操作和片段'],
  ['Unknown type "{type}"', '没有类型「{type}」'],
  ['Unknown fragment "{fragment}"', '没有片段「{fragment}」'],
  ['There can be only one fragment named "{fragment}"', '有多个片段名为「{fragment}」'],
  ['Fragment "{fragment}" is never used', '片段「{fragment}」没有用到'],
  ['Fragment "{fragment}" cannot condition on non composite type "{type}"', '片段「{fragment}」所在的类型「{type}」没有字段'],
  ['Fragment cannot condition on non composite type "{type}"', '片段所在的类型「{type}」没有字段'],
  [
    'Fragment "{fragment}" cannot be spread here as objects of type "{type}" can never be of type "{other}"',
    '片段「{fragment}」不能用在这里：「{type}」不会是「{other}」',
  ],
  [
    'Fragment cannot be spread here as objects of type "{type}" can never be of type "{other}"',
    '片段不能用在这里：「{type}」不会是「{other}」',
  ],
  ['Cannot spread fragment "{fragment}" within itself via {path}', '片段「{fragment}」经 {path} 又用到了自己'],
  ['Cannot spread fragment "{fragment}" within itself', '片段「{fragment}」用到了自己'],
  ['Unknown directive "{directive}"', '没有指令「{directive}」'],
  ['Directive "{directive}" may not be used on {place}', '指令「{directive}」不能用于 {place}'],
  ['The directive "{directive}" can only be used once at this location', '指令「{directive}」在同一处只能用一次'],
  ['Too many validation errors, error limit reached. Validation aborted', '错误过多，其余未列出'],

  // The text itself.
  ['Syntax Error: {reason}', '{reason}'],
  ['Expected {token}, found {found}', '应为{token}，却是{found}'],
  [`Unexpected single quote character ('), did you mean to use a double quote (")?`, '文字应使用双引号，不能用单引号'],
  ['Unexpected description, descriptions are not supported on shorthand queries', '省略 query 一词的查询之前不能有说明文字'],
  ['Unexpected description, only GraphQL definitions support descriptions', '说明文字只能写在定义之前'],
  ['Unexpected variable "{variable}" in constant value', '常量中不能有变量「{variable}」'],
  ['Unexpected character: {character}', '此处不能有字符 {character}'],
  ['Unexpected {found}', '此处不应有{found}'],
  ['Invalid character: {character}', '不允许的字符 {character}'],
  ['Invalid character within String: {character}', '文字中有不允许的字符 {character}'],
  ['Invalid number, unexpected digit after 0: {character}', '数字的 0 之后不能再有数字，收到 {character}'],
  ['Invalid number, expected digit but got: {character}', '数字不完整，应为数字，收到 {character}'],
  ['Invalid Unicode escape sequence: {value}', 'Unicode 转义写法不对：{value}'],
  ['Invalid character escape sequence: {value}', '转义写法不对：{value}'],
  ['Unterminated string', '文字缺少结尾的引号'],
  ['too many open brackets', '未闭合的括号过多'],

  // A request that holds no query; of graphql-http.
  ['Missing query', '缺少 query'],
  ['Missing body', '缺少请求正文'],
  ['Invalid query', 'query 应为文字'],
  ['Invalid variables', 'variables 应为 JSON 对象'],
  ['Invalid operationName', 'operationName 应为文字'],
  ['Invalid extensions', 'extensions 应为 JSON 对象'],
  ['JSON body must be an object', '请求正文应为 JSON 对象'],
  ['Unparsable JSON body', '请求正文不是 JSON'],
  ['Unparsable URL', '地址无法识别'],
];

/** How the parser calls what it reads; brackets and other marks it writes between quotation marks. */
const TOKENS: Readonly<Record<string, string>> = {
  '<SOF>': '文首',
  '<EOF>': '文末',
  Name: '名称',
  Int: '整数',
  Float: '小数',
  String: '文字',
  BlockString: '多行文字',
  Comment: '注释',
};

interface Pattern {
  readonly form: RegExp;
  readonly chinese: string;
}

/** A quoted text is taken whole: what it holds may look like the words behind it. */
const HOLE = '"(?:[^"\\\\]|\\\\.)*"|.*?';

const patterns: readonly Pattern[] = SENTENCES.map(([english, chinese]) => ({ form: formOf(english), chinese }));

function formOf(english: string): RegExp {
  const parts = english.split(/\{(\w+)\}/);
  const forms = parts.map((part, i) => (i % 2 === 0 ? escaped(part) : `(?<${part}>${HOLE})`));
  return new RegExp(`^${forms.join('')}$`, 's');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** @param english without the mark at its end; null for a sentence that is not known @example 'Unknown type "X"' → '没有类型「X」' */
export function chineseSentence(english: string): string | null {
  const [, said = english, suggested] = /^(.*?)\.? Did you mean (.*)\?$/s.exec(english) ?? [];
  for (const { form, chinese } of patterns) {
    const found = form.exec(said);
    const told = found === null ? null : filled(chinese, found.groups ?? {});
    if (told !== null) return suggested === undefined ? told : `${told}（是否应为${quotedIn(suggested)}）`;
  }
  return null;
}

/** Null where the reason within is not known. */
function filled(chinese: string, { reason, token, found, ...names }: Readonly<Record<string, string>>): string | null {
  const because = reason === undefined ? '' : chineseSentence(reason.replace(/\.$/, ''));
  if (because === null) return null;
  const told: Readonly<Record<string, string>> = { ...names, reason: because, token: tokenText(token), found: tokenText(found) };
  return chinese.replace(/\{(\w+)\}/g, (hole, name: string) => told[name] ?? hole);
}

/** @example 'Name "abc"' → '名称「abc」' */
function tokenText(token = ''): string {
  const [, kind = '', text] = /^(.*?)(?: ?"(.*)")?$/s.exec(token) ?? [];
  return (TOKENS[kind] ?? kind) + (text === undefined ? '' : `「${text}」`);
}

function quotedIn(list: string): string {
  return [...list.matchAll(/"([^"]*)"/g)].map(([, name = '']) => `「${name}」`).join('、');
}
