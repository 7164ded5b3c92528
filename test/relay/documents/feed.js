/** What lies beside the records: the feed itself, and what waits for a person. */
const { graphql } = require('relay-runtime');

graphql`
  query feedQuery($filter: ChangeFilter, $count: Int) {
    ...feed_changes @arguments(filter: $filter, count: $count)
    quarantine(first: $count) @connection(key: "feed_quarantine", filters: []) {
      edges {
        node {
          row
          problems {
            code
          }
        }
      }
    }
    runs(first: $count) @connection(key: "feed_runs", filters: []) {
      edges {
        node {
          source
          state
        }
      }
    }
    challenges(first: $count) @connection(key: "feed_challenges", filters: []) {
      edges {
        node {
          field
          state
        }
      }
    }
  }
`;

graphql`
  fragment feed_changes on Query
  @refetchable(queryName: "feedChangesQuery")
  @argumentDefinitions(filter: { type: "ChangeFilter" }, count: { type: "Int", defaultValue: 20 }, cursor: { type: "Position" }) {
    changes(filter: $filter, first: $count, after: $cursor) @connection(key: "feed_changes", filters: ["filter"]) {
      scannedTo
      edges {
        node {
          position
          kind
          after
        }
      }
    }
  }
`;
