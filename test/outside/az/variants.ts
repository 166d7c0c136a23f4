import { prod, quarantinePlace } from '../../../sandbox/world/places.ts';
import { readHandFacts } from '../../../src/by-hand/by-hand.ts';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import type { HandFacts } from '../../../src/by-hand/rules/hand-step.ts';
import { startLines } from '../../../src/by-hand/rules/restore-lines.ts';
import { typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import { resumeByHand, stopByHand } from '../../../src/protection/rules/by-hand.ts';
import { findLeftovers } from '../../../src/restore/rules/leftovers.ts';
import { choosable } from '../../../src/restore/rules/points.ts';
import { releaseByHand } from '../../../src/restore/rules/release.ts';
import { type RestoreInput, toRestoreChoice } from '../../../src/restore/rules/restore-kinds.ts';
import type { Az, Who } from './az-shell.ts';
import { changeOf, findMachine, type Result, typed } from './by-hand.ts';

export type Facts = HandFacts & { source: { disks: number[] } };

/** Lines of a restore that was chosen otherwise than `commands <machine>` chooses, as for a request. */
export async function factsOf(
  azure: Az,
  vmName: string,
  wanted: RestoreInput,
  results: Readonly<Record<string, unknown>> = {},
): Promise<Facts> {
  const { services } = azure;
  const found = await findMachine(azure, vmName);
  const { vault, item } = found;
  const points = choosable(await services.azure.points.list(item.id));
  const [point] = points;
  if (!point) throw new Error(`${vmName} has no recovery point`);
  const planned = await services.planning.plan(found, point.name, toRestoreChoice(wanted));
  if (planned.outcome.kind === 'refused')
    throw new Error(`${vmName} ${wanted.make}: ${planned.outcome.violations.map(({ code }) => code).join(', ')}`);
  const { plan } = planned.outcome;
  const target = {
    vaultId: vault.id,
    vaultName: vault.name,
    itemId: item.id,
    containerName: item.containerName,
    itemName: item.itemName,
    vmId: item.vmId,
    vmName,
    pointId: planned.point.id,
    pointName: planned.point.name,
  };
  const facts = await readHandFacts(services, { plan, point: planned.point, target }, results, Object.keys(results));
  const disks = plan.effects.disks.included.map(({ lun }) => lun).filter((lun) => lun >= 0);
  return { ...facts, requestId: 'R-7K2M', source: { disks } };
}

export const linesOf = (facts: HandFacts) => byHand(facts).map((step) => typedLines(step, 'az').join('\n'));

const vmId = ({ machine }: HandFacts) =>
  `${machine.groupId}/providers/Microsoft.Compute/virtualMachines/${machine.name}`;

/** Types the lines, and looks whether the machine is there as it was meant. */
export async function made(azure: Az, who: Who, name: string, facts: Facts): Promise<Result> {
  const result = await typed(azure, who, name, linesOf(facts));
  if (result.failure) return result;
  const { properties } = azure.world.resources.get(vmId(facts)) ?? {};
  const { dataDisks = [] } = (properties?.storageProfile ?? {}) as { dataDisks?: unknown[] };
  const right = properties?.provisioningState === 'Succeeded' && dataDisks.length === facts.source.disks.length;
  return right ? result : { ...result, failure: `every line ran, and the machine has ${dataDisks.length} data disks` };
}

/** Each kind of lines that a request prints, beside those of the machines: each changes what the next one finds. */
export async function variantsByHand(azure: Az, who: Who): Promise<Result[]> {
  const results: Result[] = [];
  const step = async (name: string, run: () => Promise<Result>) => {
    const failed = (error: Error): Result => ({ name, lines: 0, failure: error.message });
    results.push(await run().catch(failed));
    azure.move(60);
  };
  await step('other subscription', async () => {
    const facts = await factsOf(azure, 'dev-01', { make: 'isolated', name: 'dev-there' });
    const groupId = `/subscriptions/${prod.id}/resourceGroups/rg-restore`;
    const subnetId = `${groupId}/providers/Microsoft.Network/virtualNetworks/vnet-restore/subnets/isolated`;
    const plan = { ...facts.plan, body: { ...facts.plan.body, targetResourceGroupId: groupId } };
    return made(azure, who, 'other subscription', { ...facts, plan, machine: { ...facts.machine, groupId, subnetId } });
  });
  await step('a machine that Azure makes', async () => {
    const facts = await factsOf(azure, 'dev-01', { make: 'new-vm', name: 'dev-new' });
    return typed(azure, who, 'a machine that Azure makes', linesOf(facts));
  });
  await step('disks alone', async () => {
    return typed(azure, who, 'disks alone', linesOf(await factsOf(azure, 'app-01', { make: 'disks' })));
  });
  await step('disks that are replaced', async () => {
    return typed(azure, who, 'disks that are replaced', linesOf(await factsOf(azure, 'dev-01', { make: 'replace' })));
  });
  const facts = await factsOf(azure, 'app-01', { make: 'quarantine', name: 'app-held' });
  await step('quarantine', () => made(azure, who, 'quarantine', facts));
  await step('release', async () => {
    const nicId = `${facts.machine.groupId}/providers/Microsoft.Network/networkInterfaces/${facts.machine.name}-nic`;
    const [subnetId = ''] = quarantinePlace.releaseSubnetIds;
    const lines = releaseByHand({ groupId: facts.machine.groupId, subnetId, nicId, machineId: vmId(facts) });
    const result = await typed(azure, who, 'release', lines.az);
    const shown = JSON.stringify(azure.world.resources.get(nicId)?.properties.ipConfigurations ?? '');
    const isThere = shown.toLowerCase().includes(subnetId.toLowerCase());
    return result.failure || isThere ? result : { ...result, failure: 'every line ran, and the interface stayed' };
  });
  const later = await factsOf(azure, 'web-01', { make: 'isolated', name: 'web-later' });
  let jobId = '';
  const from = azure.world.clock.now();
  await step('under way', async () => {
    const begun = await typed(azure, who, 'under way', startLines(later).az);
    const { vault } = await findMachine(azure, 'web-01');
    const jobs = await azure.services.azure.jobs.list(vault, {});
    const job = jobs.find(({ operation, startedAt }) => operation === 'Restore' && startedAt >= from);
    if (begun.failure || !job) return { ...begun, failure: begun.failure ?? 'no job was begun' };
    jobId = job.id;
    const underWay = { kind: 'restore-disks' as const, attemptId: jobId, jobId };
    return made(azure, who, 'under way', { ...later, underWay, jobId });
  });
  await step('leftovers', async () => {
    const span = { from, to: azure.world.clock.now() };
    const nic = `${later.machine.groupId}/providers/Microsoft.Network/networkInterfaces/${later.machine.name}-nic`;
    const source = {
      request: { id: 'R-7K2M', requester: '', vm: 'web-01', endedAt: span.to },
      restores: [{ jobId, span }],
      made: { ids: [vmId(later), nic], span },
      blobs: [],
      restoredKeys: [],
    };
    const listed = await azure.services.azure.resources.inGroup(later.machine.groupId);
    const lines = findLeftovers([source], listed).flatMap(({ line }) => (typeof line === 'string' ? line : []));
    if (lines.length < 2) return { name: 'leftovers', lines: 0, failure: 'nothing is offered' };
    const result = await typed(azure, who, 'leftovers', lines);
    azure.move(10);
    const stays = azure.world.resources.get(vmId(later)) ? 'every line ran, and the machine is still there' : undefined;
    return result.failure || !stays ? result : { ...result, failure: stays };
  });
  return results;
}

/** Only some disks, as Azure takes the choice of a machine whose backups leave one out; and another encryption set. */
export async function uncommonByHand(azure: Az, who: Who): Promise<Result[]> {
  const all = await factsOf(azure, 'slow-01', { make: 'isolated', name: 'slow-some' });
  const luns = all.source.disks.slice(0, 1);
  const some = await factsOf(azure, 'slow-01', { make: 'isolated', name: 'slow-some', luns });
  const alone = await factsOf(azure, 'slow-01', { make: 'isolated', name: 'slow-os', luns: [] });
  const set = alone.machine.groupId.replace(
    /[^/]+$/,
    'rg-uncommon/providers/Microsoft.Compute/diskEncryptionSets/des-cvm-data',
  );
  const other = await factsOf(azure, 'cvm-01', { make: 'isolated', name: 'cvm-set', set });
  return [
    await made(azure, who, 'selective disks', some),
    await made(azure, who, 'the OS disk alone', alone),
    await made(azure, who, 'another encryption set', other),
    ...(await suspended(azure, who, 'slow-01')),
  ];
}

/** Suspends backups, which Azure takes in an immutable vault alone, and resumes them. */
async function suspended(azure: Az, who: Who, vmName: string): Promise<Result[]> {
  const found = await findMachine(azure, vmName);
  const of = changeOf(found);
  const name = 'stop-protection as the policy keeps';
  const stopped = await typed(azure, who, name, stopByHand(of, true).az);
  azure.move(60);
  const state = (await findMachine(azure, vmName)).item.protectionState;
  if (!stopped.failure && state !== 'BackupsSuspended') stopped.failure = `every line ran, and it is ${state}`;
  return [stopped, await typed(azure, who, 'resume-protection', resumeByHand(of, found.item.policyName ?? '').az)];
}
