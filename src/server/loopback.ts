/** What is this machine itself. While everybody who reaches the server is its operator, nobody else may reach it. */
import { isIPv4 } from 'node:net';

/** Whether a host to listen on is reached from this machine only. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/**
 * Whether the `Host` header names this machine. A page of a foreign name that resolves to 127.0.0.1 would otherwise
 * read with the operator's rights through the operator's own browser (DNS rebinding).
 */
export function namesLoopback(header: string | undefined): boolean {
  return header !== undefined && isLoopback(header.replace(/:\d+$/, ''));
}
