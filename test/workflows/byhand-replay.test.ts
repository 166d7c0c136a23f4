import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { bot } from '../../sandbox/world/people.ts';
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

const [target] = restoreTargets;
const group = target?.targetResourceGroupId ?? '';

/** What the shell makes of a line: the words that `az` gets. */
function wordsOf(line: string): string[] {
  const script = `az() { printf '%s\\0' "$@"; }\n${line}`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

/** `az rest` itself, against the local Azure. */
async function azRest(s: LocalSetting, line: string): Promise<void> {
  const [command, ...words] = wordsOf(line);
  assert.equal(command, 'rest');
  const option = (name: string) => words.flatMap((word, at) => (word === name ? [words[at + 1] ?? ''] : []));
  const [given = ''] = option('--url');
  const url = new URL(given.startsWith('/') ? `https://management.azure.com${given}` : given);
  const audience = option('--resource')[0] ?? `https://${url.host}`;
  const headers = Object.fromEntries(option('--headers').map((one) => one.split('=') as [string, string]));
  const body = option('--body')[0];
  const response = await fetch(`http://127.0.0.1:${s.local.port}${url.pathname}${url.search}`, {
    method: (option('--method')[0] ?? '').toUpperCase(),
    headers: {
      authorization: `Bearer ${await s.local.issueToken(audience, bot.appId, bot.objectId)}`,
      'x-emulated-host': url.host,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  assert.ok(response.ok, `${line.slice(0, 200)}: ${response.status} ${await response.text()}`);
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
    for (const line of step.rest) await azRest(s, line);
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
  const collection = os?.properties.encryptionSettingsCollection as { enabled: boolean } | undefined;
  const kv = world.keyVault('kv-prod');
  return {
    tagged: Object.hasOwn(machine?.tags ?? {}, 'strongroom-request'),
    state: machine?.properties.provisioningState,
    size: (properties?.hardwareProfile as unknown as { vmSize: string })?.vmSize,
    os: [storage?.osDisk.osType, storage?.osDisk.createOption],
    data: storage?.dataDisks.map(({ lun, createOption }) => [lun, createOption]),
    encrypted: collection?.enabled === true,
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

  for (const vm of ['sql-01', 'web-01', 'softkey-01', 'wide-01', 'gone-01']) {
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
        assert.deepEqual(picture(local.world, `${vm}-copy`, keyNames), made);
        assert.equal(made.state, 'Succeeded');
      } finally {
        await local.close();
      }
    });
  }
});
