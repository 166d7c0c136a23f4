import type { Job, ProtectedItem } from '../../sandbox/world/vault.ts';
import type { Bench } from './bench.ts';
import { until } from './until.ts';

/** Outcome of a request that nobody decides on. */
export type Mishap = 'fail' | 'cancel' | 'void';

/** Extra duration of a restore that somebody wants to cancel, in world ms. */
const slowMs = 2 * 3_600_000;

/** Removes all recovery points, so that the approval is void at the bot's next look. */
export function losePoints(bench: Bench, vm: string): void {
  for (const item of itemsOf(bench, vm)) item.points.splice(0);
}

/** Lets Azure accept the restore and its job fail. */
export async function failRestore(bench: Bench, vm: string, stopped: AbortSignal): Promise<void> {
  const job = await restoreOf(bench, vm, stopped);
  job.result = 'Failed';
  for (const task of job.tasks.slice(-1)) task.failed = true;
  job.errors = [{ errorTitle: 'UserErrorTargetBusy', errorString: 'The target is busy.', recommendations: ['Wait.'] }];
}

/** Stops the restore as the requester, from its card, as soon as the card offers it and while Azure can cancel it. */
export async function cancelRestore(bench: Bench, vm: string, card: string, stopped: AbortSignal): Promise<void> {
  const job = await restoreOf(bench, vm, stopped);
  // The job takes long and stays cancellable, because world time is faster than a person's clicks.
  job.endsAt = new Date(job.endsAt.getTime() + slowMs);
  job.cancellableUntil = job.endsAt;
  for (const task of job.tasks.slice(-1)) task.endsAt = job.endsAt;
  const { chat } = bench.sandbox.teams;
  const offers = () => JSON.stringify(chat.find(card)?.card ?? '').includes('stop-ask');
  while (!job.cancelled) {
    await waits(`the offer to stop the restore of ${vm}`, stopped, () => job.cancelled !== undefined || offers());
    if (job.cancelled) return;
    // The card may have changed just before the click.
    const taken = await bench.api.click('oncall', card, 'stop-now').catch(() => undefined);
    if (taken) await waits(`Azure cancels the restore of ${vm}`, stopped, () => job.cancelled !== undefined);
  }
}

function itemsOf({ sandbox: { world } }: Bench, vm: string): ProtectedItem[] {
  const items = [...world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
  return items.filter(({ vmName }) => vmName === vm);
}

async function restoreOf(bench: Bench, vm: string, stopped: AbortSignal): Promise<Job> {
  const { world } = bench.sandbox;
  const look = () =>
    [...world.vaults.values()]
      .flatMap(({ jobs }) => jobs)
      .find(({ operation, item }) => operation === 'Restore' && item.vmName === vm);
  await waits(`the restore of ${vm}`, stopped, () => look() !== undefined);
  return look() as Job;
}

async function waits(what: string, stopped: AbortSignal, look: () => boolean): Promise<void> {
  await until(what, () => stopped.aborted || look());
  stopped.throwIfAborted();
}
