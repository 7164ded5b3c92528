/**
 * The queries and subscriptions that the hub itself brings along, each under a name and under the digest of its text. What they are for
 * stands in documents/*.graphql; `npm run codegen` makes the manifest of those files that is read here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DocumentVariable {
  readonly name: string;
  /** As the query language writes it: `[RegistrationStatus!]`. */
  readonly type: string;
  /** Absent where there is none; enum values as their names. */
  readonly default?: unknown;
}

/** One of them, in the form of the manifests that clients of persisted queries read, and what else there is to say of it. */
interface DocumentFacts {
  /** SHA-256 of the body, hex. */
  readonly id: string;
  readonly name: string;
  /** The text as it is sent. */
  readonly body: string;
  /** For whom it is, and what for. */
  readonly description: { readonly zh: string; readonly en: string };
  readonly variables: readonly DocumentVariable[];
}

/** It has an address of its own, `/q/<name>`. */
export interface TrustedQuery extends DocumentFacts {
  readonly type: 'query';
  /** An address to try, whose values are those of the demonstration. */
  readonly example: string;
}

export interface TrustedSubscription extends DocumentFacts {
  readonly type: 'subscription';
}

export type TrustedDocument = TrustedQuery | TrustedSubscription;

export interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly TrustedDocument[];
}

export const MANIFEST = 'documents/manifest.json';

/** Documents by whatever a request may call them. */
export class Documents {
  readonly all: readonly TrustedDocument[];
  readonly #byKey: ReadonlyMap<string, TrustedDocument>;
  readonly #bodies: ReadonlySet<string>;

  constructor(operations: readonly TrustedDocument[]) {
    this.all = operations;
    this.#byKey = new Map(
      operations.flatMap((each) => [
        [each.name, each],
        [each.id, each],
        [`sha256:${each.id}`, each],
      ]),
    );
    this.#bodies = new Set(operations.map(({ body }) => body));
  }

  get queries(): readonly TrustedQuery[] {
    return this.all.filter((each) => each.type === 'query');
  }

  /** @param key its name, or the digest of its text, with `sha256:` before it or as it stands in the manifest */
  find(key: string): TrustedDocument | undefined {
    return this.#byKey.get(key);
  }

  /** Whether a text is that of one of them, to the letter. */
  has(body: string): boolean {
    return this.#bodies.has(body);
  }
}

export function readDocuments(): Documents {
  const file = join(import.meta.dirname, '../../..', MANIFEST);
  return new Documents((JSON.parse(readFileSync(file, 'utf8')) as Manifest).operations);
}
