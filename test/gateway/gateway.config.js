// What the subgraphs have to know of a request besides its query: who asks, in which language, at which moment, how fresh.
const FORWARDED = ['authorization', 'accept-language', 'hutong-at', 'hutong-max-staleness'];

// By which names the gateway is reached. Under any other a page of another site would ask as if it were its own (DNS rebinding).
const HOSTS = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

export const gatewayConfig = {
  // No page of another site reads an answer, or sends what a browser sends without asking first.
  cors: false,
  csrfPrevention: { requestHeaders: ['apollo-require-preflight', 'graphql-require-preflight'] },
  plugins: () => [
    {
      onRequest({ request, endResponse, fetchAPI }) {
        if (!HOSTS.test(request.headers.get('host') ?? '')) endResponse(new fetchAPI.Response(null, { status: 421 }));
      },
    },
  ],
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      ...Object.fromEntries(FORWARDED.map((name) => [name, request.headers.get(name)])),
      // It asks for subscriptions by GET, which a page of another site could send: whether one did it has looked itself.
      'apollo-require-preflight': '1',
    }),
  },
};
