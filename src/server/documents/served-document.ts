/** A query of the documents as it is served at its address: ready to be run, with the parameters of its address. */
import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Documents, TrustedQuery, TrustedSubscription } from '../../graph/operation/documents.ts';
import type { Operation } from '../../graph/operation/operation.ts';
import type { OperationCache } from '../../graph/operation/operation-cache.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { type Variable, variablesOf } from './variables.ts';

export interface ServedDocument {
  readonly document: TrustedQuery;
  readonly node: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: readonly Variable[];
  readonly parameters: readonly Parameter[];
  readonly runnable: Operation;
}

/** Each made ready when it is first asked for. */
export class ServedDocuments {
  readonly #schema: GraphQLSchema;
  readonly #documents: Documents;
  readonly #operations: OperationCache;
  readonly #ready = new Map<string, ServedDocument>();

  constructor(schema: GraphQLSchema, documents: Documents, operations: OperationCache) {
    this.#schema = schema;
    this.#documents = documents;
    this.#operations = operations;
  }

  get names(): readonly string[] {
    return this.#documents.queries.map(({ name }) => name);
  }

  /** They have no address; they are followed at `/graphql`, under their names. */
  get subscriptions(): readonly TrustedSubscription[] {
    return this.#documents.all.filter((each) => each.type === 'subscription');
  }

  get all(): readonly ServedDocument[] {
    return this.#documents.queries.map((document) => this.#serve(document));
  }

  /** Undefined where none is called so. */
  named(name: string): ServedDocument | undefined {
    const document = this.#documents.queries.find((each) => each.name === name);
    return document === undefined ? undefined : this.#serve(document);
  }

  #serve(document: TrustedQuery): ServedDocument {
    const known = this.#ready.get(document.name);
    if (known !== undefined) return known;
    const node = parse(document.body);
    const operation = node.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
    const prepared = this.#operations.prepare(document.body);
    const runnable = prepared.ok ? prepared.document.operation(document.name) : prepared.errors[0];
    if (operation === undefined || runnable === undefined || runnable instanceof GraphQLError) {
      throw new Error(`the document ${document.name} does not fit the schema: npm run codegen`);
    }
    const variables = variablesOf(this.#schema, node, operation);
    const served = { document, node, operation, variables, parameters: parametersOf(variables), runnable };
    this.#ready.set(document.name, served);
    return served;
  }
}
