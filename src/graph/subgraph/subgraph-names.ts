/** The subgraphs by name: one for each authority's part of the graph, and one for the feed. */
export const SUBGRAPHS = ['registry', 'tax', 'filing', 'estate', 'feed'] as const;

export type SubgraphName = (typeof SUBGRAPHS)[number];
