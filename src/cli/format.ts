/** Numbers, times and digests as people read them. */

let shanghai: Intl.DateTimeFormat | undefined;

/** `2025-09-30 10:00:00`, Asia/Shanghai; a dash for none. */
export function formatTime(milliseconds: number | null): string {
  if (milliseconds === null) return '-';
  // Made with the first time that is shown: it takes some 20 ms, and most commands show none.
  shanghai ??= new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
  return shanghai.format(milliseconds);
}

export function formatNumber(value: number): string {
  return value.toLocaleString('en-US');
}

export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

export function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
