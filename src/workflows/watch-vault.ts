import { asFailure, CodedError } from '../domain/errors.ts';
import type { JobFacts, VaultFacts } from '../domain/facts.ts';
import { hasEnded, mergeLook } from '../domain/job-look.ts';
import { watchTickSeconds, withJitter } from '../domain/watch-tick.ts';
import type { Services } from '../services/services.ts';
import { busyVaults, factsOf, type JobRow, recordJob, runningJobs } from '../store/jobs.ts';
import { inSeconds } from './at-step.ts';

/** Details of one job are read at most this often (world ms), and only for jobs that the chat asked for. */
const detailEveryMs = 2 * 60_000;
/** From the budget left over: so many details a tick. */
const detailsPerTick = 5;

/**
 * One tick of a vault's watch: one list of what is in progress, whatever the number of jobs. A job gone from the list
 * is read by id. The next tick is committed with what this one saw, so a killed watch goes on where it was.
 */
export async function watchVault(services: Services, vaultId: string): Promise<void> {
  const { store, clock, inventory, log } = services;
  const rows = await runningJobs(store.db, vaultId);
  if (rows.length === 0) return;
  const vault = await inventory.vault(vaultId);
  let looks: Look[];
  try {
    looks = await lookAt(services, vault, rows);
  } catch (error) {
    const failure = asFailure(error);
    log.warn({ vaultId, failure }, 'a vault could not be watched this time');
    const wait = error instanceof CodedError && Number(error.params.seconds);
    await store.transaction(async (tx) =>
      tx.wake('watch', vaultId, inSeconds(clock.now(), wait || watchTickSeconds(1))),
    );
    return;
  }
  const busy = await busyVaults(store.db, vault.subscriptionId);
  await store.transaction(async (tx) => {
    let running = 0;
    for (const { row, seen, detailed } of looks) {
      const { facts, moved } = mergeLook(factsOf(row), seen);
      const ended = hasEnded(facts.status);
      await recordJob(tx, facts, { moved, detailed, ended });
      if (moved && row.request_id) await tx.wake('step', row.request_id);
      if (!ended) running += 1;
    }
    if (running > 0) {
      await tx.wake('watch', vaultId, inSeconds(tx.now(), withJitter(watchTickSeconds(busy), Math.random())));
    }
  });
}

async function lookAt({ azure, clock }: Services, at: VaultFacts, followed: JobRow[]): Promise<Look[]> {
  const listed = new Map((await azure.jobs.list(at, { status: 'InProgress' })).map((job) => [job.id, job]));
  let details = detailsPerTick;
  const seen: Look[] = [];
  for (const row of followed) {
    const job = listed.get(row.job_id);
    const due = !row.detail_at || clock.now().getTime() - row.detail_at.getTime() >= detailEveryMs;
    if (job && !(due && row.request_id && details > 0)) {
      seen.push({ row, seen: job, detailed: false });
      continue;
    }
    if (job) details -= 1;
    // Not in the list: ended, cancelling, or too young to be listed. Only its own answer tells.
    const own: JobFacts | undefined = await azure.jobs.get(at, row.job_id);
    if (own) seen.push({ row, seen: own, detailed: true });
    else seen.push({ row, seen: job ?? factsOf(row), detailed: false });
  }
  return seen;
}

type Look = { row: JobRow; seen: JobFacts; detailed: boolean };
