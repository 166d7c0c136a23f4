import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { storedCommand, storedNeeds } from '../../src/chat/deferred-commands.ts';
import { createHandle } from '../../src/chat/handle.ts';
import { resumeDeferred } from '../../src/chat/resume-deferred.ts';
import { reject } from '../../src/decide/commands/vote.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { askAddendum } from '../../src/requests/addenda.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { findAddendum, findOpenAddendum, updateAddendum } from '../../src/store/approvals.ts';
import { rememberConversation } from '../../src/store/conversations.ts';
import { insertDeferred } from '../../src/store/deferred-commands.ts';
import { lockRequest, updateRequest } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { listSteps } from '../../src/store/steps.ts';
import { freshStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

/** Running, and waiting at the deployment of its machine. */
const id = 'R-222V';

const from = {
  objectId: 'bbbbbbbb-0000-4000-8000-000000000001',
  name: 'Bo',
  tenantId: '11111111-1111-4111-8111-111111111111',
  teamsId: '29:bo',
};

/** Bo's rejection was deferred until a role of theirs is active, before or after an addendum was put to the vote. */
async function open(t: TestContext, kept: 'before' | 'after') {
  let passed = 0;
  const real = new Clock();
  const clock = Object.assign(new Clock(), { now: () => new Date(real.now().getTime() + passed) });
  const store = await freshStore(t, 'embedded', clock);
  await loadFixtures(store);
  await rememberConversation(store, { id: 'personal-bo', kind: 'personal', reference: {}, personOid: from.objectId });
  const services = {
    store,
    clock,
    log: quiet,
    commands: [reject],
    requestKinds: createRequestKinds(requestKinds),
    config: { language: 'en', timeZone: 'UTC' },
    inventory: {},
    directory: { person: async () => undefined, conversation: async () => undefined },
    members: { isGuestSoon: async () => 'no', isGuest: async () => 'no' },
    access: { require: async () => {}, missing: async () => [] },
    approvers: { requireGroups: async () => ['platform'], groupsOf: async () => ['platform'] },
  } as unknown as Services;
  const requirement = {
    rule: 'two',
    approvals: 2,
    denials: 2,
    oneVotePerGroup: false,
    groups: [{ name: 'platform', holders: true, entra: [], people: [] }],
    decideMinutes: 60,
    beginMinutes: 60,
  };
  const incoming = {
    kind: 'text' as const,
    activityId: '1',
    from,
    place: { conversationId: 'personal-bo', kind: 'personal' as const },
    text: `reject ${id} wrong time`,
  };
  const keep = () =>
    store.transaction((tx) =>
      insertDeferred(tx, {
        ownerOid: from.objectId,
        key: 'text reject',
        incoming: storedCommand.write(incoming),
        needs: storedNeeds.write([{ action: 'a/b/action', scope: '/subscriptions/s' }]),
        expiresAt: new Date(tx.now().getTime() + 3_600_000),
        hurries: true,
      }),
    );
  const ask = () =>
    store.transaction(async (tx) => {
      const before = await findOpenAddendum(tx.db, id);
      if (before) await updateAddendum(tx, before, { state: 'withdrawn', decided_at: tx.now() });
      await updateRequest(tx, id, { requirement: toJson(requirement) });
      const request = (await lockRequest(tx, id)) ?? assert.fail();
      const step = (await listSteps(tx.db, id)).find(({ kind }) => kind === 'deploy-vm') ?? assert.fail();
      const deviations = [{ path: 'virtualMachines/properties/evictionPolicy', value: '"Deallocate"' }];
      await askAddendum(services, tx, { request, step }, { kind: 'deviations', deviations });
    });
  let row: string;
  if (kept === 'before') {
    row = await keep();
    passed += 60_000;
    await ask();
  } else {
    await ask();
    passed += 60_000;
    row = await keep();
  }
  const { handle } = createHandle(services, { verbs: {}, viewVerbs: {}, dialogVerbs: [] }, async () => ({
    kind: 'nothing',
  }));
  await resumeDeferred(services, { handle, planWords: async () => assert.fail() }, row);
  const last = (await store.db.selectFrom('addenda').select('number').where('request_id', '=', id).execute()).length;
  return ((await findAddendum(store.db, id, last))?.votes ?? []).map(({ decision, reason }) => `${decision} ${reason}`);
}

describe('a no that was kept until a role is active', () => {
  it('is no vote on what was asked beyond the plan since: nobody has seen that who typed it', async (t) => {
    assert.deepEqual(await open(t, 'before'), []);
  });

  it('counts on what was open when it was typed', async (t) => {
    assert.deepEqual(await open(t, 'after'), ['reject wrong time']);
  });
});
