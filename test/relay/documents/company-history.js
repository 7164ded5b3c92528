/** What happened to a company, and the values that a field had; the moment is in the arguments, so that every page sees the same. */
const { graphql } = require('relay-runtime');

graphql`
  query companyHistoryQuery($uscc: USCC!, $at: At!, $count: Int) {
    ...companyHistory_timeline @arguments(uscc: $uscc, at: $at, count: $count)
    ...companyHistory_names @arguments(uscc: $uscc, at: $at)
  }
`;

graphql`
  fragment companyHistory_timeline on Query
  @refetchable(queryName: "companyHistoryTimelineQuery")
  @argumentDefinitions(
    uscc: { type: "USCC!" }
    at: { type: "At!" }
    stage: { type: "Stage" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    company(uscc: $uscc, at: $at) {
      uscc
      at
      timeline(stage: $stage, order: NEWEST_FIRST, first: $count, after: $cursor)
        @connection(key: "companyHistory_timeline", filters: ["stage", "order"]) {
        edges {
          node {
            position
            kind
            effectiveOn
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
  fragment companyHistory_names on Query
  @refetchable(queryName: "companyHistoryNamesQuery")
  @argumentDefinitions(
    uscc: { type: "USCC!" }
    at: { type: "At!" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    company(uscc: $uscc, at: $at) {
      uscc
      at
      fieldHistory(field: name, first: $count, after: $cursor) @connection(key: "companyHistory_fieldHistory", filters: ["field"]) {
        edges {
          node {
            value
            since
          }
        }
      }
    }
  }
`;
