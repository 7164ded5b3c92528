/** Numbers, times and digests as people read them. */

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

/** `2025-09-30 10:00:00`, Asia/Shanghai; a dash for none. */
export function formatTime(milliseconds: number | null): string {
  return milliseconds === null ? '-' : shanghai.format(milliseconds);
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
