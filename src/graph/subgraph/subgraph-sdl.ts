/**
 * The SDL of one subgraph, made of the same files as the merged graph. A subgraph has what its own files declare and every
 * type that can be reached from there:
 *
 * - of an entity (`ENTITIES`) and of the root types, the fields of its own files, and the key;
 * - any other type whole, whosever file declares it. Where several subgraphs have it, it is `@shareable`: the same resolvers
 *   on the same feed answer the same, whoever is asked.
 */
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeDefinitionNode,
  visit,
} from 'graphql';
import { SUBGRAPHS, type SubgraphName } from './subgraph-names.ts';
import { readSdl } from './subgraphs.ts';

/** The entities with their keys. The position is part of a key: subgraphs that never talk to each other see the same moment. */
export const ENTITIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['Company', ['uscc', 'at']],
  ['Estate', ['id', 'at']],
]);

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

type Owner = SubgraphName | 'common';

/** A type as all files together declare it, and whose files declare it or add to it. */
interface WholeType {
  readonly node: TypeDefinitionNode;
  readonly owners: ReadonlySet<Owner>;
  /** Of an object type, by field. */
  readonly ownerOf: ReadonlyMap<FieldDefinitionNode, Owner>;
}

export function subgraphDocument(name: SubgraphName): DocumentNode {
  const types = readTypes();
  const parts = new Map(SUBGRAPHS.map((each) => [each, partOf(each, types)]));
  const isShared = (type: string): boolean => [...parts.values()].filter((part) => part.has(type)).length > 1;
  const definitions = [...(parts.get(name)?.values() ?? [])].map((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION ? withDirective(node, isShared(node.name.value)) : node,
  );
  return { kind: Kind.DOCUMENT, definitions: [...parse(LINK, { noLocation: true }).definitions, ...definitions] };
}

/** Every type of all files, by name. */
function readTypes(): ReadonlyMap<string, WholeType> {
  const types = new Map<string, WholeType>();
  const definitions = (['common', ...SUBGRAPHS] as const).flatMap((owner) =>
    readSdl(owner).flatMap((sdl) => parse(sdl, { noLocation: true }).definitions.map((node) => ({ owner, node }))),
  );
  for (const { owner, node } of definitions) {
    if (!isTypeDefinitionNode(node)) continue;
    const fields = node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields ?? []) : [];
    types.set(node.name.value, {
      node,
      owners: new Set([owner]),
      ownerOf: new Map(fields.map((field) => [field, owner])),
    });
  }
  for (const { owner, node } of definitions) {
    if (isTypeDefinitionNode(node)) continue;
    const type = node.kind === Kind.OBJECT_TYPE_EXTENSION ? types.get(node.name.value) : undefined;
    if (node.kind !== Kind.OBJECT_TYPE_EXTENSION || type === undefined) {
      throw new Error(`${owner}: subgraphs are made of types and of extensions of object types, not of ${node.kind}`);
    }
    const added = (node.fields ?? []).map((field) => [field, owner] as const);
    const ownerOf = new Map([...type.ownerOf, ...added]);
    const whole = { ...(type.node as ObjectTypeDefinitionNode), fields: [...ownerOf.keys()] };
    types.set(node.name.value, { node: whole, owners: new Set([...type.owners, owner]), ownerOf });
  }
  return types;
}

/** What a subgraph has of each type, by name. */
function partOf(name: SubgraphName, types: ReadonlyMap<string, WholeType>): ReadonlyMap<string, TypeDefinitionNode> {
  const part = new Map<string, TypeDefinitionNode>();
  const include = (type: string): void => {
    const whole = types.get(type);
    if (part.has(type) || whole === undefined) return;
    const node = portionOf(whole, name);
    part.set(type, node);
    visit(node, { [Kind.NAMED_TYPE]: (reference) => include(reference.name.value) });
  };
  for (const [type, { owners }] of types) if (owners.has(name)) include(type);
  return part;
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

function portionOf({ node, ownerOf }: WholeType, name: SubgraphName): TypeDefinitionNode {
  const key = ENTITIES.get(node.name.value);
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || (key === undefined && !ROOTS.has(node.name.value))) return node;
  const fields = [...ownerOf].flatMap(([field, owner]) =>
    owner === name || key?.includes(field.name.value) === true ? [field] : [],
  );
  return { ...node, fields };
}

function withDirective(node: ObjectTypeDefinitionNode, isShared: boolean): ObjectTypeDefinitionNode {
  const key = ENTITIES.get(node.name.value);
  const added = key !== undefined ? [keyDirective(key)] : isShared && !ROOTS.has(node.name.value) ? [SHAREABLE] : [];
  return { ...node, directives: [...(node.directives ?? []), ...added] };
}

const SHAREABLE: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'shareable' } };

function keyDirective(fields: readonly string[]): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'key' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'fields' },
        value: { kind: Kind.STRING, value: fields.join(' ') },
      },
    ],
  };
}
