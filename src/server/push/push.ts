/**
 * Pushes over HTTP: a party sends a file and is answered record by record, sees what of its own waits, and takes it back to
 * mend it. Whoever is no known party is turned away; a receipt is shown to whoever holds its number.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../../domain/message/problem.ts';
import { listRecordTypes } from '../../domain/record/record-types.ts';
import type { Hub } from '../../feed/hub.ts';
import type { Party, PushIntake } from '../../feed/push/intake.ts';
import type { Door, KnownParty } from './door.ts';
import { accepts, CSV, readPush, readQuery, XLSX } from './read-request.ts';
import { registerReceipts } from './receipts.ts';
import { sendAnswer, sendTable } from './send-answer.ts';
import { spool } from './spool.ts';
import { turnAway } from './turn-away.ts';
import { waitingPage } from './waiting-page.ts';

/** Where a file is pushed: the one request that may take long to come. */
export const PUSH_ROUTE = '/push/:recordType';

/** What a server needs to take pushes in. */
export interface PushDesk {
  readonly intake: PushIntake;
  readonly parties: readonly KnownParty[];
}

export interface PushOptions {
  readonly hub: Hub;
  /** Absent: nobody may push. */
  readonly desk: PushDesk | undefined;
  readonly door: Door;
}

export async function registerPush(app: FastifyInstance, { hub, desk, door }: PushOptions): Promise<void> {
  registerReceipts(app, hub, door);
  await app.register(async (scope: FastifyInstance) => {
    const parties = new WeakMap<FastifyRequest, Party>();
    const deskOf = (request: FastifyRequest) => ({ party: parties.get(request) as Party, desk: desk as PushDesk });
    // Whatever it says it is: what a file is, is told by its content.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    // Before anything of the body is read.
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'private, no-store').header('x-content-type-options', 'nosniff');
      const party = door.pusherOf(request.headers.authorization, request.ip);
      if (!party.ok) return turnAway(request, reply, party.problem);
      if (desk === undefined) return turnAway(request, reply, problem('PUSH_NOT_ALLOWED'));
      parties.set(request, party.value);
    });

    scope.post<{ Params: { recordType: string } }>(PUSH_ROUTE, async (request, reply) => {
      const {
        party,
        desk: { intake },
      } = deskOf(request);
      const asked = readPush(request, party, request.params.recordType);
      if (!asked.ok) return turnAway(request, reply, asked.problem);
      const place = door.enter(party);
      if (!place.ok) return turnAway(request, reply, place.problem);
      const folder = await intake.makeFolder();
      const remove = () => rm(folder, { recursive: true, force: true });
      try {
        const file = join(folder, 'body');
        const bodyDigest = await spool((request.body ?? request.raw) as Readable, file);
        const receivedAt = hub.clock.now();
        const answer = bodyDigest.ok
          ? await intake.push({ ...asked.value, file, bodyDigest: bodyDigest.value, receivedAt })
          : bodyDigest;
        if (answer.ok) return sendAnswer(reply, answer.value, remove);
        await remove();
        return await turnAway(request, reply, answer.problem);
      } catch (error) {
        await remove();
        throw error;
      } finally {
        place.value.leave();
      }
    });

    scope.get('/push/quarantine', async (request, reply) => {
      const {
        party,
        desk: { intake },
      } = deskOf(request);
      const types = listRecordTypes().filter(({ source }) => source === party.source);
      const query = readQuery(request, {
        recordType: types.map(({ name }) => name),
        format: ['csv', 'xlsx', 'json'],
        after: 'number',
      });
      if (!query.ok) return turnAway(request, reply, query.problem);
      const { recordType = null, format = formatOf(request), after = '0' } = query.value;
      const asked = { sender: party.id, recordType };
      if (format === 'csv' || format === 'xlsx') {
        const sent = await sendTable(reply, intake, { ...asked, format });
        return sent.ok ? sent.value : turnAway(request, reply, sent.problem);
      }
      return waitingPage(hub, { ...asked, after: Number(after) });
    });
  });
}

/** The form in which the client would rather have it, where the address does not say. */
function formatOf(request: FastifyRequest): string {
  return accepts(request, CSV) ? 'csv' : accepts(request, XLSX) ? 'xlsx' : 'json';
}
