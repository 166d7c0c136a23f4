import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { blobAt } from '../../sandbox/world/machine-refusals.ts';
import { bot, tenantId } from '../../sandbox/world/people.ts';
import { quarantinePlace, restoreTargets, vaultIds } from '../../sandbox/world/places.ts';
import type { World } from '../../sandbox/world/world.ts';
import { createAccess } from '../../src/access/access.ts';
import { handFactsOfRequest, readHandFacts, readHandSource } from '../../src/by-hand/by-hand.ts';
import { byHand } from '../../src/by-hand/rules/by-hand.ts';
import type { HandStep } from '../../src/by-hand/rules/hand-step.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { createInventory } from '../../src/machines/inventory.ts';
import { askingLists } from '../../src/machines/kept-lists.ts';
import { createPlanning } from '../../src/restore/planning.ts';
import { choosable } from '../../src/restore/rules/points.ts';
import { toRestoreChoice } from '../../src/restore/rules/restore-kinds.ts';
import { stagingAccountId } from '../../src/restore/rules/staging.ts';
import { storedRestore } from '../../src/restore/stored-restore.ts';
import { openStore } from '../../src/store/open.ts';
import { findPlan, findRequest } from '../../src/store/requests.ts';
import { type LocalSetting, localAzure } from '../azure/local-setting.ts';
import { azureOn } from '../azure/wire-fixture.ts';
import { tuesday } from '../open-sandbox.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { quiet } from '../store/quiet.ts';
import { typedPrograms } from './typed-programs.ts';

const run = promisify(execFile);
const [target] = restoreTargets;
const group = target?.targetResourceGroupId ?? '';

type Typed = { local: { port: number }; pass(minutes: number): void };

/** Types one step's lines in one shell against the local Azure. */
async function type(s: Typed, lines: string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-by-hand-'));
  const programs = await typedPrograms(s.local.port);
  try {
    await run('bash', ['-euo', 'pipefail', '-c', [programs.defined, ...lines].join('\n')], { cwd: folder });
    assert.deepEqual(await readdir(folder), [], 'no copy of a key stays behind');
  } finally {
    await programs.close();
    await rm(folder, { recursive: true });
  }
  s.pass(30);
}

/** Restores a machine's newest point by the lines alone; each step's lines are built again after the one before. */
async function replay(
  s: LocalSetting,
  vmName: string,
  name: string,
  meanwhile: (copyUri: string) => Promise<unknown> = async () => undefined,
): Promise<HandStep['kind'][]> {
  const inventory = createInventory(s.azure, [vaultIds.prod.split('/')[2] ?? ''], askingLists(s.azure));
  const clock = new Clock(s.world.clock.setting);
  const services = {
    azure: s.azure,
    inventory,
    planning: createPlanning(s.azure, inventory, createAccess(s.azure, clock), restoreTargets, clock),
  };
  const found = (await inventory.targets()).find(({ item }) => item.vmName === vmName);
  assert.ok(found);
  const [point] = choosable(await s.azure.points.list(found.item.id));
  assert.ok(point);
  const source = await readHandSource(services, found, point);
  const results: Record<string, unknown> = {};
  const done: HandStep['kind'][] = ['sign-in'];
  for (;;) {
    const facts = { ...(await readHandFacts(services, source, results, done)), requestId: 'R-7K2M' };
    const step = byHand({ ...facts, machine: { ...facts.machine, name } }).find(({ kind }) => !done.includes(kind));
    if (!step) return done;
    if (step.rest.length > 0) await type(s, step.rest);
    done.push(step.kind);
    if (step.kind === 'restore-disks') {
      const [job] = await s.azure.jobs.list(found.vault, { operation: 'Restore' });
      assert.ok(job);
      const details = await s.azure.jobs.get(found.vault, job.id);
      assert.equal(details?.status, 'Completed');
      results['restore-disks'] = { jobId: job.id, properties: details.properties };
      await meanwhile(
        (await s.azure.jobs.encryptionInfo(found.vault, job.id, stagingAccountId(source.plan.body))) ?? '',
      );
    }
  }
}

/** Finishes a request by the lines of `commands`, while its bot is away. */
async function replayRequest(half: Saga, id: string): Promise<HandStep['kind'][]> {
  const { sandbox, dataDir } = half.talk;
  await sandbox.bot.stop();
  const clock = new Clock(half.world.clock.setting);
  const httpClient = loopbackClient(sandbox.azure.port);
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, { httpClient });
  const subscriptions = [vaultIds.prod.split('/')[2] ?? ''];
  const { azure } = azureOn(sandbox.azure.port, { httpClient, clock, credential, subscriptions });
  const inventory = createInventory(azure, subscriptions, askingLists(azure));
  const store = await openStore({ dataDir: join(dataDir, 'data'), clock, log: quiet });
  try {
    const services = {
      store,
      azure,
      inventory,
      planning: createPlanning(azure, inventory, createAccess(azure, clock), restoreTargets, clock),
    };
    const request = await findRequest(store.db, id);
    const stored = (await findPlan(store.db, storedRestore, id))?.body;
    assert.ok(request && stored);
    const typed: HandStep['kind'][] = ['sign-in'];
    for (;;) {
      const facts = await handFactsOfRequest(services, request, stored);
      const step = byHand({ ...facts, done: [...facts.done, ...typed] }).find(({ kind }) => !typed.includes(kind));
      if (!step) return typed.slice(1);
      const pass = (minutes: number) => {
        half.world.clock.advance(minutes * 60_000);
        half.world.settle();
      };
      if (step.rest.length > 0) await type({ local: sandbox.azure, pass }, step.rest);
      typed.push(step.kind);
    }
  } finally {
    await store.close();
  }
}

type Collection = {
  enabled: boolean;
  encryptionSettings: { diskEncryptionKey: { secretUrl: string } }[];
};

/** The final state, without what differs from run to run: ids of jobs, dates in names. */
function picture(world: World, vm: string, keyNames: RegExp) {
  const machine = world.resources.get(`${group}/providers/Microsoft.Compute/virtualMachines/${vm}`);
  const properties = machine?.properties as Record<string, Record<string, Record<string, unknown>>> | undefined;
  const storage = properties?.storageProfile as unknown as {
    osDisk: { osType: string; createOption: string; managedDisk: { id: string } };
    dataDisks: { lun: number; createOption: string }[];
  };
  const nic = world.resources.get(`${group}/providers/Microsoft.Network/networkInterfaces/${vm}-nic`);
  const os = world.resources.get(storage?.osDisk.managedDisk.id ?? '');
  const collection = os?.properties.encryptionSettingsCollection as Collection | undefined;
  const secretUrl = collection?.encryptionSettings[0]?.diskEncryptionKey.secretUrl ?? '';
  const kv = world.keyVault('kv-prod');
  const secret = [...kv.secrets.values()].find(({ name }) => secretUrl.toLowerCase().includes(name.toLowerCase()));
  const opens = secret?.versions.find(({ version }) => secretUrl.endsWith(version));
  return {
    tagged: Object.hasOwn(machine?.tags ?? {}, 'strongroom-request'),
    state: machine?.properties.provisioningState,
    size: (properties?.hardwareProfile as unknown as { vmSize: string })?.vmSize,
    os: [storage?.osDisk.osType, storage?.osDisk.createOption],
    data: storage?.dataDisks.map(({ lun, createOption }) => [lun, createOption]),
    encrypted: collection?.enabled === true,
    opens: opens && { newest: opens === secret?.versions.at(-1), tags: opens.tags },
    diskTags: Object.keys(os?.tags ?? {}).sort(),
    subnet: /subnets\/([\w-]+)/.exec(JSON.stringify(nic?.properties.ipConfigurations ?? ''))?.[1],
    keys: [...kv.keys.keys()].filter((one) => keyNames.test(one)),
  };
}

describe('what byhand writes, line by line, leads to the world that the bot makes', () => {
  let saga: Saga;
  before(async () => {
    saga = await startSaga();
  });
  after(() => saga?.close());

  for (const vm of ['sql-01', 'web-01', 'softkey-01', 'lostkey-01', 'wide-01', 'gone-01']) {
    it(vm, async () => {
      const local = await localAzure({ origin: tuesday });
      try {
        const request = await saga.asked(`${vm} latest as ${vm}-copy isolated`);
        await saga.approve(request);
        assert.match((await saga.until(request.card, over)).all, /✓ Done/);
        const done = await replay(local, vm, `${vm}-copy`);
        assert.ok(done.includes('deploy-vm') && done.includes('verify'), done.join());
        const keyNames = new RegExp(vm.split('-')[0] ?? vm);
        const made = picture(saga.world, `${vm}-copy`, keyNames);
        assert.equal(made.encrypted, made.opens !== undefined, 'an encrypted disk opens with a secret that is there');
        assert.deepEqual(picture(local.world, `${vm}-copy`, keyNames), made);
        assert.equal(made.state, 'Succeeded');
      } finally {
        await local.close();
      }
    });
  }

  it('of a quarantine is what was approved, also where no profile names its place any more', async () => {
    const local = await localAzure({ origin: tuesday });
    try {
      const clock = new Clock(local.world.clock.setting);
      const inventory = createInventory(local.azure, [vaultIds.prod.split('/')[2] ?? ''], askingLists(local.azure));
      const [now, later] = [restoreTargets, []].map((profiles) => ({
        azure: local.azure,
        inventory,
        planning: createPlanning(local.azure, inventory, createAccess(local.azure, clock), profiles, clock),
      }));
      const found = (await inventory.targets()).find(({ item }) => item.vmName === 'web-01');
      assert.ok(now && later && found);
      const [first] = choosable(await local.azure.points.list(found.item.id));
      const choice = toRestoreChoice({ make: 'quarantine', name: 'web-01-held' });
      const { outcome, point } = await now.planning.plan(found, first?.name ?? '', choice);
      assert.ok(outcome.kind === 'plan');
      const { item, vault } = found;
      const target = {
        vaultId: vault.id,
        vaultName: vault.name,
        itemId: item.id,
        containerName: item.containerName,
        itemName: item.itemName,
        vmId: item.vmId,
        vmName: item.vmName,
        pointId: point.id,
        pointName: point.name,
      };
      const source = { plan: outcome.plan, point, target };
      const facts = await readHandFacts(now, source, {}, []);
      assert.equal(facts.machine.subnetId, quarantinePlace.subnetId);
      assert.equal(facts.machine.groupId, quarantinePlace.resourceGroupId);
      assert.deepEqual(byHand(await readHandFacts(later, source, {}, [])), byHand(facts));
    } finally {
      await local.close();
    }
  });

  it('lostkey-01, of a request whose machine could not be made: as if the bot had gone on', async () => {
    const half = await startSaga();
    try {
      half.world.capacity.runOut('Standard_D2s_v5');
      const request = await half.asked('lostkey-01 latest as lostkey-01-copy isolated size Standard_D2s_v5');
      await half.approve(request);
      const { all } = await half.until(request.card, over);
      assert.match(all, /✗ Failed[\s\S]*✗ \*\*Create the machine\*\*/);
      half.world.capacity.end();
      const jobs = () => half.world.vaults.get(vaultIds.prod.toLowerCase())?.jobs.length;
      const before = jobs();
      assert.deepEqual(await replayRequest(half, request.id), ['deploy-vm', 'verify', 'remove-key-copy']);
      assert.equal(jobs(), before, 'nothing was restored again');
      const made = picture(half.world, 'lostkey-01-copy', /lostkey/);
      const { size, ...rest } = picture(saga.world, 'lostkey-01-copy', /lostkey/);
      assert.deepEqual(made, { ...rest, size: 'Standard_D2s_v5' });
      assert.ok(size);
      const bag = half.world
        .vault(vaultIds.prod)
        ?.jobs.find(({ closingBag }) => closingBag?.['Encryption Info Blob Name']);
      const { 'Config Blob Container Name': box = '', 'Encryption Info Blob Name': copy = '' } = bag?.closingBag ?? {};
      assert.ok(copy);
      assert.ok(!half.world.blobs.list('ststagingprod', box).includes(copy), 'the copy of the keys is gone');
    } finally {
      await half.close();
    }
  });

  it('lostkey-01, whose copy of the keys somebody deleted: they come from the point, which holds them too', async () => {
    const local = await localAzure({ origin: tuesday });
    try {
      const { stagingBlobs } = local.azure;
      const remove = (uri: string) => stagingBlobs.delete({ uri, clientRequestId: randomUUID() });
      const typed = await replay(local, 'lostkey-01', 'lostkey-copy', remove);
      assert.ok(typed.includes('recover-keys') && !typed.includes('remove-key-copy'), 'there is none to remove');
      const made = picture(local.world, 'lostkey-copy', /lostkey/);
      assert.equal(made.state, 'Succeeded');
      assert.equal(made.opens?.newest, true, 'it opens with the secret that was set anew');
    } finally {
      await local.close();
    }
  });

  it('legacy-01: the same files, and of them the machine that the bot leaves to people', async () => {
    const local = await localAzure({ origin: tuesday });
    try {
      const request = await saga.asked('legacy-01 latest disks');
      await saga.approve(request);
      assert.match((await saga.until(request.card, over)).all, /✓ Done/);
      const { all: left } = await saga.talk.ask('oncall', 'ops', `commands ${request.id} powershell`, /by hand/);
      const named = [...left.matchAll(/-SourceUri '([^']+)'/g)].map(([, uri = '']) => uri);
      assert.ok(named.length > 0 && named.every((uri) => blobAt(saga.world, uri)), 'the files that were restored');

      assert.ok((await replay(local, 'legacy-01', 'legacy-copy')).includes('deploy-vm'));
      const machine = local.world.resources.get(`${group}/providers/Microsoft.Compute/virtualMachines/legacy-copy`);
      assert.equal(machine?.properties.provisioningState, 'Succeeded');
      const { osDisk, dataDisks } = machine.properties.storageProfile as Managed;
      const disks = [osDisk, ...dataDisks].map(({ managedDisk }) => local.world.resources.get(managedDisk.id));
      assert.equal(disks.length, named.length);
      const sources = disks.map(
        (one) => (one?.properties.creationData as { sourceUri?: string } | undefined)?.sourceUri ?? '',
      );
      assert.ok(
        sources.every((uri) => blobAt(local.world, uri)),
        'managed disks, made of the files',
      );
      const settings = disks[0]?.properties.encryptionSettingsCollection as Settings | undefined;
      assert.equal(settings?.encryptionSettingsVersion, '1.0', 'of dual pass');
      const [, , host = '', , name = ''] = settings.encryptionSettings[0]?.diskEncryptionKey.secretUrl.split('/') ?? [];
      assert.ok(local.world.keyVault(host.split('.')[0] ?? '').secrets.get(name));
      assert.equal(local.world.machines.get(machine.id.toLowerCase())?.failure, undefined);
    } finally {
      await local.close();
    }
  });
});

type Managed = { osDisk: { managedDisk: { id: string } }; dataDisks: { managedDisk: { id: string } }[] };
type Settings = {
  encryptionSettingsVersion: string;
  encryptionSettings: { diskEncryptionKey: { secretUrl: string } }[];
};
