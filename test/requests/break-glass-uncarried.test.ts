import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import type { Person } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import type { Need } from '../../src/kernel/permissions.ts';
import { askForBreakGlass, confirmBreakGlass, requireBreakGlass } from '../../src/requests/break-glass.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { Decision } from '../../src/requests/rules/approval.ts';
import { putVote, removeVote } from '../../src/store/approvals.ts';
import { findRequest, updateRequest } from '../../src/store/requests.ts';
import { freshStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

/** A grant of key access by itself, and one for which a protection and a backup wait. */
const grants = ['R-222Z', 'R-222G', 'R-222H'];
const [grant = ''] = grants;
/** A restore, whose vote carries no rights. */
const restore = 'R-222W';

const breaker: Person = { objectId: 'breaker', name: 'Bea', tenantId: 't', teamsId: 'bea' };
const owner = 'owner-of-the-key-vault';
const place = { conversationId: '19:ops@thread.tacv2', kind: 'channel' } as const;
const reader = { language: 'en', timeZone: 'UTC' } as const;

async function open(t: TestContext) {
  const clock = new Clock();
  const store = await freshStore(t, 'embedded', clock);
  await loadFixtures(store);
  await store.transaction(async (tx) => {
    const decide_by = new Date(clock.now().getTime() + 60 * 60_000);
    for (const id of [...grants, restore]) {
      await updateRequest(tx, id, { state: 'pending', decide_by, ended_at: null });
      await tx.db.deleteFrom('votes').where('request_id', '=', id).execute();
    }
  });
  const holders = new Set([owner]);
  const services = {
    store,
    clock,
    requestKinds: createRequestKinds(requestKinds),
    config: { language: 'en', timeZone: 'UTC', beginMinutes: 60, retryMinutes: 1440 },
    access: { missing: async (oid: string, needs: Need[]) => (holders.has(oid) ? [] : needs) },
    approvers: {
      policy: { breakGlass: { group: { name: 'leads', holders: false, entra: [], people: ['breaker'] } } },
      isIn: async () => true,
    },
  } as unknown as Services;
  return {
    holders,
    looks: (id: string) => requireBreakGlass(services, id, breaker),
    votes: (voter_oid: string, decision: Decision = 'approve') =>
      store.transaction((tx) =>
        putVote(tx, {
          request_id: grant,
          voter_oid,
          voter_name: voter_oid,
          decision,
          reason: '',
          groups: ['platform'],
        }),
      ),
    takesBack: (oid: string) => store.transaction((tx) => removeVote(tx, grant, oid)),
    taps: (found: Awaited<ReturnType<typeof requireBreakGlass>>, nonce?: string) =>
      store.transaction((tx) => confirmBreakGlass(services, tx, found, breaker, nonce)),
    nonce: async (id: string) => (await findRequest(store.db, id))?.glass?.nonce,
    asks: (found: Awaited<ReturnType<typeof requireBreakGlass>>) =>
      store.transaction((tx) => {
        const asked = { by: breaker, place, reader, ticket: 'INC0000001', reason: 'nobody answers' };
        return askForBreakGlass(tx, found.id, asked, found);
      }),
    decides: (id: string) => store.transaction((tx) => updateRequest(tx, id, { state: 'rejected' })),
    async stands(id: string) {
      const request = await findRequest(store.db, id);
      return [request?.state, request?.glass?.brokenAt ? 'broken' : 'whole'];
    },
  };
}

describe('the glass of what is done with the power of its approver', () => {
  it('is not broken while nobody with that power has approved it, and the right is named', async (t) => {
    const { looks, stands } = await open(t);
    for (const id of grants) {
      const refused = await looks(id).catch((error: unknown) => error);
      const { code, params } = refused as { code?: string; params?: Record<string, string> };
      assert.equal(code, 'glass-uncarried', id);
      assert.match(params?.action ?? '', /^Microsoft\.(Authorization|KeyVault)\//);
      assert.match(params?.scope ?? '', /^kv-/);
      assert.deepEqual(await stands(id), ['pending', 'whole']);
    }
  });

  it('goes by approvals of those who still have it, not by rejections', async (t) => {
    const { looks, votes, holders } = await open(t);
    await votes('somebody else');
    await votes(owner, 'reject');
    await assert.rejects(looks(grant), { code: 'glass-uncarried' });
    await votes(owner);
    await looks(grant);
    holders.delete(owner);
    await assert.rejects(looks(grant), { code: 'glass-uncarried' });
  });

  it('is broken for the votes that are missing besides', async (t) => {
    const { looks, votes, asks, taps, stands } = await open(t);
    await votes(owner);
    await asks(await looks(grant));
    await taps(await looks(grant));
    assert.deepEqual(await stands(grant), ['approved', 'broken']);
  });

  it('is not broken where that vote is taken back between the look and the tap', async (t) => {
    const { looks, votes, asks, taps, takesBack, stands } = await open(t);
    await votes(owner);
    const found = await looks(grant);
    await asks(found);
    await takesBack(owner);
    await assert.rejects(taps(found), { code: 'glass-uncarried' });
    assert.deepEqual(await stands(grant), ['pending', 'whole']);
  });
});

it('the glass of a restore is broken without any vote', async (t) => {
  const { looks, asks, taps, stands } = await open(t);
  await asks(await looks(restore));
  await taps(await looks(restore));
  assert.deepEqual(await stands(restore), ['approved', 'broken']);
});

it('the glass of what was rejected between the taps stays whole', async (t) => {
  const { looks, asks, taps, decides, stands } = await open(t);
  const found = await looks(restore);
  await asks(found);
  await decides(restore);
  await assert.rejects(taps(found), { code: 'already-decided' });
  assert.deepEqual(await stands(restore), ['rejected', 'whole']);
});

it('the second tap counts only on the card of the last first tap', async (t) => {
  const { looks, asks, taps, nonce, stands } = await open(t);
  const found = await looks(restore);
  await asks(found);
  const old = await nonce(restore);
  await asks(found);
  await assert.rejects(taps(found, old), { code: 'stale-card' });
  assert.deepEqual(await stands(restore), ['pending', 'whole']);
  await taps(found, await nonce(restore));
  assert.deepEqual(await stands(restore), ['approved', 'broken']);
});
