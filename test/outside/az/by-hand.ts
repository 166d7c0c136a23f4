import { setGrantTier } from '../../../sandbox/world/grant-tier.ts';
import { backupManagementService } from '../../../sandbox/world/people.ts';
import { readHandFacts, readHandSource } from '../../../src/by-hand/by-hand.ts';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import { typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import { cancelByHand } from '../../../src/jobs/request-kinds/cancel-job.ts';
import { readMachine } from '../../../src/machines/read-machine.ts';
import { wantedWhereLacking } from '../../../src/machines/rules/key-access-gaps.ts';
import { inspectKeyAccess, subscriptionsWithoutRole } from '../../../src/protection/key-access.ts';
import { backupByHand } from '../../../src/protection/rules/backup.ts';
import {
  protectByHand,
  raiseByHand,
  resumeByHand,
  stopByHand,
  undeleteByHand,
} from '../../../src/protection/rules/by-hand.ts';
import { grantByHand } from '../../../src/protection/rules/grant-by-hand.ts';
import { raisedPolicy } from '../../../src/protection/rules/raised-policy.ts';
import type { ChangeLines } from '../../../src/requests/rules/change-lines.ts';
import { choosable } from '../../../src/restore/rules/points.ts';
import type { Az, Who } from './az-shell.ts';

/** Machines whose lines differ: in encryption, disks, and the state of their keys. */
export const machines = ['app-01', 'sql-01', 'web-01', 'lostkey-01', 'softkey-01', 'gone-01', 'wide-01', 'legacy-01'];

/**
 * Uncommon machines: confidential (the last without its key), with private disks, past their expiry, off for ever, soft-deleted in part, with a
 * threat, behind a guard that must be named, with a staging account without key access, in a group whose name az cannot
 * find.
 */
export const uncommonMachines = [
  ...['cvm-01', 'cvm-02', 'private-01', 'kept-01', 'archive-01', 'retired-01', 'cut-01', 'threat-01'],
  ...['mua-01', 'entra-01', 'umlaut-01', 'lostcvm-01'],
];

export type Result = { name: string; lines: number; failure?: string };

/** Everything that `commands <machine>` prints, pasted at once. */
export async function restoreByHand(azure: Az, who: Who, vmName: string): Promise<Result> {
  const found = await findMachine(azure, vmName);
  const [point] = choosable(await azure.services.azure.points.list(found.item.id));
  if (!point) throw new Error(`${vmName} has no recovery point`);
  const source = await readHandSource(azure.services, found, point);
  const facts = await readHandFacts(azure.services, source, {}, []);
  const lines = byHand(facts).map((step) => typedLines(step, 'az').join('\n'));
  const result = await typed(azure, who, vmName, lines);
  if (result.failure) return result;
  const id = `${facts.machine.groupId}/providers/Microsoft.Compute/virtualMachines/${facts.machine.name}`;
  const made = azure.world.resources.get(id) as
    | { properties?: { provisioningState?: string; storageProfile?: { dataDisks?: unknown[] } } }
    | undefined;
  const state = made?.properties?.provisioningState;
  const disks = made?.properties?.storageProfile?.dataDisks?.length ?? 0;
  const wanted = source.plan.effects.disks.included.filter(({ lun }) => lun >= 0).length;
  if (state !== 'Succeeded')
    return { ...result, failure: `every line ran, and the machine is ${state ?? 'not there'}` };
  if (disks !== wanted)
    return { ...result, failure: `every line ran, and of ${wanted} data disks ${disks} are attached` };
  return result;
}

/** Each kind of change, in a possible order. */
export async function changesByHand(azure: Az, who: Who): Promise<Result[]> {
  const { item, vault } = await findMachine(azure, 'dev-01');
  const of = changeOf({ item, vault });
  const policyName = item.policyName ?? '';
  const keepUntil = new Date(azure.world.clock.now().getTime() + 30 * 86_400_000);
  const results: Result[] = [];
  const run = async (name: string, { az }: ChangeLines) => {
    results.push(await typed(azure, who, name, az));
    if (name !== 'backup') azure.move(60);
  };
  await run('backup', backupByHand(of, keepUntil));
  const [job] = await azure.services.azure.jobs.list(vault, { status: 'InProgress' });
  if (job) await run('cancel', cancelByHand(vault.id, job.id));
  else results.push({ name: 'cancel', lines: 0, failure: 'there is no job that could be cancelled' });
  azure.move(24 * 60);
  await run('stop-protection', stopByHand(of, false));
  await run('resume-protection', resumeByHand(of, policyName));
  // A policy takes more rights than a person holds who only restores and backs up.
  if (who === 'bot') {
    const policies = await azure.services.azure.policies.list(vault);
    const before = policies.find(({ name }) => name.toLowerCase() === policyName.toLowerCase());
    const raised = before && raisedPolicy(before, policies, 'longer');
    if (raised) {
      const { name, body } = raised;
      const raises = { base: policyName, name, ...body };
      await run('raise-retention', raiseByHand(of, raises));
    }
  }
  const { policyName: chosen, ...unprotected } = await findUnprotected(azure);
  await run('protect', protectByHand({ ...of, ...unprotected }, chosen));
  const undead = await findMachine(azure, 'undead-01');
  await run('undelete', undeleteByHand(changeOf(undead)));
  await run('resume-protection', resumeByHand(changeOf(undead), policyName));
  return results;
}

/**
 * Machines whose key vaults lack rights for Azure Backup: in access policies, and in roles that nobody has assigned
 * yet.
 */
const closed = ['locked-01', 'drift-01', 'new-01', 'rbac-01', 'new-02'];

/** The lines that `keyaccess` prints if the bot may not grant; afterwards nothing is missing. */
export async function keyAccessByHand(azure: Az, who: Who): Promise<Result[]> {
  setGrantTier(azure.world, false);
  const { inventory } = azure.services;
  const service = backupManagementService;
  const results: Result[] = [];
  for (const name of closed) {
    const vm = (await inventory.vms()).find((one) => one.name === name);
    if (!vm) throw new Error(`there is no ${name}`);
    const look = async () =>
      (await inspectKeyAccess(azure.services, name, (await readMachine(azure.services.azure, vm.id)).encryption, true))
        .access;
    const before = await look();
    if (before.kind !== 'lacking')
      throw new Error(`the key access of ${name} is ${before.kind} before anything is done`);
    const without = await subscriptionsWithoutRole(azure.services, before.gaps);
    const { az } = grantByHand(wantedWhereLacking(before), service.appId, service.objectId, without);
    const result = await typed(azure, who, `check ${name}`, az);
    const after = (await look()).kind;
    if (!result.failure && after !== 'fine') result.failure = `every line ran, and key access is ${after}`;
    results.push(result);
  }
  return results;
}

export function changeOf({ item, vault }: Awaited<ReturnType<typeof findMachine>>) {
  return { vaultId: vault.id, vmId: item.vmId, containerName: item.containerName, itemName: item.itemName };
}

async function findUnprotected({ services }: Az) {
  const { inventory } = services;
  const listed = (await inventory.unprotected()).find(({ name }) => name === 'plain-02');
  const free = listed && (await services.azure.vms.get(listed.id));
  if (!free) throw new Error('plain-02 is protected');
  const near = (await inventory.vaults()).filter(({ location }) => location === free.location);
  const vault = near.find(({ subscriptionId }) => subscriptionId === free.subscriptionId);
  if (!vault) throw new Error('there is no vault for plain-02');
  return { vmId: free.id, vaultId: vault.id, policyName: 'DefaultPolicy' };
}

export async function findMachine(azure: Az, vmName: string) {
  const found = (await azure.services.inventory.targets()).find(({ item }) => item.vmName === vmName);
  if (!found) throw new Error(`${vmName} is not protected`);
  return found;
}

/** Pasted lines as a result. */
export async function typed(azure: Az, who: Who, name: string, lines: string[]): Promise<Result> {
  const { code, stdout, stderr, at } = await azure.bash(who, lines);
  const stop = /^STOP.*$/m.exec(stdout)?.[0];
  if (code === 0 && !stop) return { name, lines: lines.length };
  // A stopped shell says so in its output, and az gives the reason in its warnings.
  const said = [...(stop ? [stop] : []), ...(stderr || stdout).trim().split('\n').filter(Boolean).slice(-3)].join(' ');
  return { name, lines: at, failure: `line ${at + 1} of ${lines.length}: ${lines[at]} → ${said.slice(0, 600)}` };
}
