import { needsToReadVault } from '../access/access.ts';
import { resolveTarget } from '../chat/targets.ts';
import type { PersonServices, Turn } from '../chat/turn.ts';
import { grammar } from '../i18n/grammar.ts';
import { parseSpan } from '../i18n/parse-date.ts';
import { sameContainer } from '../kernel/arm-id.ts';
import { CodedError, readValue, tryRead } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import {
  findVault,
  gatherUnread,
  type ListGaps,
  requireSome,
  type Target,
  unreadVaults,
} from '../machines/inventory.ts';
import { recordSecondJobs } from '../saga/second-jobs.ts';

type JobQuery = {
  /** One vault; absent: every vault that the person may read. */
  vault?: VaultFacts;
  /** One protected item. */
  containerName?: string;
  vmId?: string;
  status?: 'InProgress' | 'Failed';
  /** Earliest start of listed jobs; absent: any. */
  since?: Date;
};

/**
 * Lists jobs newest first, as far as vaults can be read. Azure filters by status and time; a machine's jobs are
 * selected from its vault's list.
 * @throws azure.* if nothing can be read
 */
export async function listJobs(
  services: PersonServices,
  query: JobQuery,
): Promise<{ jobs: { vault: VaultFacts; job: JobFacts }[]; unread: ListGaps }> {
  const { containerName, status, since } = query;
  const { vaults, unread: failures } = query.vault
    ? { vaults: [query.vault], unread: [] }
    : await services.inventory.readVaults();
  const filter = { ...(status && { status }), ...(since && { since }) };
  const looked = await Promise.all(
    vaults.map(async (vault) => ({ vault, read: await tryRead(() => services.azure.jobs.list(vault, filter)) })),
  );
  await recordSecondJobs(
    services,
    looked.flatMap(({ read }) => readValue(read) ?? []),
  );
  const unread = gatherUnread(failures, unreadVaults(looked));
  requireSome(unread, vaults.length);
  const jobs = looked
    .flatMap(({ vault, read }) => (readValue(read) ?? []).map((job) => ({ vault, job })))
    .filter(({ job }) => !containerName || sameContainer(job.containerName, containerName))
    .sort((a, b) => b.job.startedAt.getTime() - a.job.startedAt.getTime());
  return { jobs, unread };
}

/**
 * Jobs of these vaults that run or failed, newest first, as they were last read: Azure allows too few calls to ask every
 * vault for whoever wants to know what goes on.
 */
export async function knownJobs(services: PersonServices, vaults: readonly VaultFacts[]) {
  const reads = await services.inventory.jobs(vaults, services.clock.now());
  const looked = vaults.flatMap((vault, at) => (reads[at] ? [{ vault, read: reads[at] }] : []));
  const times = looked.flatMap(({ read }) => readValue(read)?.at.getTime() ?? []);
  const jobs = looked
    .flatMap(({ vault, read }) => (readValue(read)?.all ?? []).map((job) => ({ vault, job })))
    .sort((a, b) => b.job.startedAt.getTime() - a.job.startedAt.getTime());
  await recordSecondJobs(
    services,
    jobs.map(({ job }) => job),
  );
  return {
    jobs,
    unread: unreadVaults(looked),
    beingRead: vaults.filter((_, at) => reads[at] === undefined).map(({ name }) => name),
    ...(times.length > 0 && { at: new Date(Math.min(...times)) }),
  };
}

const hour = 3_600_000;
/** A large vault has a thousand jobs a night, and Azure allows about 150 pages an hour. */
const usualMs = 24 * hour;
/** Azure itself filters failed jobs, so a week of them costs little. */
const failedMs = 7 * 24 * hour;

function findState(word: string): JobQuery['status'] {
  if (grammar.running.includes(word)) return 'InProgress';
  return grammar.failed.includes(word) ? 'Failed' : undefined;
}

/**
 * Parses `rsv-prod failed`, `sql-01 running`, `24h`, in any order.
 * @throws jobs-filter-unreadable, vm-not-found, vm-ambiguous, not-allowed
 */
export async function readJobsFilter(turn: Turn, words: string[]): Promise<JobQuery> {
  const { services, incoming, personal } = turn;
  const now = services.clock.now();
  let status: JobQuery['status'];
  let since: Date | undefined;
  const names: string[] = [];
  for (const word of joinSpans(words)) {
    const state = findState(word.toLowerCase());
    const span = state ? undefined : parseSpan(word, { now, ...personal, direction: 'past' });
    if (state) status = state;
    else if (span) since = span;
    else names.push(word);
  }
  if (names.length > 1) throw new CodedError('jobs-filter-unreadable', { given: names.join(' ') });
  const [name] = names;
  const place = name === undefined ? undefined : await requireVaultOrTarget(turn, name);
  if (place) await services.access.require(incoming.from.objectId, needsToReadVault(place.vault.id), false);
  const usual = status === 'InProgress' ? undefined : new Date(now.getTime() - (status ? failedMs : usualMs));
  const from = since ?? usual;
  return {
    ...(place && { vault: place.vault }),
    ...(place?.item && { containerName: place.item.containerName, vmId: place.item.vmId }),
    ...(status && { status }),
    ...(from && { since: from }),
  };
}

/** Joins spans such as "7 days", which arrive as two words. A machine may be called 7: "7 failed" is no span. */
function joinSpans(words: string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const isUnit = /^\p{L}+$/u.test(word) && !findState(word.toLowerCase());
    if (isUnit && /^\d{1,5}$/.test(joined.at(-1) ?? '')) joined.push(`${joined.pop()} ${word}`);
    else joined.push(word);
  }
  return joined;
}

async function requireVaultOrTarget(turn: Turn, name: string): Promise<{ vault: VaultFacts; item?: Target['item'] }> {
  const vault = findVault(await turn.services.inventory.someVaults(), name);
  return vault ? { vault } : resolveTarget(turn, name);
}
