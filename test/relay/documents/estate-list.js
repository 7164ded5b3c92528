/** Estates, and what happened to one of them. */
const { graphql } = require('relay-runtime');

graphql`
  query estateListQuery($filter: EstateFilter, $count: Int, $at: At) {
    ...estateList_estates @arguments(filter: $filter, count: $count, at: $at)
  }
`;

graphql`
  fragment estateList_estates on Query
  @refetchable(queryName: "estateListPageQuery")
  @argumentDefinitions(
    filter: { type: "EstateFilter" }
    at: { type: "At" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    estates(filter: $filter, at: $at, first: $count, after: $cursor) @connection(key: "estateList_estates", filters: ["filter", "at"]) {
      edges {
        node {
          at
          name
          companies {
            company {
              uscc
              at
            }
          }
        }
      }
    }
  }
`;

graphql`
  query estateListTimelineQuery($id: ID!, $at: At!, $count: Int, $cursor: String) {
    estate(id: $id, at: $at) {
      at
      timeline(first: $count, after: $cursor) @connection(key: "estateList_timeline", filters: []) {
        edges {
          node {
            position
          }
        }
      }
    }
  }
`;
