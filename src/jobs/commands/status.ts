import { pageArgument, pageId, parsePage, parsePageId } from '../../chat/arguments.ts';
import { once } from '../../chat/idempotency.ts';
import { requireInterest, requireRequest, requireRequestId } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { failureText, inWords } from '../../i18n/failure-text.ts';
import { named, texts } from '../../i18n/texts.ts';
import { sameArmId } from '../../kernel/arm-id.ts';
import { type Answer, newNonce, type Reader } from '../../kernel/chat.ts';
import type { JobFacts, VaultFacts } from '../../kernel/facts.ts';
import { pageOf } from '../../kernel/page.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { gatherUnread } from '../../machines/inventory.ts';
import { postRequestCardOnce, requestBody } from '../../requests/request-messages.ts';
import { requestsOfJobs } from '../../store/jobs.ts';
import type { RequestRow } from '../../store/requests.ts';
import { requestOfThread } from '../../store/their-requests.ts';
import { type JobsCard, jobsCard, jobsText, type ListedJob } from '../cards/jobs.ts';
import { type StatusCard, statusCard, statusText } from '../cards/status.ts';
import { knownJobs, listJobs, readJobsFilter } from '../job-lists.ts';
import { isJobId } from '../job-of.ts';
import { endedOf, groupRequests } from '../list-requests.ts';
import { showJob, showJobOf } from '../show-job.ts';
import { whoDecides } from '../who-decides.ts';

/** A page has room for eight rows with a button, of some 1.2 KB; a name to tap takes a third of one. */
const pageRoom = 24;
/**
 * Tells what waits for the person who asks, what goes on and what failed; or one request, job, machine or vault.
 */
export const status: Command = {
  spec: {
    ...named('status'),
    arguments: [{ kind: 'word-or-request-id', name: 'about' }, { kind: 'many', name: 'filter' }, pageArgument],
    sideEffect: 'none',
    section: 'decide',
  },
  takes: 'read',
  wide: true,

  async run(turn, { args, lists }) {
    const { conversationId, threadId } = turn.incoming.place;
    const { about = threadId && (await requestOfThread(turn.services.store.db, conversationId, threadId)) } = args;
    if (about === undefined) return overview(turn);
    const words = [about, ...(lists.filter ?? [])];
    if (words.length === 1 && isOne(about)) return one(turn, about);
    const { text, card } = await list(turn, words, parsePage(args.page));
    return { kind: 'reply', body: { text, card } };
  },

  verbs: {
    'jobs-page': async (turn) => {
      const { page, line } = parsePageId(turn);
      return { kind: 'card', ...(await list(turn, line.split(' ').filter(Boolean), page)) };
    },
    'view-job': (turn) => showJob(turn, requireRequestId(turn), 'card'),
    /** Opens a job from a list, which stays as it is. */
    'open-job': (turn) => showJob(turn, requireRequestId(turn), 'reply'),
    'open-status': (turn) => one(turn, requireRequestId(turn)),
  },
};

function isOne(about: string): boolean {
  return parseRequestId(about).kind === 'id' || isJobId(about);
}

/** One request with who decides it, its steps and its job; or one job. */
async function one(turn: Turn<'text' | 'action'>, about: string): Promise<Answer> {
  const { services, shared } = turn;
  const reading = parseRequestId(about);
  if (reading.kind !== 'id') return showJob(turn, about, 'reply');
  const request = await requireRequest(turn, reading.id);
  await requireInterest(turn, request);
  const { targeted: stands } = turn.incoming;
  const body = await requestBody(services, services.store.db, request.id, shared, { ...(stands && { stands }) });
  const job = await showJobOf(turn, request);
  const decides = await whoDecides(turn, request);
  const text = [failedText(request, shared) ?? body.text, job.forgotten].filter(Boolean).join(' ');
  const answer: Answer = {
    kind: 'reply',
    body: { ...body, text },
    ...(job.body && { more: [job.body] }),
    ...(decides && { personally: { text: decides } }),
  };
  if (request.state !== 'pending' || stands) return answer;
  return once(turn, async (tx) => {
    await postRequestCardOnce(services, tx, request, turn.incoming.place);
    return { ...answer, body: { text } };
  });
}

/** Why a request failed, which its sentence does not say. */
function failedText({ id, state, failure }: RequestRow, { language }: Reader): string | undefined {
  if (state !== 'failed' || !failure) return undefined;
  const why = failureText(texts(language), inWords(failure));
  return texts(language).t('cards.job.request-failed', { id, why });
}

async function overview(turn: Turn<'text'>): Promise<Answer> {
  const { services, shared } = turn;
  const { store, clock } = services;
  const { vaults, unread } = await services.inventory.readVaults();
  const requests = await groupRequests(turn, readableOf(vaults), () => true);
  const known = await knownJobs(services, vaults);
  const since = lately(clock.now());
  const failed = known.jobs.filter(({ job }) => job.status === 'Failed' && job.startedAt >= since);
  const jobs = known.jobs.filter(({ job }) => job.status === 'InProgress');
  const begun = await requestsOfJobs(
    store.db,
    jobs.map(({ job }) => job.id),
  );
  const ours = new Set([...requests.waiting, ...requests.running].map(({ id }) => id));
  const told = new Set(requests.failed.map(({ vm }) => vm.toLowerCase()));
  const data: StatusCard = {
    nonce: newNonce(),
    now: clock.now(),
    waiting: requests.waiting,
    running: [
      ...requests.running,
      ...jobs.filter(({ job }) => !ours.has(begun.get(job.id.toLowerCase()) ?? '')).map(listed),
    ],
    failed: [
      ...requests.failed,
      ...byCause(failed.filter(({ job }) => !told.has(job.vmName.toLowerCase())).map(listed)),
    ],
    unread: gatherUnread(unread, known.unread),
    beingRead: known.beingRead,
    ...(known.at && { at: known.at }),
  };
  return { kind: 'reply', body: { text: statusText(data, shared), card: statusCard(data, shared) } };
}

/** One row for each cause, the newest job of it, with those of the other machines. Most machines first. */
function byCause(jobs: readonly ListedJob[]): ListedJob[] {
  const causes = Map.groupBy(
    jobs,
    ({ job: { operation, errors } }) => `${operation} ${errors[0]?.code ?? errors[0]?.title}`,
  );
  return [...causes.values()]
    .flatMap((all) => {
      const newest = new Map(all.toReversed().map(({ job }) => [job.vmName, { name: job.vmName, id: job.id }]));
      const [first] = all;
      if (!first) return [];
      newest.delete(first.job.vmName);
      const others = [...newest.values()].toReversed();
      const vault = [...new Set(all.map((one) => one.vault))].join(', ');
      return [{ ...first, vault, ...(others.length > 0 && { others }) }];
    })
    .toSorted((one, other) => (other.others?.length ?? 0) - (one.others?.length ?? 0));
}

/** Failed jobs of one night and day. */
function lately(now: Date): Date {
  return new Date(now.getTime() - 24 * 3_600_000);
}

function readableOf(vaults: readonly VaultFacts[]): Set<string> {
  return new Set(vaults.map(({ id }) => id.toLowerCase()));
}

function listed({ vault, job }: { vault: VaultFacts; job: JobFacts }): ListedJob {
  return { vault: vault.name, job };
}

/** Jobs of a vault, a machine or a state, with the requests about them. */
async function list(turn: Turn, words: string[], number: number) {
  const { services, shared } = turn;
  const query = await readJobsFilter(turn, words);
  const { jobs: found, unread } = await listJobs(services, query);
  // The jobs of one machine are its history; of many, those that failed come first, by cause, then those that run.
  const all = found.map(listed);
  const rows = query.vmId ? all : worstFirst(all);
  const page = pageOf(inPages(rows), number, 1);
  const filter = words.join(' ').slice(0, 100);
  const { vault, vmId } = query;
  const isAbout = (row: RequestRow) =>
    vault !== undefined && sameArmId(row.vault_id, vault.id) && (vmId === undefined || sameArmId(row.vm_id, vmId));
  const { waiting, running, failed } =
    number === 1 && vault ? await groupRequests(turn, readableOf([vault]), isAbout) : none;
  const done = number === 1 && vault && vmId ? await endedOf(turn, vmId, readableOf([vault])) : [];
  const data: JobsCard = {
    nonce: newNonce(),
    now: services.clock.now(),
    filter,
    ...(query.since && { since: query.since }),
    unread,
    requests: [...waiting, ...running, ...failed, ...done].slice(0, mostRequests),
    page: { ...page, rows: page.rows.flat(), total: found.length },
    ...(found[0] && { newest: listed(found[0]) }),
    ...(page.number < page.pages && { next: pageId(page.number + 1, filter) }),
  };
  return { text: jobsText(data, shared), card: jobsCard(data, shared) };
}

function worstFirst(jobs: readonly ListedJob[]): ListedJob[] {
  const {
    failed = [],
    running = [],
    ended = [],
  } = Object.groupBy(jobs, ({ job: { status: state } }) => {
    if (state === 'Failed') return 'failed';
    return state === 'InProgress' || state === 'Cancelling' ? 'running' : 'ended';
  });
  return [...byCause(failed).flatMap(inParts), ...running, ...ended];
}

/** Most machines of one cause in a row. */
const mostTogether = 7;

/** The machines of a cause, so many a row that none is left out. */
function inParts(row: ListedJob): ListedJob[] {
  const { others = [], ...first } = row;
  const [together, rest] = [others.slice(0, mostTogether - 1), others.slice(mostTogether - 1)];
  const [next, ...more] = rest;
  if (!next) return [row];
  const after = { ...first, job: { ...first.job, id: next.id, vmName: next.name }, others: more };
  return [{ ...first, others: together }, ...inParts(after)];
}

function inPages(rows: readonly ListedJob[]): ListedJob[][] {
  const pages: ListedJob[][] = [];
  let left = 0;
  for (const row of rows) {
    const takes = Math.max(3, 2 + (row.others?.length ?? 0));
    if (takes > left) {
      pages.push([]);
      left = pageRoom;
    }
    pages.at(-1)?.push(row);
    left -= takes;
  }
  return pages;
}

const none = { waiting: [], running: [], failed: [] };
/** Most requests above the jobs of a machine or vault. */
const mostRequests = 4;
