import { expect, it } from 'vitest';
import { isLoopback, namesLoopback } from './loopback.ts';

it.each(['127.0.0.1', '127.8.9.1', 'localhost', '::1', '[::1]', 'LOCALHOST'])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true);
});

it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.com', 'localhost.example.com', '127.example.com'])(
  '%s is not',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

it('looks at the name before the port', () => {
  expect(['localhost:4000', '127.0.0.1:4000', '[::1]:4000'].every(namesLoopback)).toBe(true);
  expect(['evil.example:4000', '', undefined].some(namesLoopback)).toBe(false);
});
