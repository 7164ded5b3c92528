/**
 * Runs in the browser: GraphiQL with a pane of hints and example queries. React and GraphiQL are globals of their own files.
 */
(() => {
  const { createElement: h, createContext, useContext, useState } = React;
  const examples = JSON.parse(document.getElementById('examples').textContent);
  const send = GraphiQL.createFetcher({ url: '/graphql', enableIncrementalDelivery: false });

  /**
   * GraphiQL reads a text a moment after it was typed; what is run within that moment, or was typed while the schema came, goes with the name
   * and the tree of the text before: a subscription would be sent as a query, and another operation be asked for than there is.
   */
  function fetcher(params, options) {
    const documentAST = treeOf(params.query);
    if (documentAST === undefined) return send(params, options);
    const operations = documentAST.definitions.filter((one) => one.kind === 'OperationDefinition');
    const named = operations.find((one) => one.name?.value === params.operationName);
    const operation = named ?? (operations.length === 1 ? operations[0] : undefined);
    if (operation === undefined) return send(params, options);
    const asked = { ...params, operationName: operation.name?.value };
    // The client that GraphiQL has of its own gives up where a connection is lost.
    if (operation.operation === 'subscription') return hutongFollow('/graphql', asked, options?.headers);
    return send(asked, { ...options, documentAST });
  }

  /** Undefined for what cannot be read: the server says what is wrong with it. */
  function treeOf(query) {
    try {
      return GraphiQL.GraphQL.parse(query);
    } catch {
      return undefined;
    }
  }

  /** An example leaves the code empty that no two cities share; the first company of this hub serves. */
  async function filled(example) {
    if (example.variables.uscc !== '') return example.variables;
    const answer = await fetcher({ query: '{ companies(first: 1) { nodes { uscc } } }' }).catch(() => ({}));
    return { ...example.variables, uscc: answer.data?.companies.nodes[0]?.uscc ?? '' };
  }

  const editorsOf = (example, variables) => ({ query: example.query, variables: JSON.stringify(variables, null, 2) });

  /** What the address of the page asks stands in the editors, like anything typed there: it is run when somebody says so. */
  const address = new URLSearchParams(location.search);
  const asked = address.get('query') ? { query: address.get('query'), variables: address.get('variables') ?? '' } : null;
  const atFirst = [asked ?? editorsOf(examples[0], examples[0].variables)];

  /** The pane is made by GraphiQL, without arguments. */
  const Choose = createContext(() => {});

  const hint = (name, ...text) => [h('dt', { key: name }, name), h('dd', { key: `${name}-text` }, ...text)];

  function Hints() {
    const choose = useContext(Choose);
    return h(
      'div',
      { className: 'hutong-hints' },
      h('h2', null, '示例与提示'),
      h('p', null, '点一个示例，它就填入右边的编辑区：'),
      h(
        'ul',
        null,
        ...examples.map((example) =>
          h(
            'li',
            { key: example.zh },
            h('button', { type: 'button', className: 'graphiql-un-styled', onClick: () => choose(example) }, example.zh),
            h('small', { lang: 'en' }, example.en),
          ),
        ),
      ),
      h(
        'dl',
        null,
        hint('运行', '粉色三角按钮，或按 ', h('kbd', null, 'Ctrl'), ' + ', h('kbd', null, 'Enter')),
        hint('补全', '编辑时按 ', h('kbd', null, 'Ctrl'), ' + ', h('kbd', null, '空格'), '，列出此处可写的字段'),
        hint('说明', '左边书本图标（Docs）是接口文档，每个字段都有说明'),
        hint('变量', '编辑区下方 Variables 一栏，写成 JSON'),
        hint(
          '看过去',
          '编辑区下方 Headers 一栏写 ',
          h('code', null, '{"hutong-at": "1"}'),
          '，各项查询即按该位置当时所知作答；也可写时间，如 ',
          h('code', null, '2025-09-30T10:00:00+08:00'),
        ),
        hint('历史', '左边时钟图标（History）是在本浏览器里运行过的查询'),
      ),
    );
  }

  const Icon = () =>
    h(
      'svg',
      { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
      h('path', { d: 'M9 18h6M10 21h4M8.5 15.5a6 6 0 1 1 7 0c-.6.5-.9 1-.9 1.5h-5.2c0-.5-.3-1-.9-1.5Z' }),
    );

  const hints = { title: '示例与提示', icon: Icon, content: Hints };
  /** One list for good: GraphiQL goes back to the hints whenever it is given another. */
  const plugins = [hints];

  function Page() {
    // Else nothing at first: then GraphiQL shows what was there at the last visit, and the first example at the first.
    const [shown, show] = useState(asked ?? {});
    const choose = async (example) => show(editorsOf(example, await filled(example)));
    return h(
      Choose.Provider,
      { value: choose },
      h(
        GraphiQL,
        {
          fetcher,
          ...shown,
          // What is typed is what is shown, so the same example can be chosen again.
          onEditQuery: (query) => show((before) => ({ ...before, query })),
          onEditVariables: (variables) => show((before) => ({ ...before, variables })),
          defaultTabs: atFirst,
          plugins,
          visiblePlugin: hints,
          defaultEditorToolsVisibility: 'variables',
        },
        h(GraphiQL.Logo, null, '互通 Hutong'),
      ),
    );
  }

  ReactDOM.createRoot(document.getElementById('graphiql')).render(h(Page));
})();
