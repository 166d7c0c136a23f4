import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { scoreTrials, toTrial } from '../../src/machines/rules/score.ts';
import { decisionView } from '../../src/requests/decision-view.ts';
import { proofOf } from '../../src/requests/proof-of.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { defaultRequirement } from '../../src/requests/rules/approval-policy.ts';
import type { StoredPlan } from '../../src/requests/stored-request.ts';
import type { Store } from '../../src/store/open.ts';
import { findRequest } from '../../src/store/requests.ts';
import { ask, toJson } from '../../src/store/rows.ts';
import { insertSteps, updateStep } from '../../src/store/steps.ts';
import { lastProven, listTrials } from '../../src/store/trials.ts';
import { forEachEngine, sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { seedRequest } from '../store/seed-request.ts';

const vmId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/sql-01';
const { trials } = createRequestKinds(requestKinds);
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes));
const samples = JSON.parse(readFileSync('cards/decision.sample.json', 'utf8'));
const plan = {
  kind: 'restore',
  gated: { action: 'a', scope: 's' },
  point: {},
  view: samples.open.plan,
} as unknown as StoredPlan;

const whole = { plan: { effects: { disks: { selection: 'all' } } } };

/**
 * Inserts requests about sql-01 that succeeded, unless `more` says otherwise.
 * @param body of the plan
 * @param agent whether the machine's agent responded at the end; null: no machine was inspected
 */
function requestsIn(store: Store) {
  return (
    id: string,
    kind: 'restore' | 'quarantine' | 'backup' | 'drill',
    more: object = {},
    { body = whole, agent = kind === 'restore' ? true : null }: { body?: object; agent?: boolean | null } = {},
  ) =>
    store.transaction(async (tx) => {
      const row = { id, kind, state: 'succeeded' as const, vm_id: vmId, decide_by: at(60), ended_at: at(0), ...more };
      await seedRequest(tx, row, body);
      if (agent === null) return;
      await insertSteps(tx, [{ id: `look of ${id}`, request_id: id, position: 0, kind: 'verify' }]);
      await updateStep(tx, `look of ${id}`, { state: 'done', result: toJson({ encrypted: false, agent }) });
    });
}

test('a machine is tried by restores, into quarantine as well, and by drills', () =>
  assert.deepEqual(Object.fromEntries(trials), { restore: 'restore', quarantine: 'restore', drill: 'drill' }));

forEachEngine('what an approver is told was proven', (kind) => {
  test('is the newest restore of the machine, whatever else it had since and however its id is written', async () => {
    const store = await sharedStore(kind);
    const request = requestsIn(store);
    await request('R-2222', 'restore', { vm_id: vmId.toUpperCase(), ended_at: at(5) });
    await request('R-3333', 'restore', { vm_id: vmId.replace('sql-01', 'sql-02'), ended_at: at(50) });
    for (let n = 0; n < 25; n += 1) await request(`R-B${n}`, 'backup', { ended_at: at(10 + n) });
    const requirement = toJson(defaultRequirement({ decideMinutes: 240, beginMinutes: 60 }));
    await request('R-7K2M', 'restore', { state: 'pending', ended_at: null, requirement });
    const pending = await findRequest(store.db, 'R-7K2M');
    assert.ok(pending);
    const known = { request: pending, plan, votes: [] };
    const view = await decisionView(store.db, createRequestKinds(requestKinds), known, {
      now: at(55),
      viewer: undefined,
    });
    assert.deepEqual(view?.proof, { proven: { id: 'R-2222', at: at(5), by: 'restore' } });
  });

  test('stands beside the strictest targets of the definitions that are in force, and what would have been lost', async () => {
    const store = await sharedStore(kind);
    await loadFixtures(store);
    const kinds = createRequestKinds(requestKinds);
    await sql`update requests set ended_at = ${at(0)}::timestamptz + interval '1 year' where id = 'R-NXM4'`.execute(
      store.db,
    );
    await sql`update requests set state = 'expired' where kind = 'drill-definition' and id <> 'R-C8AJ'`.execute(
      store.db,
    );
    const drilled = await findRequest(store.db, 'R-NXM4');
    assert.ok(drilled);
    const read = (id: string) => ask(store.db, proofOf(store.db, kinds, id.toUpperCase(), undefined));
    const before = await read(drilled.vm_id);
    assert.deepEqual(
      [before.proven?.id, before.proven?.lostMs, before.targets],
      ['R-NXM4', undefined, { rtoMinutes: 240, rpoMinutes: 2880 }],
    );
    // Other requests of the same machine; one that has ended is not asked about any more.
    const like = async (id: string, state: string, targets: object) => {
      await sql`insert into requests select (jsonb_populate_record(r, ${JSON.stringify({ id, state })}::jsonb)).*
        from requests r where id = 'R-C8NK'`.execute(store.db);
      await sql`insert into plans select request_id, hash, body, created_at from (
        select ${id}::text as request_id, hash, created_at, jsonb_set(body,
          '{plan,effects,targets}', ${JSON.stringify(targets)}::jsonb) as body from plans where request_id = 'R-C8NK') p`.execute(
        store.db,
      );
    };
    await like('R-TGT3', 'running', { rpoMinutes: 300 });
    await like('R-TGT4', 'expired', { rtoMinutes: 1 });
    await sql`update plans set body = jsonb_set(body, '{newestAt}', to_jsonb(${new Date(
      drilled.created_at.getTime() - 90_000,
    ).toISOString()}::text)) where request_id = 'R-NXM4'`.execute(store.db);
    const held = await read(drilled.vm_id);
    assert.deepEqual([held.proven?.lostMs, held.targets], [90_000, { rtoMinutes: 240, rpoMinutes: 300 }]);
    assert.equal((await read(`${drilled.vm_id}-other`)).targets, undefined);
  });

  test('a drill counts once its guest said that all was well, and one that failed stays open until one counts', async () => {
    const store = await sharedStore(kind);
    const request = requestsIn(store);
    const probe = (id: string, verdict: string) =>
      store.transaction(async (tx) => {
        await insertSteps(tx, [{ id: `step of ${id}`, request_id: id, position: 0, kind: 'drill-probe' }]);
        await updateStep(tx, `step of ${id}`, { state: 'done', result: toJson({ verdict, output: '' }) });
      });
    assert.equal((await ask(store.db, lastProven(store.db, trials, vmId))).proven, undefined);
    await request('R-2222', 'restore', { ended_at: at(1) });
    await request('R-3333', 'drill', { ended_at: at(2) });
    await probe('R-3333', 'unknown');
    assert.deepEqual((await ask(store.db, lastProven(store.db, trials, vmId))).proven, {
      id: 'R-2222',
      at: at(1),
      by: 'restore',
    });
    await request('R-4444', 'drill', { ended_at: at(3) });
    await probe('R-4444', 'passed');
    assert.deepEqual((await ask(store.db, lastProven(store.db, trials, vmId))).proven, {
      id: 'R-4444',
      at: at(3),
      by: 'drill',
    });
    await request('R-5555', 'drill', { state: 'failed', ended_at: at(4) });
    await request('R-6666', 'drill', { state: 'withdrawn', ended_at: at(5) });
    assert.deepEqual((await ask(store.db, lastProven(store.db, trials, vmId.toUpperCase()))).failed, {
      id: 'R-5555',
      at: at(4),
    });
    await request('R-7777', 'drill', { ended_at: at(6) });
    await probe('R-7777', 'unknown');
    assert.deepEqual((await ask(store.db, lastProven(store.db, trials, vmId))).failed, { id: 'R-5555', at: at(4) });
    await request('R-8888', 'drill', { ended_at: at(7) });
    await probe('R-8888', 'passed');
    assert.equal((await ask(store.db, lastProven(store.db, trials, vmId))).failed, undefined);
  });

  test('a restore counts once all disks came back and their machine ran, as in quarantine', async () => {
    const store = await sharedStore(kind);
    const request = requestsIn(store);
    const some = { plan: { effects: { disks: { selection: [1] } } } };
    await request('R-2222', 'drill', { state: 'failed', ended_at: at(1) });
    await request('R-3333', 'restore', { ended_at: at(2) }, { agent: null });
    await request('R-4444', 'restore', { ended_at: at(3) }, { agent: false });
    await request('R-5555', 'restore', { ended_at: at(4) }, { body: some });
    await request('R-6666', 'quarantine', { ended_at: at(5) }, { agent: true, body: some });
    const read = async () => {
      const { proven, failed } = await ask(store.db, lastProven(store.db, trials, vmId));
      const score = scoreTrials((await listTrials(store.db, trials, { vmId })).map(toTrial));
      return [proven?.id, failed?.id, score.state, score.last?.id];
    };
    assert.deepEqual(await read(), [undefined, 'R-2222', 'failed', 'R-2222']);
    await request('R-7777', 'quarantine', { ended_at: at(6) }, { agent: true });
    assert.deepEqual(await read(), ['R-7777', undefined, 'proven', 'R-7777']);
  });

  test('what had the name before proves nothing of a machine, where it is known of both', async () => {
    const store = await sharedStore(kind);
    const request = requestsIn(store);
    await request('R-2222', 'restore', { ended_at: at(1) });
    const planned = (body: object) =>
      store.transaction(async ({ db }) => {
        await sql`delete from plans where request_id = 'R-2222'`.execute(db);
        await sql`insert into plans (request_id, hash, body, created_at)
          values ('R-2222', '', ${JSON.stringify({ ...whole, ...body })}::jsonb, ${at(0)})`.execute(db);
      });
    const provenFor = async (immutableId?: string) =>
      (await ask(store.db, lastProven(store.db, trials, vmId, immutableId))).proven?.id;
    assert.equal(await provenFor('aaaa'), 'R-2222', 'not known of the restore');
    for (const body of [{ immutableId: 'AAAA' }, { restore: { immutableId: 'AAAA' } }]) {
      await planned(body);
      assert.deepEqual(
        [await provenFor('aaaa'), await provenFor('bbbb'), await provenFor()],
        ['R-2222', undefined, 'R-2222'],
      );
      assert.deepEqual(
        (await listTrials(store.db, trials, { vmId })).map((row) => row.immutable_id),
        ['AAAA'],
      );
    }
  });
});
