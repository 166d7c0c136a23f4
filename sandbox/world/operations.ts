import { spread } from './ids.ts';
import type { Job, Operation, ProtectedItem, Vault } from './vault.ts';
import type { World } from './world.ts';

const second = 1000;

/** Adds an operation that is over 2 to 32 s of world time after it was accepted, as recorded. */
export function addOperation(world: World, vault: Vault, outcome: Partial<Operation> = {}): Operation {
  const { id = world.nextId('operation') } = outcome;
  const acceptedAt = world.clock.now();
  const doneAt = new Date(acceptedAt.getTime() + Math.round(spread(`operation ${id}`, 2 * second, 32 * second)));
  const operation: Operation = { id, vault, acceptedAt, doneAt, ...outcome };
  vault.operations.set(id, operation);
  return operation;
}

export type JobPlan = Pick<
  Job,
  'operation' | 'endsAt' | 'result' | 'tasks' | 'errors' | 'bag' | 'internalBag' | 'reportsPercent' | 'cancellableUntil'
>;

/**
 * Adds an operation and the job it creates. Lists show the job 2 to 40 s after it was accepted; by id it is there as
 * soon as anybody can know the id. Of a restore the operation has the id of its job, as in both recorded in 2025 and 2026;
 * of anything else it has one of its own, as nearly all recorded before.
 */
export function addJob(
  world: World,
  item: ProtectedItem,
  activityId: string,
  plan: (startedAt: Date, jobId: string) => JobPlan,
): { operation: Operation; job: Job } {
  const id = world.nextId('job');
  const startedAt = world.clock.now();
  const planned = plan(startedAt, id);
  const same = planned.operation === 'Restore' && { id };
  const operation = addOperation(world, item.vault, { item, jobId: id, acceptedAt: startedAt, ...same });
  const listedAt = new Date(startedAt.getTime() + Math.round(spread(`listed ${id}`, 2 * second, 40 * second)));
  const job: Job = {
    id,
    vault: item.vault,
    item,
    activityId,
    startedAt,
    listedAt,
    openAt: new Date(Math.min(operation.doneAt.getTime(), listedAt.getTime())),
    ...planned,
  };
  item.vault.jobs.push(job);
  return { operation, job };
}
