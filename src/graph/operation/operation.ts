/** One operation of a document: weighed by its variables, then run. */
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { GraphContext } from '../context.ts';
import { type Cost, compileCost, type Variables } from './cost.ts';
import { variableError } from './input-error.ts';
import { longListProblem, type Weight, weightOf } from './limits.ts';
import { longListFinder } from './long-lists.ts';
import { neverNull } from './never-null.ts';
import type { Shape } from './shape.ts';
import { startVariables } from './start-variables.ts';

/** Compiling takes milliseconds, as long as running it some fifty times: what comes once or twice is not compiled. */
const USES_BEFORE_COMPILING = 3;

/**
 * Compiling blocks for a tenth of a millisecond a field, and fragments are written out wherever they are spread: a text of 900
 * characters can have thousands.
 */
export const MAX_COMPILED_FIELDS = 300;

/** Of one field, compiled; measured. */
const COMPILED_BYTES = 6_000;

export interface OperationParts {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly shape: Shape;
  /** Whether names of the schema are suggested to whoever mistypes one in a variable. */
  readonly hints: boolean;
}

export class Operation {
  readonly #parts: OperationParts;
  readonly #cost: Cost;
  readonly #longList: (variables: Variables) => string | null;
  #startVariables: ReadonlySet<string> | undefined;
  #uses = 0;
  /** Null where it is run by the interpreter for good. */
  #compiled: CompiledQuery | null | undefined;
  /** Where one of these is null the interpreter refuses, and the compiler lets it through. */
  #neverNull: readonly string[] = [];

  constructor(parts: OperationParts) {
    const { schema, document, node, shape } = parts;
    this.#parts = parts;
    this.#cost = compileCost(schema, document, node);
    this.#longList = longListFinder(schema, node);
    // What changes the hub runs field by field in its order, and the schema of the schema is not worth it.
    const isWorthIt = this.kind !== OperationTypeNode.MUTATION && shape.fields <= MAX_COMPILED_FIELDS && !asksSchema(document);
    if (!isWorthIt || isMistaken(shape)) this.#compiled = null;
  }

  get kind(): OperationTypeNode {
    return this.#parts.node.operation;
  }

  get name(): string | null {
    return this.#parts.node.name?.value ?? null;
  }

  /** What it takes of memory when it is compiled, about. */
  get bytes(): number {
    return this.#compiled === null ? 0 : this.#parts.shape.fields * COMPILED_BYTES;
  }

  /** What it may return with these variables, and whether that, or what has to be read for it, is too much. */
  weigh(variables: Variables): Weight {
    const weight = weightOf(this.#cost(variables));
    const list = this.#longList(variables);
    return list === null ? weight : { ...weight, problem: longListProblem(list) };
  }

  /**
   * What a subscription follows, from where; or why it follows nothing. Its events are each run with `run`.
   * @returns what its field gives in `subscribe`
   */
  async subscribe(context: GraphContext, variables: Variables): Promise<AsyncIterable<unknown> | ExecutionResult> {
    const { schema, document } = this.#parts;
    const opened = await createSourceEventStream({
      schema,
      document,
      operationName: this.name,
      variableValues: variables,
      contextValue: context,
    });
    return 'errors' in opened ? this.#told(opened) : opened;
  }

  /** The variables that say no more than where a subscription begins. Of two with all others alike the events are the same. */
  get startVariables(): ReadonlySet<string> {
    this.#startVariables ??= startVariables(this.#parts.document, this.#parts.node);
    return this.#startVariables;
  }

  /**
   * Without `data` in the answer nothing was run: a variable is not what it should be.
   * @param event of a subscription, what it follows has given
   */
  async run(context: GraphContext, variables: Variables, event?: unknown): Promise<ExecutionResult> {
    const result = await this.#runCompiled(context, variables, event);
    // What the compiler says of variables is not what the interpreter says.
    if (result !== null && 'data' in result) return result;
    const { schema, document, hints } = this.#parts;
    const interpreted = await execute({
      schema,
      document,
      operationName: this.name,
      variableValues: variables,
      contextValue: context,
      rootValue: event,
      hideSuggestions: !hints,
    });
    return this.#told(interpreted);
  }

  /** What is said of variables, where nothing was run for them, in our own words. */
  #told(result: ExecutionResult): ExecutionResult {
    if ('data' in result || result.errors === undefined) return result;
    const { schema, hints } = this.#parts;
    const errors = result.errors.map((error) => (error.path === undefined ? variableError(error, schema, hints) : error));
    return { ...result, errors };
  }

  /** Null where it is for the interpreter: what a query did so far it can do again. */
  async #runCompiled(context: GraphContext, variables: Variables, event: unknown): Promise<ExecutionResult | null> {
    try {
      const compiled = this.#compile();
      if (compiled === null || !this.#fits(variables)) return null;
      return await compiled.query(event, context, { ...variables });
    } catch {
      this.#compiled = null;
      return null;
    }
  }

  /** The compiler takes a list for an object of the schema, and a null wherever it comes. */
  #fits(variables: Variables): boolean {
    if (this.#neverNull.some((name) => variables[name] === null)) return false;
    const { schema, node } = this.#parts;
    return getVariableValues(schema, node.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors === undefined;
  }

  #compile(): CompiledQuery | null {
    if (this.#compiled !== undefined) return this.#compiled;
    if (++this.#uses < USES_BEFORE_COMPILING) return null;
    const { schema, document } = this.#parts;
    const compiled = compileQuery(schema, document, this.name ?? '');
    this.#neverNull = neverNull(schema, document);
    this.#compiled = isCompiledQuery(compiled) ? compiled : null;
    return this.#compiled;
  }
}

/**
 * Of a field that stands in an object twice, once under @skip or @include, the compiler answers what was to be left out, or
 * answers in another order (graphql-jit 0.8.9).
 */
function isMistaken({ repeats, directives }: Shape): boolean {
  return repeats > 0 && directives > 0;
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
