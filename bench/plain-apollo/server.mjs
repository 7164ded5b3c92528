/**
 * The flat tables behind Apollo Server, DataLoader and Kysely, each used as its documents show it: what a team would build
 * in a week, and what the benchmark of queries compares the hub with. It has no history, no limits and one viewer.
 */
import { DatabaseSync } from 'node:sqlite';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import DataLoader from 'dataloader';
import Fastify from 'fastify';
import { Kysely, MysqlDialect, SqliteDialect } from 'kysely';
import { createPool } from 'mysql2';
import { maskPersonal } from '../../src/access/mask.ts';
import { formatCursor, readCursor } from '../../src/graph/list-cursor.ts';
import { say, workerArguments } from '../../test/support/worker-process.ts';

const { flatUrl, token, feed, head, marks } = workerArguments();

/** As Kysely asks for a driver of SQLite. */
function sqlite(file) {
  const database = new DatabaseSync(file);
  return {
    prepare(sql) {
      const statement = database.prepare(sql);
      return { reader: true, all: (values) => statement.all(...values), run: (values) => statement.run(...values) };
    },
    close: () => database.close(),
  };
}

const dialect = flatUrl.startsWith('sqlite:')
  ? new SqliteDialect({ database: sqlite(flatUrl.slice('sqlite:'.length)) })
  : new MysqlDialect({ pool: createPool({ uri: flatUrl, connectionLimit: 10, charset: 'utf8mb4_bin', dateStrings: true }) });
const db = new Kysely({ dialect });

const typeDefs = `
  scalar At
  scalar USCC
  enum RegistrationStatus { IN_OPERATION CANCELLED REVOKED }
  type Query {
    company(uscc: USCC!, at: At): Company
    companies(first: Int, after: String, at: At, filter: CompanyFilter): CompanyConnection!
  }
  input CompanyFilter { region: String!, status: [RegistrationStatus!] }
  type CompanyConnection { nodes: [Company!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Company {
    uscc: USCC!
    registration: Registration
    taxpayers: [Taxpayer!]!
    filings: [CompanyFiling!]!
    contracts: [ServiceContract!]!
    contractCount: Int!
  }
  type Registration {
    name: String status: RegistrationStatus statusText: String companyType: String legalRepresentative: String capital: String
    capitalCurrency: String establishedOn: String approvedOn: String businessScope: String industry: String address: String
    region: String authority: String registrationNo: String provenance: Provenance!
  }
  type Provenance { source: String! position: String! effectiveOn: String }
  type Taxpayer { djxh: String! name: String status: String office: String vatKind: String registeredOn: String }
  type CompanyFiling {
    filingNo: String county: String kind: String status: String submittedOn: String decidedOn: String validTo: String staff: Int
  }
  type ServiceContract {
    contractNo: String county: String phase: String signedOn: String termFrom: String termTo: String fee: String endedOn: String
    estates: [ContractEstate!]!
  }
  type ContractEstate { part: String area: String estate: Estate }
  type Estate { id: ID! name: String address: String serviceMode: String households: Int }
`;

/** The rows of a table by a column, those of one request together. */
function rowsBy(table, column, order) {
  return new DataLoader(async (values) => {
    const rows = await db.selectFrom(table).selectAll().where(column, 'in', values).orderBy(order).execute();
    const found = Map.groupBy(rows, (row) => row[column]);
    return values.map((value) => found.get(value) ?? []);
  });
}

/** How many rows of a table have a value in a column. */
function countsBy(table, column) {
  return new DataLoader(async (values) => {
    const count = (eb) => eb.fn.countAll().as('number');
    const rows = await db.selectFrom(table).select([column, count]).where(column, 'in', values).groupBy(column).execute();
    const found = new Map(rows.map((row) => [row[column], Number(row.number)]));
    return values.map((value) => found.get(value) ?? 0);
  });
}

const loaders = () => ({
  companies: rowsBy('company', 'uscc', 'uscc'),
  taxpayers: rowsBy('taxpayer', 'uscc', 'djxh'),
  filings: rowsBy('filing', 'uscc', 'filing_key'),
  contracts: rowsBy('contract', 'uscc', 'contract_key'),
  contractCounts: countsBy('contract', 'uscc'),
  contractEstates: rowsBy('contract_estate', 'contract_key', 'line'),
  estates: rowsBy('estate', 'estate_id', 'estate_id'),
});

/** One resolver for each field, out of the column that is called so in the table. */
function columns(...names) {
  const column = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(names.map((name) => [name, (row) => row[column(name)]]));
}

const resolvers = {
  Query: {
    async company(_root, { uscc }, { companies }) {
      const [row] = await companies.load(uscc);
      return row ?? null;
    },
    async companies(_root, { first, after, at, filter }, { companies }) {
      const { region, status } = filter;
      let query = db.selectFrom('company').selectAll().where('region', '=', region).where('status', 'in', status);
      if (after != null) {
        const { value, key } = readCursor(after, (order) => order === 'NAME').value.place;
        query = query.where('name', '>=', value).where((eb) => eb.or([eb('name', '>', value), eb('uscc', '>', key)]));
      }
      const rows = await query
        .orderBy('name')
        .orderBy('uscc')
        .limit(first + 1)
        .execute();
      const page = rows.slice(0, first);
      for (const row of page) companies.prime(row.uscc, [row]);
      const last = page.at(-1);
      const place = last === undefined ? null : { value: last.name, key: last.uscc };
      const list = { feed, at: at ?? head, order: 'NAME', filter: marks[`${region} ${status[0]}`] ?? '' };
      const endCursor = place === null ? null : formatCursor({ ...list, place });
      return { nodes: page, pageInfo: { hasNextPage: rows.length > first, endCursor } };
    },
  },
  Company: {
    registration: async ({ uscc }, _args, { companies }) => (await companies.load(uscc))[0] ?? null,
    taxpayers: ({ uscc }, _args, { taxpayers }) => taxpayers.load(uscc),
    filings: ({ uscc }, _args, { filings }) => filings.load(uscc),
    contracts: ({ uscc }, _args, { contracts }) => contracts.load(uscc),
    contractCount: ({ uscc }, _args, { contractCounts }) => contractCounts.load(uscc),
  },
  Registration: {
    ...columns('statusText', 'companyType', 'capitalCurrency', 'establishedOn', 'approvedOn', 'businessScope', 'registrationNo'),
    legalRepresentative: (row) => (row.legal_representative === null ? null : maskPersonal(row.legal_representative)),
    provenance: (row) => row,
  },
  Provenance: columns('effectiveOn'),
  Taxpayer: columns('vatKind', 'registeredOn'),
  CompanyFiling: columns('filingNo', 'submittedOn', 'decidedOn', 'validTo'),
  ServiceContract: {
    ...columns('contractNo', 'signedOn', 'termFrom', 'termTo', 'endedOn'),
    estates: (row, _args, { contractEstates }) => contractEstates.load(row.contract_key),
  },
  ContractEstate: {
    estate: async (row, _args, { estates }) => (await estates.load(row.estate_id))[0] ?? null,
  },
  Estate: { id: (row) => row.estate_id, ...columns('serviceMode') },
};

const app = Fastify();
app.addHook('onRequest', async (request, reply) => {
  if (request.headers.authorization !== `Bearer ${token}`) await reply.code(401).send();
});
const apollo = new ApolloServer({ typeDefs, resolvers, plugins: [fastifyApolloDrainPlugin(app)] });
await apollo.start();
app.route({
  url: '/graphql',
  method: ['GET', 'POST'],
  handler: fastifyApolloHandler(apollo, { context: async () => loaders() }),
});
say({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
