import { nameOf, resourceGroupIdOf, sameArmId } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { type Failure, type Read, readValue, tryRead } from '../kernel/errors.ts';
import type { VmFacts } from '../kernel/facts.ts';
import { notifyRequester } from '../requests/request-messages.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findRequest } from '../store/requests.ts';
import { type HeldCopy, readHeldCopy } from './held-copies.ts';
import { findMoved, listSwapped } from './read-made.ts';
import { quarantinePlace } from './request-kinds/quarantine.ts';
import { compareWithRecord } from './rules/made.ts';
import { findReachable, quarantineCodes } from './segregation.ts';
import type { RestoreServices } from './services.ts';

const daySeconds = 24 * 60 * 60;
/** Days of a quarantine where profiles no longer name a place for it. */
const usualDays = 14;

/** Timer `quarantine-told`: each day until its release it is told how long a copy has been there, and whether it is still apart. */
export async function notifyQuarantine(services: RestoreServices, id: string): Promise<void> {
  const { store, clock } = services;
  const request = await findRequest(store.db, id);
  const held = request && (await readHeldCopy(services, request));
  if (!held) return;
  const days = Math.floor((clock.now().getTime() - held.since.getTime()) / (daySeconds * 1000));
  const said = await sayOf(services, held, days);
  await store.transaction(async (tx) => {
    if (said.code !== 'quarantine-left') tx.wake('timer', `quarantine-told:${id}`, inSeconds(clock.now(), daySeconds));
    // A timer may run twice, and so may two of them at once.
    if (await claimKey(tx, `quarantine-told ${id} ${days}`)) return;
    await notifyRequester(services, tx, id, said);
    tx.audit({
      event: 'quarantine.told',
      requestId: id,
      vmName: held.plan.target.vmName,
      details: { days, code: said.code },
    });
  });
}

async function sayOf(services: RestoreServices, held: HeldCopy, days: number): Promise<Failure> {
  const { azure } = services;
  const { plan, name: copy, request, machine, nic } = held;
  const params = { copy, days, id: request.id, vm: plan.target.vmName };
  const vm = await tryRead(() => azure.vms.get(machine.id));
  if (vm.kind === 'read' && compareWithRecord(machine, vm.value) !== 'same') {
    const moved = await tryRead(() => findMoved(services, machine));
    if (moved.kind === 'unread')
      return { code: 'quarantine-opened', params: { ...params, found: `machine?: ${copy}` } };
    if (!moved.value) {
      const names = await listLeft(services, held);
      if (names.length === 0) return { code: 'quarantine-left', params };
      return { code: 'quarantine-disks-left', params: { ...params, names: names.join(', ').slice(0, 200) } };
    }
    return { code: 'quarantine-moved', params: { ...params, group: nameOf(resourceGroupIdOf(moved.value.id)) } };
  }
  const isOff = vm.kind === 'read' && vm.value?.power === 'deallocated';
  const open = isOff
    ? undefined
    : await findReachable(services, quarantinePlace(plan.restore), nic.id, quarantineCodes);
  // A disk that somebody attached to examine it hides no way in or out.
  const found = [...otherInterfaces(held, vm), ...(open ? [open.params.found ?? '-'] : [])].join(', ');
  if (!isOff && found !== '') return { code: 'quarantine-opened', params: { ...params, found } };
  const swapped = await tryRead(() => listSwapped(services, readValue(vm), held.disks));
  if (swapped.kind === 'read' && swapped.value.length > 0) {
    return { code: 'quarantine-swapped', params: { ...params, names: swapped.value.join(', ').slice(0, 200) } };
  }
  const limit = limitOf(services, held);
  if (days >= limit) return { code: 'quarantine-overdue', params: { ...params, limit } };
  return { code: isOff ? 'quarantine-is-off' : 'quarantine-day', params };
}

/**
 * Its disks stay where only the machine was deleted: they cost money, and hold what it held. While they are there it is looked
 * again, too, as the machine may only not have been shown. What can't be read counts as there.
 */
async function listLeft({ azure }: RestoreServices, { disks }: HeldCopy): Promise<string[]> {
  const looks = await Promise.all(
    disks.map(async (disk) => ({ disk, look: await tryRead(() => azure.disks.get(disk.id)) })),
  );
  const left = looks.filter(
    ({ disk, look }) => look.kind === 'unread' || compareWithRecord(disk, look.value) === 'same',
  );
  return left.map(({ disk }) => nameOf(disk.id));
}

/** Only the recorded interface is judged: nobody knows what goes through another. */
function otherInterfaces({ name, nic }: HeldCopy, vm: Read<VmFacts | undefined>): string[] {
  if (vm.kind === 'unread') return [`interface?: ${name}`];
  const others = (vm.value?.networkInterfaceIds ?? []).filter((id) => !sameArmId(id, nic.id));
  return others.slice(0, 3).map((id) => `interface: ${nameOf(id)}`.slice(0, 90));
}

function limitOf({ planning }: Pick<RestoreServices, 'planning'>, { plan }: HeldCopy): number {
  return planning.findProfile(plan.target.vaultName)?.quarantine?.days ?? usualDays;
}
