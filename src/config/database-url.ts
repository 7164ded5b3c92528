/** Database addresses: their form, and how one is shown. A password in an address is never shown or logged. */

export const databaseUrlForm = {
  expected: 'sqlite:<file>, mysql://user:password@host:port/database',
  test: (url: string): boolean =>
    /^sqlite:(?!:memory:$).+$/.test(url) || (/^mysql:\/\/[^/\s]+\/\w+/.test(url) && isReadableUrl(url)),
} as const;

/** Port in range, password percent-encoded: what the driver would otherwise say in words of its own. */
function isReadableUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** The address with its password blotted out; also of a text that only resembles an address. */
export function redactUrl(url: string): string {
  // Up to the last @: a password that was not percent-encoded may hold one itself.
  return url.replace(/(\/\/[^:/@]*):.*@/, '$1:***@').replace(/([?&]password=)[^&]*/gi, '$1***');
}

/** The file of an embedded database; undefined for a server's. */
export function sqliteFile(url: string): string | undefined {
  return url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
}
