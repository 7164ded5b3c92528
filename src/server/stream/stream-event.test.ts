import { expect, it } from 'vitest';
import { StreamEvent } from './stream-event.ts';

const extensions = { cost: { estimated: 1, actual: 1 }, positions: ['7'], watermarks: {} };

it('an event is a chunk that says its length in bytes, and keeps no memory but its own', () => {
  const told = { data: { changes: { nodes: [{ after: { name: '福信·玉兰公馆' } }] } }, extensions };
  const { chunk, frame, json } = new StreamEvent(7, told, null);
  expect(frame.toString()).toBe(`event: next\ndata: ${JSON.stringify(told)}\n\n`);
  expect(chunk.toString()).toBe(`${frame.length.toString(16)}\r\n${frame}\r\n`);
  expect(JSON.parse(json.toString())).toEqual(told);
  expect(chunk.buffer.byteLength).toBe(chunk.length);
});
