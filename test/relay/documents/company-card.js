/** A company as known at a moment, and what a page about it is made of. */
const { graphql } = require('relay-runtime');

graphql`
  query companyCardQuery($uscc: USCC!, $at: At, $active: Boolean) {
    company(uscc: $uscc, at: $at) {
      ...companyCard_company @arguments(active: $active)
    }
  }
`;

graphql`
  fragment companyCard_company on Company @argumentDefinitions(active: { type: "Boolean" }) {
    uscc
    at
    stage
    registration {
      name
      status
      provenance {
        position
        effectiveOn
      }
    }
    taxpayers {
      djxh
      status
    }
    contracts(active: $active) {
      contractNo
      fee
      estates {
        estate {
          ...companyCard_estate
        }
      }
    }
  }
`;

graphql`
  fragment companyCard_estate on Estate {
    at
    name
    households
  }
`;
