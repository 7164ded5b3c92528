/** Database addresses: their form, and how one is shown. A password in an address is never shown or logged. */

export const databaseUrlForm = {
  expected: 'sqlite:<file>, mysql://user:password@host:port/database',
  test: (url: string): boolean => /^sqlite:(?!:memory:$).+$/.test(url) || /^mysql:\/\/[^/\s]+\/\w+/.test(url),
} as const;

/** The address with its password blotted out; also of a text that only resembles an address. */
export function redactUrl(url: string): string {
  // Up to the last @: a password that was not percent-encoded may hold one itself.
  return url.replace(/(\/\/[^:/@]*):.*@/, '$1:***@').replace(/([?&]password=)[^&]*/gi, '$1***');
}

/** The file of an embedded database; undefined for a server's. */
export function sqliteFile(url: string): string | undefined {
  return url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
}
