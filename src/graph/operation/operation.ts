/** One operation of a document: weighed by its variables, then run. */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { GraphContext } from '../context.ts';
import type { Variables } from './cost.ts';
import { compileLimits, type Limits, type Weight } from './limits.ts';

/** Compiling takes milliseconds, as long as running it some fifty times: what comes once or twice is not compiled. */
const USES_BEFORE_COMPILING = 3;

export class Operation {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;
  readonly #node: OperationDefinitionNode;
  readonly #limits: Limits;
  #uses = 0;
  /** Null where it is run by the interpreter for good. */
  #compiled: CompiledQuery | null | undefined;

  constructor(schema: GraphQLSchema, document: DocumentNode, node: OperationDefinitionNode) {
    this.#schema = schema;
    this.#document = document;
    this.#node = node;
    this.#limits = compileLimits(schema, document, node);
    // What changes the hub runs field by field in its order, and the schema of the schema is not worth it.
    if (this.kind !== OperationTypeNode.QUERY || asksSchema(document)) this.#compiled = null;
  }

  get kind(): OperationTypeNode {
    return this.#node.operation;
  }

  get name(): string | null {
    return this.#node.name?.value ?? null;
  }

  /** What it may return with these variables, and whether that is too much. */
  weigh(variables: Variables): Weight {
    return this.#limits.weigh(variables);
  }

  /** Without `data` in the answer nothing was run: a variable is not what it should be. */
  async run(context: GraphContext, variables: Variables): Promise<ExecutionResult> {
    const compiled = this.#compile();
    if (compiled !== null) {
      const result = await compiled.query(undefined, context, { ...variables });
      // What it says of variables is not what the interpreter says.
      if ('data' in result) return result;
    }
    return execute({
      schema: this.#schema,
      document: this.#document,
      operationName: this.name,
      variableValues: variables,
      contextValue: context,
    });
  }

  #compile(): CompiledQuery | null {
    if (this.#compiled !== undefined) return this.#compiled;
    if (++this.#uses < USES_BEFORE_COMPILING) return null;
    const compiled = compileQuery(this.#schema, this.#document, this.name ?? '');
    this.#compiled = isCompiledQuery(compiled) ? compiled : null;
    return this.#compiled;
  }
}

function asksSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]({ name }) {
      if (name.value === '__schema' || name.value === '__type') found = true;
    },
  });
  return found;
}
