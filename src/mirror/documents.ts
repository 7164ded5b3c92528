/** What a mirror asks its hub: documents that hubs bring along, to the letter, so that one that runs no others answers. */
import manifest from '../../documents/manifest.json' with { type: 'json' };

export const HEAD_QUERY = textOf('FeedHead');
export const DIGEST_QUERY = textOf('ScopeDigest');
export const CHANGES_QUERY = textOf('MirrorChanges');
/** The same, as a subscription: its events are pages. */
export const CHANGES_SUBSCRIPTION = textOf('MirrorFollow');

function textOf(name: string): string {
  const document = manifest.operations.find((each) => each.name === name);
  if (document === undefined) throw new Error(`no document is called ${name}: npm run codegen`);
  return document.body;
}
