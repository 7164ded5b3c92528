/** The list of companies, read on and on in either direction. */
const { graphql } = require('relay-runtime');

graphql`
  query companyListQuery($filter: CompanyFilter, $orderBy: CompanyOrder, $count: Int, $at: At) {
    ...companyList_forwards @arguments(filter: $filter, orderBy: $orderBy, count: $count, at: $at)
  }
`;

graphql`
  fragment companyList_forwards on Query
  @refetchable(queryName: "companyListForwardsQuery")
  @argumentDefinitions(
    filter: { type: "CompanyFilter" }
    orderBy: { type: "CompanyOrder", defaultValue: NAME }
    at: { type: "At" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    companies(filter: $filter, orderBy: $orderBy, at: $at, first: $count, after: $cursor)
      @connection(key: "companyList_companies", filters: ["filter", "orderBy", "at"]) {
      at
      totalCount
      edges {
        node {
          uscc
          at
          registration {
            name
          }
        }
      }
    }
  }
`;

graphql`
  fragment companyList_backwards on Query
  @refetchable(queryName: "companyListBackwardsQuery")
  @argumentDefinitions(
    orderBy: { type: "CompanyOrder" }
    at: { type: "At" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    companies(orderBy: $orderBy, at: $at, last: $count, before: $cursor)
      @connection(key: "companyListBackwards_companies", filters: ["orderBy", "at"]) {
      edges {
        node {
          uscc
          at
        }
      }
    }
  }
`;
