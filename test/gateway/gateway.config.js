// What the subgraphs have to know of a request besides its query: who asks, in which language, at which moment, how fresh.
const FORWARDED = ['authorization', 'accept-language', 'hutong-at', 'hutong-max-staleness'];

export const gatewayConfig = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => Object.fromEntries(FORWARDED.map((name) => [name, request.headers.get(name)])),
  },
};
