import { nameOf, resourceGroupIdOf } from '../../kernel/arm-id.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { RequestServices } from '../../requests/services.ts';
import { defineObservingStep, defineRecordingStep, defineStep, type StepAt } from '../../saga/step-handler.ts';
import { listSteps } from '../../store/steps.ts';
import { findMoved, listSwapped, madeInterface, madeVm, readMadeDisks, readMadeMachine } from '../read-made.ts';
import { quarantineOffRequest, quarantinePlace, quarantineRequest } from '../request-kinds/quarantine.ts';
import { compareWithRecord, disksInQuarantine, storedRecord } from '../rules/made.ts';
import { findReachable, quarantineCodes } from '../segregation.ts';
import type { StoredQuarantine, StoredQuarantineOff } from '../stored-restore.ts';

/** Azure tells what takes effect a little after the machine runs (world ms). */
const patienceMs = 10 * 60_000;

/** Writes down what the restore has made, before anything is done with it. */
export const quarantineDisksStep = defineRecordingStep(quarantineRequest, storedRecord, async (services, at) => {
  const { plan, request, results } = at;
  const steps = await listSteps(services.store.db, request.id);
  const made = await readMadeDisks(services, { restore: plan.restore, results }, steps);
  if (made.unproven.length === 0) return { kind: 'no', state: 'done', result: made };
  return { kind: 'stop', failure: foreign(plan, made.unproven) };
});

/** Nobody may export disks that may hold the attack, whatever their role. */
export const closeDisksStep = defineStep(quarantineRequest, {
  job: 'none',

  async needed(services, at) {
    const swapped = await listSwapped(services, undefined, disksInQuarantine(at.results));
    if (swapped.length > 0) return { kind: 'stop', failure: foreign(at.plan, swapped) };
    return (await listOpen(services, at)).length > 0 ? { kind: 'yes' } : { kind: 'no', state: 'done' };
  },

  async send(services, at) {
    for (const diskId of await listOpen(services, at)) {
      const outcome = await services.azure.disks.close({ diskId, clientRequestId: at.attempt.id });
      if (outcome.kind !== 'accepted') return outcome;
    }
    return { kind: 'accepted' };
  },

  async find(services, at) {
    return (await listOpen(services, at)).length > 0 ? { kind: 'absent' } : { kind: 'done' };
  },
});

/** Writes down the machine, before anybody can have put another under its name. */
export const quarantineMachineStep = defineRecordingStep(quarantineRequest, storedRecord, async (services, at) => {
  const { plan, request, results } = at;
  const steps = await listSteps(services.store.db, request.id);
  const { restore } = plan;
  const made = await readMadeMachine(
    services,
    { restore, request, disks: disksInQuarantine(results), byOutputs: true },
    steps,
  );
  // A copy without its interface on record is known to nobody as one in quarantine.
  const wanted = [
    { what: 'vm', id: madeVm(restore) },
    { what: 'interface', id: madeInterface(restore) },
  ];
  const lacks = wanted.filter(({ what }) => !made.made.some((one) => one.what === what)).map(({ id }) => nameOf(id));
  const against = made.unproven.length > 0 ? made.unproven : lacks;
  if (against.length === 0) return { kind: 'no', state: 'done', result: made };
  return { kind: 'stop', failure: foreign(plan, against) };
});

/** Whether the copy that runs now can be reached, or reaches anything, by what takes effect. No answer is a no. */
export const quarantineApartStep = defineObservingStep(quarantineRequest, async (services, { plan, step, results }) => {
  const { azure, clock } = services;
  // Before the look: a process that stood still since has not looked for longer.
  const waited = clock.now().getTime() - (step.started_at ?? clock.now()).getTime();
  const vm = await azure.vms.get(madeVm(plan.restore));
  if (vm?.power !== 'running' && waited < patienceMs) return { kind: 'later', seconds: 15 };
  const nic = vm?.networkInterfaceIds[0] ?? madeInterface(plan.restore);
  const swapped = await listSwapped(services, vm, disksInQuarantine(results));
  if (swapped.length > 0) return { kind: 'stop', failure: foreign(plan, swapped) };
  const failure = await findReachable(services, quarantinePlace(plan.restore), nic, quarantineCodes);
  return failure ? { kind: 'stop', failure } : { kind: 'no', state: 'done' };
});

/** A copy that was not shown to be apart answers to nobody, and reaches nobody, once it has no host. */
export const quarantineOffStep = defineStep(quarantineOffRequest, {
  job: 'none',
  tidies: 'recorded',

  async needed(services, at) {
    return (await findRunning(services, at)) ? { kind: 'yes' } : { kind: 'no', state: 'done' };
  },
  async send(services, at) {
    const vmId = await findRunning(services, at);
    return vmId ? services.azure.power.deallocate({ vmId, clientRequestId: at.attempt.id }) : { kind: 'accepted' };
  },
  async find(services, at) {
    return (await findRunning(services, at)) ? { kind: 'absent' } : { kind: 'done' };
  },
});

/** A refusal of Azure, a lock or a missing right, is no end: the copy may hold the attack, and still runs. */
export const confirmOffStep = defineObservingStep(quarantineOffRequest, async (services, at) => {
  const { clock } = services;
  const waited = clock.now().getTime() - (at.step.started_at ?? clock.now()).getTime();
  const { quarantine, plan } = at.plan;
  const copy = nameOf(plan.effects.machine.id);
  if (!(await findRunning(services, at))) {
    const moved = await findRunningElsewhere(services, at);
    if (!moved) return { kind: 'no', state: 'done' };
    const params = { id: quarantine, copy, group: nameOf(resourceGroupIdOf(moved)) };
    return { kind: 'stop', failure: { code: 'quarantine-moved-on', params } };
  }
  if (waited < patienceMs) return { kind: 'later', seconds: 60 };
  return { kind: 'stop', failure: { code: 'quarantine-still-on', params: { id: quarantine, copy } } };
});

async function findRunning(
  { azure }: RequestServices,
  { plan }: StepAt<StoredQuarantineOff>,
): Promise<string | undefined> {
  const { machine } = plan.plan.effects;
  const vm = await azure.vms.get(machine.id);
  return vm && compareWithRecord(machine, vm) === 'same' && vm.power !== 'deallocated' ? vm.id : undefined;
}

/** A copy that somebody moved is not the machine that was to be deallocated: it is told, and left to people. */
async function findRunningElsewhere(
  services: RequestServices,
  { plan }: StepAt<StoredQuarantineOff>,
): Promise<string | undefined> {
  const { azure } = services;
  const { machine } = plan.plan.effects;
  if (compareWithRecord(machine, await azure.vms.get(machine.id)) === 'same') return undefined;
  const moved = await findMoved(services, machine);
  const vm = moved && (await azure.vms.get(moved.id));
  return vm && compareWithRecord(machine, vm) === 'same' && vm.power !== 'deallocated' ? vm.id : undefined;
}

type Results = Readonly<Record<string, unknown>>;

/** Disks of the copy that somebody could still export. */
async function listOpen({ azure }: RequestServices, { results }: { results: Results }): Promise<string[]> {
  const open: string[] = [];
  for (const made of disksInQuarantine(results)) {
    const disk = await azure.disks.get(made.id);
    if (disk && compareWithRecord(made, disk) === 'same' && !disk.closed) open.push(disk.id);
  }
  return open;
}

function foreign({ target }: StoredQuarantine, names: readonly string[]): Failure {
  return { code: 'quarantine-foreign', params: { vm: target.vmName, names: names.join(', ').slice(0, 200) || '-' } };
}
