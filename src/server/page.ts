/** The page at `/`: where to go from here. */
import { createHash } from 'node:crypto';

const style = `
body { font: 16px/1.6 system-ui, sans-serif; margin: 3rem auto; max-width: 40rem; padding: 0 1rem; }
dt { font-size: 1.15rem; margin-top: 1.2rem; }
dd { margin: 0; }
small { display: block; opacity: .7; }
`;

const GRAPHIQL = `<dt><a href="/graphql">数据接口</a></dt>
<dd>在浏览器里试写 GraphQL 查询，附示例与接口文档；程序向同一地址发送 POST 请求 <small lang="en">try queries, read the schema; programs POST to the same address</small></dd>
`;

/** Where the schema is not told. */
const GRAPH = `<dt><a href="/q/openapi.json">数据接口</a></dt>
<dd>现成查询的接口描述；程序也可向 <code>/graphql</code> 发送 POST 请求，以名称指明其中一个 <small lang="en">the ready queries as OpenAPI; programs may also POST to <code>/graphql</code> and name one of them</small></dd>
`;

/** @param hasGraphiql whether queries can be tried, and the schema read, at the graph's address */
export const pageOf = (hasGraphiql: boolean): string => `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>互通 Hutong</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<h1>互通 Hutong</h1>
<p>物业服务企业数据枢纽：各部门的登记信息汇于一处，每一次变更都有位置可查。
<small lang="en">A data hub for property-service companies: what the authorities know in one place, every change with its position.</small></p>
<dl>
<dt><a href="/lookup">企业查询</a></dt>
<dd>按名称、拼音或证照号码查一家企业，打印状态查询单 <small lang="en">look a company up, print its status</small></dd>
<dt><a href="/q">常用查询</a></dt>
<dd>四类用户的十个查询，每个一个地址，可直接点开；附 OpenAPI 描述 <small lang="en">ten queries, an address for each, and their OpenAPI description</small></dd>
${hasGraphiql ? GRAPHIQL : GRAPH}<dt><a href="/health/ready">运行状态</a></dt>
<dd>服务与数据库是否就绪 <small lang="en">whether server and database are ready</small></dd>
</dl>
</html>
`;

/** Nothing runs here, and nothing is loaded. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
