import { sharedReader } from '../access/contacts.ts';
import { shown } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { clockSlackSeconds } from '../kernel/attempt-times.ts';
import { type CardJson, newNonce, type Reader } from '../kernel/chat.ts';
import { inSeconds } from '../kernel/clock.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { jobCard } from '../requests/cards/job.ts';
import { mentionRequester } from '../requests/request-messages.ts';
import { hasEnded, offersCancel } from '../requests/rules/jobs.ts';
import { nextSecondJobSearch, recordSecondJobs } from '../saga/second-jobs.ts';
import type { SagaServices } from '../saga/services.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findRequest, type RequestRow } from '../store/requests.ts';
import { jobsOfAttempts, listAttempts, listSteps, secondJobs } from '../store/steps.ts';
import { leftoversCard } from './cards/leftovers.ts';
import { sourceOfJobs, startedRestore } from './left-source.ts';
import { findLeftovers, type Leftover } from './rules/leftovers.ts';
import { hasJobTag } from './rules/made.ts';

/** Between two looks at a second job that runs. */
const pollSeconds = 5 * 60;

type Second = {
  followed: string | null;
  jobId: string;
  /** undefined: it could not be read, or Azure does not know it. */
  job: JobFacts | undefined;
};

/**
 * Timer `second-job`: looks whether Azure has a job of this request that nobody follows, and tells its thread of it, with
 * the button that cancels it; and once that job has ended, what it made and the lines that delete that.
 */
export async function notifySecondJobs(services: SagaServices, id: string): Promise<void> {
  const { store, azure, inventory, clock, log } = services;
  const request = await findRequest(store.db, id);
  const steps = request ? await listSteps(store.db, id) : [];
  const attempts = (await Promise.all(steps.map((step) => listAttempts(store.db, step.id)))).flat();
  const sends = attempts.map(({ opened_at }) => opened_at).sort((a, b) => a.getTime() - b.getTime());
  const [first] = sends;
  if (!request || !first) return;
  const listed = await tryRead(async () => {
    const vault = await inventory.knownVault(request.vault_id);
    return { vault, jobs: await azure.jobs.list(vault, { since: inSeconds(first, -clockSlackSeconds) }) };
  });
  if (listed.kind === 'unread') log.warn({ requestId: id, failure: listed.failure }, 'second jobs were not looked for');
  else await recordSecondJobs(services, listed.value.jobs);
  const vault = readValue(listed)?.vault;
  let runs = listed.kind === 'unread' && isPassing(listed.failure);
  for (const { followed, others } of await secondJobs(store.db, id)) {
    for (const jobId of others) {
      const job = vault && readValue(await tryRead(() => azure.jobs.get(vault, jobId)));
      const isOver = job !== undefined && hasEnded(job.status);
      if (vault && !isOver) runs = true;
      await notifySecondJob(services, request, vault, { followed, jobId, job });
    }
  }
  const now = clock.now();
  const next = nextSecondJobSearch(sends, now);
  const soon = runs && next ? inSeconds(now, pollSeconds) : undefined;
  const at = soon && next && soon < next ? soon : next;
  if (!at) return;
  await store.transaction((tx) => tx.wake('timer', `second-job:${id}`, at));
}

async function notifySecondJob(
  services: SagaServices,
  request: RequestRow,
  vault: VaultFacts | undefined,
  second: Second,
): Promise<void> {
  const { store, clock } = services;
  const { jobId, job } = second;
  const ended = job && hasEnded(job.status) ? job : undefined;
  const made = vault && (await readMade(services, request, vault, second));
  await store.transaction(async (tx) => {
    const claims = (what: string) => claimKey(tx, `second-job ${what} ${request.id} ${jobId.toLowerCase()}`);
    const isNew = !(await claims('told'));
    const isEnd = ended !== undefined && !(await claims('ended'));
    if (!isNew && !isEnd) return;
    const reader = await sharedReader(services, tx.db, request.conversation_id);
    const offers = job && offersCancel(job) ? ['view-job', 'stop-job'] : [];
    const cancelling = { nonce: newNonce(), now: clock.now(), vault: vault?.name ?? '', requestId: request.id, offers };
    const left = isEnd ? (made?.left ?? []) : [];
    let card: CardJson | undefined;
    if (left.length > 0) {
      card = leftoversCard({ now: clock.now(), subject: jobId, found: left, unread: made?.unread ?? 0 }, reader);
    } else if (job && offers.length > 0) card = jobCard({ ...cancelling, job }, reader);
    await mentionRequester(tx, request, saidOf(request.id, second, made, { isNew, isEnd, left }, reader), card);
  });
}

type Made = { followed: string[]; second: string[]; left: Leftover[]; unread: number };

function saidOf(
  id: string,
  { followed, jobId: job, job: facts }: Second,
  made: Made | undefined,
  { isNew, isEnd, left }: { isNew: boolean; isEnd: boolean; left: readonly Leftover[] },
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const status = facts && t(`jobs.status.${facts.status}`);
  const said: string[] = [];
  if (isNew && followed) said.push(t('cards.leftovers.second.twice', { id, followed, job }));
  else if (isNew) said.push(t('cards.leftovers.second.late', { id, job }));
  if (isEnd && !isNew) said.push(t('cards.leftovers.second.ended', { id, job, status: status ?? '' }));
  else said.push(status ? t('cards.leftovers.second.state', { status }) : t('cards.leftovers.second.unread'));
  if (!facts || offersCancel(facts)) said.push(t('cards.leftovers.second.cancel', { job }));
  const names = (made: readonly string[]) => shown(made.join(', '), 400);
  if (followed && made && made.followed.length > 0) {
    said.push(t('cards.leftovers.second.made', { job: followed, names: names(made.followed) }));
  }
  if (made && made.second.length > 0) said.push(t('cards.leftovers.second.made', { job, names: names(made.second) }));
  else if (made && isEnd && made.unread === 0) said.push(t('cards.leftovers.second.made-nothing', { job }));
  if (left.length > 0) said.push(t('cards.leftovers.second.lines', { job }));
  return said.join(' ');
}

/** Details that Azure shows of both jobs; undefined where it is no restore. */
async function readMade(
  services: SagaServices,
  row: RequestRow,
  vault: VaultFacts,
  { followed, jobId, job }: Second,
): Promise<Made | undefined> {
  const started = await startedRestore(services, row, vault);
  if (!started) return undefined;
  const jobs = await jobsOfAttempts(services.store.db, row.id);
  const own = jobs.filter((one) => one.jobId.toLowerCase() === jobId.toLowerCase());
  const { source, unread } = await sourceOfJobs(services, started, own);
  const group = started.plan.plan.target.resourceGroupId;
  const resources = await tryRead(() => services.azure.resources.inGroup(group));
  const there = readValue(resources) ?? [];
  const madeBy = (of: string | null) => there.filter((one) => of !== null && hasJobTag(one, of));
  const request = { ...source.request, endedAt: job?.endedAt ?? source.request.endedAt };
  return {
    followed: madeBy(followed).map(({ name }) => name),
    second: [...madeBy(jobId).map(({ name }) => name), ...source.blobs.map(({ uri }) => uri.split('/').at(-1) ?? uri)],
    left: findLeftovers([{ ...source, request }], madeBy(jobId)),
    unread: unread + (resources.kind === 'unread' ? 1 : 0),
  };
}
