import type { Job, ProtectedItem } from '../../sandbox/world/vault.ts';
import type { Bench } from './bench.ts';
import { until } from './until.ts';

/** What becomes of a request that is not anybody's decision. */
export type Mishap = 'fail' | 'cancel' | 'void';

/** World time that a restore takes longer, of which somebody wants to stop it. */
const slowMs = 2 * 3_600_000;

/** Nothing to restore from is left: the approval is void when the bot looks again. */
export function losePoints(bench: Bench, vm: string): void {
  for (const item of itemsOf(bench, vm)) item.points.splice(0);
}

/** Azure takes the restore, and its job fails. */
export async function failRestore(bench: Bench, vm: string, stopped: AbortSignal): Promise<void> {
  const job = await restoreOf(bench, vm, stopped);
  job.result = 'Failed';
  for (const task of job.tasks.slice(-1)) task.failed = true;
  job.errors = [{ errorTitle: 'UserErrorTargetBusy', errorString: 'The target is busy.', recommendations: ['Wait.'] }];
}

/** Whoever asked stops the restore by its card, as soon as that offers it. */
export async function cancelRestore(bench: Bench, vm: string, card: string, stopped: AbortSignal): Promise<void> {
  const job = await restoreOf(bench, vm, stopped);
  // It takes long, and can be stopped all the while: world time goes faster than people click.
  job.endsAt = new Date(job.endsAt.getTime() + slowMs);
  job.cancellableUntil = job.endsAt;
  for (const task of job.tasks.slice(-1)) task.endsAt = job.endsAt;
  const { chat } = bench.sandbox.teams;
  const offers = () => JSON.stringify(chat.find(card)?.card ?? '').includes('cancel-job');
  while (!job.cancelled) {
    await waits(`the offer to cancel the restore of ${vm}`, stopped, () => job.cancelled !== undefined || offers());
    if (job.cancelled) return;
    // The card may have changed under the finger.
    const taken = await bench.api.click('oncall', card, 'cancel-job').catch(() => undefined);
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
