import { type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type Selection, selectionOf } from './selection.ts';

/** The fields of a document that are its first operation's, as a resolver is told of them. */
function asked(text: string) {
  const { definitions } = parse(text);
  const [operation] = definitions;
  const nodes = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  const fieldNodes = nodes.flatMap((node) => (node.kind === Kind.FIELD ? [node] : []));
  return (variableValues: Record<string, unknown> = {}): Selection => selectionOf({ fieldNodes, fragments, variableValues });
}

const names = (selection: Selection | undefined): readonly string[] => [...(selection?.keys() ?? [])].toSorted();

describe('what a query asks for under a field', () => {
  it('is found under its own name, through fragments and in all its places', () => {
    const selection = asked(`{ company { a: contracts { fee } ...A ... on Company { stage } } }
      fragment A on Company { contracts { ...B } uscc }
      fragment B on Contract { estates { estate { id } } }`)();
    expect(names(selection)).toEqual(['contracts', 'stage', 'uscc']);
    expect(names(selection.get('contracts'))).toEqual(['estates', 'fee']);
    expect(names(selection.get('contracts')?.get('estates')?.get('estate'))).toEqual(['id']);
    expect(selection.has('parent')).toBe(false);
    expect(selection.get('parent')).toBeUndefined();
  });

  it('is that of all fields that are answered as one', () => {
    const selection = asked('{ company { contracts { fee } } company { contracts { startsOn } stage } }')();
    expect(names(selection)).toEqual(['contracts', 'stage']);
    expect(names(selection.get('contracts'))).toEqual(['fee', 'startsOn']);
  });

  it('is without what is left out', () => {
    const ask = asked(`query ($s: Boolean!, $i: Boolean!) { company {
      a @skip(if: true) b @include(if: false) c @skip(if: $s) d @include(if: $i) ...F @skip(if: $s) ... @include(if: $i) { f } g @odd(if: true)
    } } fragment F on Company { e }`);
    expect(names(ask({ s: true, i: false }))).toEqual(['g']);
    expect(names(ask({ s: false, i: true }))).toEqual(['c', 'd', 'e', 'f', 'g']);
    // what is no boolean is refused where it is run
    expect(names(ask({ s: null }))).toEqual(['c', 'd', 'e', 'f', 'g']);
  });

  it('is found once for a query that is asked again, whatever its other variables', () => {
    const ask = asked('query ($s: Boolean!, $u: USCC) { company { a @skip(if: $s) } }');
    const first = ask({ s: true, u: '1' });
    expect(ask({ s: true, u: '2' })).toBe(first);
    expect(ask({ s: false, u: '2' })).not.toBe(first);
  });

  it('takes no longer where fragments spread each other than the text is long', () => {
    const levels = Array.from({ length: 40 }, (_, n) => {
      const next = `...F${n + 1}`;
      return `fragment F${n} on Company { ${next} ... { ${next} } parent { ${next} } replacedBy { ${next} } contracts { company { ${next} } } }`;
    });
    const selection = asked(`{ company { ...F0 } } ${levels.join(' ')} fragment F40 on Company { uscc }`)();
    expect(names(selection)).toEqual(['contracts', 'parent', 'replacedBy', 'uscc']);
    expect(names(selection.get('contracts')?.get('company')?.get('parent'))).toEqual([
      'contracts',
      'parent',
      'replacedBy',
      'uscc',
    ]);
  });
});
