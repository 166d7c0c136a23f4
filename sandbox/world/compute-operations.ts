import { spread } from './ids.ts';
import type { ComputeOperation } from './machine.ts';
import { boot, sizeOf, switchOff } from './machine-model.ts';
import type { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const second = 1000;

/** @param work runs at the end; its result is the operation's error */
export function addComputeOperation(
  world: World,
  subscriptionId: string,
  location: string,
  seconds: number,
  work: (at: Date) => Refusal | undefined,
): ComputeOperation {
  const startedAt = world.clock.now();
  const doneAt = new Date(startedAt.getTime() + Math.round(seconds * second));
  const operation: ComputeOperation = { id: world.nextId('compute'), subscriptionId, location, startedAt, doneAt };
  world.computeOperations.set(operation.id, operation);
  world.agenda.add(doneAt, (at) => {
    const error = work(at);
    if (error) operation.error = error;
  });
  return operation;
}

/**
 * Records the result of the last operation on a VM: a failure stands in its instance view until an operation succeeds.
 */
export function settled(world: World, vmId: string, at: Date, refusal?: Refusal): Refusal | undefined {
  const vm = world.resources.get(vmId);
  const machine = world.machines.get(vmId.toLowerCase());
  if (vm) vm.properties.provisioningState = refusal ? 'Failed' : 'Succeeded';
  if (machine && refusal) machine.failure = { ...refusal, at };
  else if (machine) delete machine.failure;
  return refusal;
}

/** Starts a VM; a running one stays as it is. Durations are guesses. */
export function startMachine(world: World, vmId: string, subscriptionId: string, location: string): ComputeOperation {
  const machine = world.machines.get(vmId.toLowerCase());
  const off = machine && machine.power !== 'running';
  if (off) machine.power = 'starting';
  return addComputeOperation(world, subscriptionId, location, spread(`start ${vmId}`, 20, 40), (at) => {
    const vm = world.resources.get(vmId);
    if (!off || !vm) return undefined;
    if (machine.neverStarts) {
      machine.power = 'deallocated';
      const message =
        'Virtual machines with unmanaged disks can no longer be started. Migrate the disks to managed disks.';
      return settled(world, vmId, at, { code: 'OperationNotAllowed', message });
    }
    if (!world.capacity.allocate(sizeOf(vm))) {
      machine.power = 'deallocated';
      const message = 'Allocation failed. We do not have sufficient capacity for the requested VM size in this region.';
      return settled(world, vmId, at, { code: 'AllocationFailed', message });
    }
    settled(world, vmId, at);
    boot(world, vmId, machine, at);
    return undefined;
  });
}

/** Restarts a running VM; one that is off is refused. Durations are guesses. */
export function restartMachine(world: World, vmId: string, subscriptionId: string, location: string): ComputeOperation {
  return addComputeOperation(world, subscriptionId, location, spread(`restart ${vmId}`, 20, 40), (at) => {
    const machine = world.machines.get(vmId.toLowerCase());
    if (machine?.power === 'running') boot(world, vmId, machine, at);
    return undefined;
  });
}

/** Powers a VM off; it stays on its host and is still billed. */
export function powerOffMachine(
  world: World,
  vmId: string,
  subscriptionId: string,
  location: string,
): ComputeOperation {
  return addComputeOperation(world, subscriptionId, location, spread(`power off ${vmId}`, 10, 30), () => {
    const machine = world.machines.get(vmId.toLowerCase());
    if (machine && machine.power !== 'deallocated') machine.power = 'stopped';
    return undefined;
  });
}

export function deallocateMachine(
  world: World,
  vmId: string,
  subscriptionId: string,
  location: string,
): ComputeOperation {
  const machine = world.machines.get(vmId.toLowerCase());
  const on = machine && machine.power !== 'deallocated';
  if (on) machine.power = 'deallocating';
  return addComputeOperation(world, subscriptionId, location, spread(`deallocate ${vmId}`, 25, 60), (at) => {
    if (on) switchOff(world, vmId, machine);
    settled(world, vmId, at);
    return undefined;
  });
}
