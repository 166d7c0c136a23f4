import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { blobAt } from '../../sandbox/world/machine-refusals.ts';
import { restoreTargets, vaultIds } from '../../sandbox/world/places.ts';
import type { World } from '../../sandbox/world/world.ts';
import { byHand } from '../../src/domain/by-hand/by-hand.ts';
import type { HandStep } from '../../src/domain/by-hand/hand-step.ts';
import { Clock } from '../../src/domain/clock.ts';
import { choosable } from '../../src/domain/recovery-points.ts';
import { handFactsOf, handSourceOf } from '../../src/services/by-hand.ts';
import { createInventory } from '../../src/services/inventory.ts';
import { createPlanning } from '../../src/services/planning.ts';
import { type LocalSetting, localAzure } from '../azure/local-setting.ts';
import { tuesday } from '../commands/talk.ts';
import { over, type Saga, startSaga } from './saga.ts';

const run = promisify(execFile);
const [target] = restoreTargets;
const group = target?.targetResourceGroupId ?? '';

/** Lines of one step in one shell, as they are typed; `az` is children/az-rest.ts, against the local Azure, and `jq` children/jq.ts. */
async function type(s: LocalSetting, lines: string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-by-hand-'));
  const child = (name: string) => `'${process.execPath}' '${join(import.meta.dirname, 'children', name)}' "$@"`;
  const programs = [`az() { ${child('az-rest.ts')}; }`, `jq() { ${child('jq.ts')}; }`];
  try {
    await run('bash', ['-euo', 'pipefail', '-c', [...programs, ...lines].join('\n')], {
      cwd: folder,
      env: { ...process.env, AZURE_PORT: String(s.local.port) },
    });
    assert.deepEqual(await readdir(folder), [], 'no copy of a key stays behind');
  } finally {
    await rm(folder, { recursive: true });
  }
  s.pass(30);
}

/** The restore of a machine's newest point by the lines alone, each step's lines written anew after the one before. */
async function replay(s: LocalSetting, vmName: string, name: string): Promise<HandStep['kind'][]> {
  const inventory = createInventory(s.azure, [vaultIds.prod.split('/')[2] ?? ''], new Clock(s.world.clock.setting));
  const clock = new Clock(s.world.clock.setting);
  const services = { azure: s.azure, inventory, planning: createPlanning(s.azure, inventory, restoreTargets, clock) };
  const found = await inventory.target(vmName);
  const [point] = choosable(await s.azure.points.list(found.item.id), s.world.clock.now());
  assert.ok(point);
  const source = await handSourceOf(services, found, point);
  const results: Record<string, unknown> = {};
  const done: HandStep['kind'][] = ['sign-in'];
  for (;;) {
    const facts = { ...(await handFactsOf(services, source, results, done)), requestId: 'R-7K2M' };
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
    }
  }
}

type Collection = {
  enabled: boolean;
  encryptionSettings: { diskEncryptionKey: { secretUrl: string } }[];
};

/** What there is in the end, without what differs from run to run: ids of jobs, dates in names. */
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

  it('legacy-01: the same files, and of them the machine that the bot leaves to people', async () => {
    const local = await localAzure({ origin: tuesday });
    try {
      const request = await saga.asked('legacy-01 latest disks');
      await saga.approve(request);
      assert.match((await saga.until(request.card, over)).all, /✓ Done/);
      const { all: left } = await saga.talk.ask('oncall', 'ops', `byhand ${request.id} powershell`, /by hand/);
      const named = [...left.matchAll(/-VhdUri '([^']+)'/g)].map(([, uri = '']) => uri);
      assert.ok(named.length > 0 && named.every((uri) => blobAt(saga.world, uri)), 'the files that were restored');

      assert.ok((await replay(local, 'legacy-01', 'legacy-copy')).includes('deploy-vm'));
      const machine = local.world.resources.get(`${group}/providers/Microsoft.Compute/virtualMachines/legacy-copy`);
      assert.equal(machine?.properties.provisioningState, 'Succeeded');
      const { osDisk, dataDisks } = machine.properties.storageProfile as Unmanaged;
      const attached = [osDisk, ...dataDisks].map(({ vhd }) => vhd.uri);
      assert.equal(attached.length, named.length);
      assert.ok(attached.every((uri) => blobAt(local.world, uri)));
      const [, , host = '', , name = ''] = osDisk.encryptionSettings.diskEncryptionKey.secretUrl.split('/');
      assert.ok(local.world.keyVault(host.split('.')[0] ?? '').secrets.get(name));
    } finally {
      await local.close();
    }
  });
});

type Unmanaged = {
  osDisk: { vhd: { uri: string }; encryptionSettings: { diskEncryptionKey: { secretUrl: string } } };
  dataDisks: { vhd: { uri: string } }[];
};
