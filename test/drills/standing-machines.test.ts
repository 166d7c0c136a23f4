import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { beginDueDrills } from '../../src/drills/run-definition.ts';
import { asDefinition } from '../../src/drills/stored-definition.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import type { VmFacts } from '../../src/kernel/facts.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { findPlan, findRequest, listRuns } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

/** A definition in force of app-01, without immutable ids. */
const id = 'R-C8AJ';
const day = 24 * 60 * 60_000;
type Machine = Pick<VmFacts, 'immutableId' | 'createdAt'>;

/** The timer of that definition, weeks later, with this state of its machine in Azure's list. */
async function timerOf() {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const kinds = createRequestKinds(requestKinds);
  const definition = (await findRequest(store.db, id)) ?? assert.fail();
  const plan = asDefinition((await findPlan(store.db, kinds, id))?.body) ?? assert.fail();
  const [vmId = ''] = plan.plan.effects.machines;
  const asked = definition.created_at.getTime();
  let now = asked + 14 * day;
  let list: () => Machine[] = () => [];
  let there: () => Machine[] = () => [];
  let lists = 0;
  const facts = (machines: Machine[]) => machines.map((vm) => ({ id: vmId, ...vm }));
  const services = {
    store,
    requestKinds: kinds,
    clock: { now: () => new Date(now) },
    config: { language: 'en', timeZone: 'UTC' },
    log: { warn: (_: object, text: string) => assert.fail(text) },
    azure: {
      vms: {
        list: async () => {
          lists += 1;
          return facts(list());
        },
        get: async () => facts(there()).at(0),
      },
      points: { list: async () => [] },
    },
    inventory: {
      knownVault: async () => ({ name: 'as far as it goes' }),
      readNow: async (target: object) => target,
      targetsOf: async (vault: object) => [{ vault, item: { id: 'item', vmId, vmName: 'app-01', softDeleted: false } }],
    },
    planning: {
      profileOf: (vault: string) => {
        throw new CodedError('vault-not-found', { vault });
      },
    },
  } as unknown as Services;
  return {
    asked,
    lists: () => lists,
    /** @param gets Azure's answer for the machine alone, a moment later */
    async passes(ms: number, says: () => Machine[], gets = says) {
      now += ms;
      list = says;
      there = gets;
      // Deletes old keys, as the daily retention does.
      await store.db.deleteFrom('handled').execute();
      await beginDueDrills(services, id);
    },
    async said() {
      const rows = await store.db
        .selectFrom('messages')
        .select('body')
        .where('subject', '=', id)
        .orderBy('number')
        .execute();
      return rows.map(({ body }) => (body as { text?: string }).text ?? '');
    },
    runs: async () => (await listRuns(store.db, id, new Date(asked + 7 * day))).length,
  };
}

describe('a definition that kept no immutable id', () => {
  it('drills nothing under the name that was made since, and says so once, however often it is due', async () => {
    const timer = await timerOf();
    const remade = () => [{ immutableId: 'bbbb', createdAt: new Date(timer.asked + day) }];
    for (const ms of [0, day, 2 * day]) await timer.passes(ms, remade);
    const said = await timer.said();
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /aren't drilled until somebody approves them: app-01[\s\S]*drill renew R-C8AJ/);
    assert.equal(await timer.runs(), 0);
  });

  it('goes on with the machine that was there when it was asked for', async () => {
    const timer = await timerOf();
    await timer.passes(0, () => [{ createdAt: new Date(0) }]);
    assert.match((await timer.said()).join('\n'), /as far as it goes/);
  });

  it('drills nothing of a machine that is gone, whatever the list still says, and says so once, however often it is due', async () => {
    for (const listed of [[{ createdAt: new Date(0) }], []]) {
      const timer = await timerOf();
      for (const ms of [0, day, 2 * day])
        await timer.passes(
          ms,
          () => listed,
          () => [],
        );
      const said = await timer.said();
      assert.equal(said.length, 2, 'with those who are mentioned');
      assert.match(said[1] ?? '', /says to tell you\. See R-C8AJ/);
      assert.match(said[0] ?? '', /app-01 no longer exists[\s\S]*R-C8AJ[\s\S]*Type "drill app-01"/);
      assert.equal(await timer.runs(), 0);
    }
  });

  it('drills nothing that was made again after the list was read, or that the list leaves out, and the next look says so', async () => {
    for (const listed of [[{ createdAt: new Date(0) }], []]) {
      const timer = await timerOf();
      const remade = () => [{ createdAt: new Date(timer.asked + day) }];
      await timer.passes(0, () => listed, remade);
      assert.deepEqual(await timer.said(), []);
      await timer.passes(0, remade);
      assert.match((await timer.said()).join('\n'), /aren't drilled until somebody approves them: app-01/);
    }
  });

  it('asks Azure for no list while nothing is due', async () => {
    const timer = await timerOf();
    await timer.passes(-14 * day + 60 * 60_000, () => [{ createdAt: new Date(0) }]);
    assert.deepEqual(await timer.said(), []);
    assert.equal(timer.lists(), 0);
  });

  it('drills nothing where Azure tells neither id nor time, or gives no list, and says why, each day', async () => {
    const timer = await timerOf();
    await timer.passes(0, () => [{}]);
    assert.match(
      (await timer.said()).join('\n'),
      /The drill of app-01 under R-C8AJ didn't start[\s\S]*Azure doesn't say whether app-01 is still/,
    );
    await timer.passes(day, () => {
      throw new CodedError('azure.forbidden', { scope: 'sub-prod', right: 'read machines' });
    });
    await timer.passes(day, () => {
      throw new CodedError('azure.forbidden', { scope: 'sub-prod', right: 'read machines' });
    });
    const said = await timer.said();
    assert.equal(said.filter((text) => text.includes("The drill of app-01 under R-C8AJ didn't start")).length, 3);
    assert.equal(said.filter((text) => text.includes('Azure refused Strongroom access to sub-prod')).length, 2);
    assert.equal(await timer.runs(), 0);
  });
});
