import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { unlimited } from '../../src/chat/channels.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { NewerStoredError } from '../../src/kernel/stored.ts';
import { showVm } from '../../src/look/commands/vm.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { beginRelease } from '../../src/restore/commands/release.ts';
import { readHeldCopy } from '../../src/restore/held-copies.ts';
import type { RestoreTurn } from '../../src/restore/services.ts';
import { findRequest } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

/** A turn with one readable copy in quarantine; the plan of every other quarantine needs a newer version. */
async function withUnreadCopy() {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  await store.transaction(async ({ db }) => {
    await sql`update requests set state = 'failed' where kind = 'release'`.execute(db);
    await sql`update plans set body = body || '{"version": 99}' 
      where request_id in (select id from requests where kind = 'quarantine' and id <> 'R-J5YP')`.execute(db);
  });
  const services = {
    store,
    log: quiet,
    requestKinds: createRequestKinds(requestKinds),
    clock: { now: () => new Date('2026-11-28T00:00:00Z') },
    access: { require: async () => undefined, missing: async () => [] },
    azure: { vms: { get: async () => undefined } },
    // As far as a release gets here.
    planning: {
      profileOf: () => {
        throw new CodedError('no-profile', {});
      },
    },
    inventory: {
      target: async () => {
        throw new CodedError('vm-not-protected', { id: held?.machine.id ?? '' });
      },
    },
  } as unknown as Services;
  const request = await findRequest(store.db, 'R-J5YP');
  const held = request && (await readHeldCopy(services, request));
  assert.ok(held);
  const reader = { language: 'en', timeZone: 'UTC' };
  const incoming = { from: { objectId: 'oid' }, place: { conversationId: 'personal-oid', kind: 'personal' } };
  const turn = { services, incoming, channel: unlimited, shared: reader, personal: reader };
  return { turn: turn as unknown as RestoreTurn<'text'>, held };
}

describe('a copy in quarantine that cannot be read', () => {
  it('stands in the way of no other that is released by its name', async () => {
    const { turn, held } = await withUnreadCopy();
    await assert.rejects(beginRelease(turn, held.name, undefined, undefined), { code: 'no-profile' });
    // The unreadable copy may be the one meant.
    await assert.rejects(beginRelease(turn, 'another', undefined, undefined), NewerStoredError);
  });

  it('hides no machine, and not that it is a copy in quarantine', async () => {
    const { turn, held } = await withUnreadCopy();
    const answer = await showVm(turn, held.name);
    assert.match(JSON.stringify(answer), new RegExp(`${held.name} \\(R-J5YP`));
  });
});
