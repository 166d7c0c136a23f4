import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { drillCodes } from '../../src/drills/drill-places.ts';
import { drillRequest } from '../../src/drills/request-kinds/drill.ts';
import type { StoredDrill } from '../../src/drills/stored-drill.ts';
import { NewerStoredError } from '../../src/kernel/stored.ts';
import { asRelease } from '../../src/protection/stored.ts';
import { createRequestKinds, type StepContext } from '../../src/requests/request-kind.ts';
import { findQuarantine, readHeldCopy } from '../../src/restore/held-copies.ts';
import { findObstacle } from '../../src/restore/key-rights.ts';
import { requireNoneUnderWay } from '../../src/restore/plan-release.ts';
import { quarantineRequest } from '../../src/restore/request-kinds/quarantine.ts';
import type { StoredQuarantine, StoredRestore } from '../../src/restore/stored-restore.ts';
import { findPlan, findRequest, listRequests } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const at = (kind: string) => ({ request: {}, step: { kind }, results: {} }) as StepContext;
const services = {
  azure: { networks: { subnet: async () => undefined } },
  inventory: { vault: async () => ({}), knownVault: async () => ({}) },
  requestKinds: createRequestKinds(requestKinds),
};

/** Effects of a plan that needs no place. */
const effectsOf = (mode: string) => ({ mode, target: { resourceGroup: null }, network: null });

describe('a restore into quarantine whose network is gone', () => {
  const plan = {
    restore: {
      target: {},
      plan: { target: { subnetId: '/subnets/held' }, effects: effectsOf('rebuild'), steps: [] },
    },
  } as unknown as StoredQuarantine;
  const obstacle = (kind: string) => quarantineRequest.obstacle?.(services as unknown as Services, plan, at(kind));

  for (const kind of ['export-key', 'restore-disks', 'deploy-vm', 'ade-extension']) {
    it(`stops before ${kind}, which may make or unlock something there`, async () => {
      assert.equal((await obstacle(kind))?.code, 'quarantine-subnet-gone');
    });
  }

  it('goes on with what makes and unlocks nothing', async () => {
    assert.equal(await obstacle('remove-key-copy'), undefined);
  });
});

describe('a drill whose network is gone', () => {
  it('stops before whatever may be its restore', async () => {
    const store = await sharedStore('embedded');
    const restore = { target: {}, plan: { effects: { mode: 'rebuild' }, steps: [] } };
    const plan = { restore, place: { subnetId: '/subnets/drills' } } as unknown as StoredDrill;
    for (const kind of ['export-key', 'restore-disks']) {
      const own = { ...at(kind), request: { id: 'R-2222', standing_id: null } } as StepContext;
      const obstacle = await drillRequest.obstacle?.({ ...services, store } as unknown as Services, plan, own);
      assert.equal(obstacle?.code, drillCodes.gone);
    }
  });
});

describe('a restore of a machine that is a copy in quarantine', () => {
  async function heldCopy() {
    const store = await sharedStore('embedded');
    await loadFixtures(store);
    // The recorded copy was released; here it still waits.
    await store.transaction(({ db }) =>
      db.updateTable('requests').set({ state: 'failed' }).where('kind', '=', 'release').execute(),
    );
    const request = await findRequest(store.db, 'R-J5YP');
    const held = request && (await readHeldCopy({ ...services, store } as unknown as Services, request));
    assert.ok(held);
    return { store, vmId: held.machine.id, held };
  }

  it('stops before whatever may replace its disks, and before no step of a restore that makes others', async () => {
    const { store, vmId } = await heldCopy();
    const obstacle = async (mode: string, kind: string) => {
      const plan = { target: { vmId }, plan: { effects: effectsOf(mode), steps: [] } } as unknown as StoredRestore;
      return (await findObstacle({ ...services, store } as unknown as Services, plan, at(kind)))?.code;
    };
    assert.equal(await obstacle('replace', 'replace-disks'), 'quarantine-in-the-way');
    assert.equal(await obstacle('replace', 'export-key'), 'quarantine-in-the-way');
    assert.equal(await obstacle('replace', 'verify'), undefined);
    assert.equal(await obstacle('rebuild', 'export-key'), undefined);
    assert.equal(await obstacle('rebuild', 'restore-disks'), undefined);
  });

  it('stops also where a newer version wrote what it took to decide the quarantine', async () => {
    const { store, vmId } = await heldCopy();
    await store.transaction(({ db }) =>
      db.updateTable('requests').set({ requirement: '{"version": 99}' }).where('id', '=', 'R-J5YP').execute(),
    );
    const found = await findQuarantine({ ...services, store } as unknown as Services, vmId);
    assert.equal(found?.code, 'quarantine-in-the-way');
  });

  it('is left to the newer version that wrote the plan of the quarantine', async () => {
    const { store, vmId } = await heldCopy();
    await store.transaction(({ db }) =>
      sql`update plans set body = body || '{"version": 99}' where request_id = 'R-J5YP'`.execute(db),
    );
    await assert.rejects(findQuarantine({ ...services, store } as unknown as Services, vmId), NewerStoredError);
  });

  it('has its release under way, whatever a newer version wrote beside that', async () => {
    const { store, held } = await heldCopy();
    const requireNone = () => requireNoneUnderWay({ ...services, store }, held);
    await requireNone();
    const releases = await listRequests(store.db, { kinds: ['release'], vmId: held.request.vm_id });
    const mine = await Promise.all(
      releases.map(async ({ id }) => ({
        id,
        of: asRelease((await findPlan(store.db, services.requestKinds, id))?.body)?.plan.effects.quarantine,
      })),
    );
    const { id = '' } = mine.find(({ of }) => of === held.request.id) ?? {};
    await store.transaction(({ db }) =>
      db.updateTable('requests').set({ state: 'running', glass: '{"version": 99}' }).where('id', '=', id).execute(),
    );
    await assert.rejects(requireNone(), { code: 'release-under-way', params: { copy: held.name, id } });
  });
});

describe('what a quick look finds red', () => {
  it('stops the steps of a restore, and no look of a quarantine in between: that needs nothing the restore still does', async () => {
    const effects = { ...effectsOf('rebuild'), target: { resourceGroup: '/resourceGroups/rg-gone' } };
    const steps = [{ kind: 'deploy-vm', keyNeeds: [] }];
    const plan = { target: {}, plan: { effects, steps } } as unknown as StoredRestore;
    const gone = { ...services, azure: { resources: { exists: async () => 'no' } } } as unknown as Services;
    assert.match((await findObstacle(gone, plan, at('deploy-vm')))?.code ?? '', /target-missing/);
    assert.equal(await findObstacle(gone, plan, at('quarantine-record-machine')), undefined);
  });
});
