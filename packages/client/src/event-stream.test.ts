import { expect, it } from 'vitest';
import { readEvents, type ServerEvent } from './event-stream.ts';

it('of an event nothing is lost, whatever its text holds and wherever it was cut', async () => {
  const data = JSON.stringify({ name: '甲\u2028乙\u2029丙\u0085丁: 戊' });
  const bytes = Buffer.from(`:\n\nevent: next\r\ndata: ${data}\r\n\r\ndata\n\nevent: complete\ndata:\n\n`);
  for (const size of [1, 7, bytes.length]) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
    const events: ServerEvent[] = [];
    for await (const event of readEvents(ReadableStream.from(parts))) events.push(event);
    expect(events).toEqual([
      { name: 'next', data },
      { name: 'message', data: '' },
      { name: 'complete', data: '' },
    ]);
  }
});
