/** Queries to begin with, for whoever opens GraphiQL. They hold for any data, and their lines are short: editors are narrow. */
export interface ExampleQuery {
  readonly zh: string;
  readonly en: string;
  readonly query: string;
  /** An empty `uscc` stands for a company that the hub has; whoever shows the example fills it in. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export const exampleQueries: readonly ExampleQuery[] = [
  {
    zh: '在营企业列表',
    en: 'companies in operation',
    query: `query Companies($filter: CompanyFilter) {
  companies(
    filter: $filter
    orderBy: NAME
    first: 5
  ) {
    at
    totalCount
    nodes {
      uscc
      inScope
      registration {
        name
        status
        region
        legalRepresentative
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { filter: { status: ['IN_OPERATION'] } },
  },
  {
    zh: '一家企业及其变更历程',
    en: 'one company and what happened to it',
    query: `query Company($uscc: USCC!) {
  company(uscc: $uscc) {
    at
    registration {
      name
      status
      capital
      capitalCurrency
      establishedOn
      address
      provenance {
        source
        position
        effectiveOn
        recordedAt
      }
    }
    timeline(first: 10) {
      nodes {
        position
        stage
        kind
        fields
        effectiveOn
      }
    }
  }
}`,
    variables: { uscc: '' },
  },
  {
    zh: '数据流现状与变更',
    en: 'where the feed stands, and its changes',
    query: `query Feed($after: Position) {
  head {
    feed
    position
    time
    digest
    records
  }
  changes(after: $after, first: 5) {
    nodes {
      position
      previous
      recordType
      key
      kind
      stage
      fields
      after
      hash
    }
    scannedTo
  }
  sources {
    name
    state
    lastSuccess
    quarantined
  }
}`,
    variables: { after: '0' },
  },
  {
    zh: '一家企业：登记、税务、备案、合同、小区',
    en: 'one company by all four sources',
    query: `query Joined($uscc: USCC!) {
  company(uscc: $uscc) {
    at
    stage
    inScope
    registration { name status }
    taxpayers {
      djxh
      status
      office
      deregisteredOn
    }
    filings {
      filingNo
      kind
      status
      validTo
    }
    contracts(active: true) {
      contractNo
      termFrom
      termTo
      fee
      estates {
        name
        part
        area
      }
    }
    estates {
      id
      name
      households
      regions { name level }
    }
  }
}`,
    variables: { uscc: '' },
  },
];
