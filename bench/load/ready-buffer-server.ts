/** Answers every question with an answer that lies ready: what Fastify and HTTP cost by themselves. */
import Fastify from 'fastify';
import { say, workerArguments } from '../../test/support/worker-process.ts';

const { q1, q2 } = workerArguments<{ readonly q1: string; readonly q2: string }>();
const [card, page] = [Buffer.from(q1), Buffer.from(q2)];
const app = Fastify();
app.get('/companies/:uscc', (_request, reply) => reply.type('application/json; charset=utf-8').send(card));
app.get('/companies', (_request, reply) => reply.type('application/json; charset=utf-8').send(page));
say({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
