import type { NoticeMachine, Trouble } from '../../store/rules/notice.ts';
import type { News } from './news.ts';
import { needsAction, troubleKey } from './trouble.ts';

/** One post about jobs of one vault with one cause. */
export type Notice = {
  key: string;
  trouble: Trouble;
  machines: readonly NoticeMachine[];
  state: 'open' | 'recovered' | 'closed';
  /** Time of the post. */
  openedAt: Date;
  /** Latest failure that joined it. */
  lastAt: Date;
};

const minute = 60_000;
/** Failures of one vault with one cause within this time share a post. */
const groupMs = 10 * minute;
/** Posts that need no action grow for this long, since jobs of a few minutes may be seen in looks far apart. */
export const newsMs = 60 * minute;
/** Posts that need no action are no longer followed after this time. */
const forgetMs = 7 * 24 * 60 * minute;

/**
 * The open notice that news belongs to: one that already waits for the machine, or one that still grows. Never one that
 * has grown old: it is about to close, and the news would be lost.
 */
export function findNoticeFor<N extends Notice>(notices: readonly N[], news: News, now: Date): N | undefined {
  const same = openOnesOf(notices, news, now);
  return (
    same.find(({ machines }) => machines.some((machine) => waitsFor(machine, news))) ??
    // By the time of the failures, whenever they were seen.
    same.find(({ lastAt }) => Math.abs(news.at.getTime() - lastAt.getTime()) < groupMs)
  );
}

/** The last open notice of its cause, however old, for news that opens none and should at least be counted. */
export function openNoticeOf<N extends Notice>(notices: readonly N[], news: News, now: Date): N | undefined {
  return openOnesOf(notices, news, now).at(-1);
}

function openOnesOf<N extends Notice>(notices: readonly N[], { trouble }: News, now: Date): N[] {
  return notices.filter(
    (notice) => notice.state === 'open' && notice.key === troubleKey(trouble) && !isTooOldToGrow(notice, now),
  );
}

/** A failure after a recovery is news: nobody would notice an edit of the old message. */
function waitsFor({ container, jobId, goodAt }: NoticeMachine, news: News): boolean {
  return container === news.container && (goodAt === undefined || jobId === news.jobId);
}

export function openNotice(news: News, now: Date): Notice {
  const { trouble } = news;
  const empty: Notice = {
    key: troubleKey(trouble),
    trouble,
    machines: [],
    state: 'open',
    openedAt: now,
    lastAt: news.at,
  };
  return addToNotice(empty, news);
}

/** Adds news to a notice; a job reported twice counts once. */
export function addToNotice<N extends Notice>(notice: N, news: News): N {
  const { container, vm, jobId, at } = news;
  const known = notice.machines.find((machine) => machine.container === container);
  const ended = news.trouble.kind === 'restore' && news.ended;
  const machine: NoticeMachine = {
    container,
    vm,
    jobId,
    at: known?.jobId === jobId ? known.at : at.toISOString(),
    times: (known?.times ?? 0) + (known?.jobId === jobId ? 0 : 1),
    ...(ended && { goodAt: at.toISOString() }),
  };
  const machines = known
    ? notice.machines.map((each) => (each === known ? machine : each))
    : [...notice.machines, machine];
  return settled({ ...notice, machines, lastAt: known ? notice.lastAt : later(notice.lastAt, at) });
}

/**
 * Adds muted news without extending the notice; otherwise an unmuted failure soon after would join it and notify
 * nobody.
 */
export function addMutedToNotice<N extends Notice>(notice: N, news: News): N {
  return { ...addToNotice(notice, news), lastAt: notice.lastAt };
}

/** Marks machines as recovered: a good backup fixes failures from before it started. */
export function applyRecovery<N extends Notice>(notice: N, good: News): N {
  const { trouble, machines } = notice;
  if (!needsAction(trouble) || trouble.operation !== good.trouble.operation) return notice;
  const hit = machines.find(
    ({ container, at, goodAt }) => container === good.container && goodAt === undefined && new Date(at) < good.at,
  );
  if (!hit) return notice;
  return settled({
    ...notice,
    machines: machines.map((each) => (each === hit ? { ...each, goodAt: good.at.toISOString() } : each)),
  });
}

/** Removes a failed restore from those running; its failure is reported separately. */
export function end<N extends Notice>(notice: N, { trouble, jobId, at, ended }: News): N {
  if (notice.trouble.kind !== 'restore' || trouble.kind === 'restore' || !ended) return notice;
  const hit = stillWrong(notice).find((machine) => machine.jobId === jobId);
  if (!hit) return notice;
  return settled({
    ...notice,
    machines: notice.machines.map((each) => (each === hit ? { ...each, endedAt: at.toISOString() } : each)),
  });
}

/**
 * Posts that need no action stop growing, and failures older than a week are left to the digest. A failed drill stays
 * open until one passes: nothing else would say that the machine cannot be restored.
 */
export function isTooOldToGrow({ trouble, state, openedAt, lastAt }: Notice, now: Date): boolean {
  // An old failure may have been seen only now.
  const age = now.getTime() - later(openedAt, lastAt).getTime();
  if (state !== 'open' || trouble.kind === 'drill') return false;
  return age >= (needsAction(trouble) || trouble.kind === 'restore' ? forgetMs : newsMs);
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

export function stillWrong({ machines }: Pick<Notice, 'machines'>): NoticeMachine[] {
  return machines.filter(({ goodAt, endedAt }) => goodAt === undefined && endedAt === undefined);
}

function settled<N extends Notice>(notice: N): N {
  const waits = needsAction(notice.trouble) || notice.trouble.kind === 'restore';
  if (!waits || stillWrong(notice).length > 0) return { ...notice, state: 'open' };
  return { ...notice, state: notice.machines.some(({ endedAt }) => endedAt) ? 'closed' : 'recovered' };
}

/** Order for messages that show a few of many machines: those still failing, then by name. */
export function wrongFirst(machines: readonly NoticeMachine[]): NoticeMachine[] {
  return machines.toSorted(
    (a, b) => Number(a.goodAt !== undefined) - Number(b.goodAt !== undefined) || a.vm.localeCompare(b.vm),
  );
}

const hour = 3_600_000;
/** New posts per conversation and hour; further ones fold into a post that says so. */
export const postsPerHour = 6;

/** Posts that a conversation may still get now. @param posted times of its recent posts */
export function postsLeft(posted: readonly Date[], now: Date): number {
  const lately = posted.filter((at) => now.getTime() - at.getTime() < hour).length;
  return Math.max(0, postsPerHour - lately);
}

/** Time without an "I am on it" until the first reminder; then one a day. */
const firstReminderMs = 4 * hour;
const nextReminderMs = 24 * hour;

export function reminderDue(
  notice: { openedAt: Date; remindedAt: Date | null; ownerOid: string | null },
  now: Date,
): boolean {
  if (notice.ownerOid !== null) return false;
  const [since, wait] = notice.remindedAt ? [notice.remindedAt, nextReminderMs] : [notice.openedAt, firstReminderMs];
  return now.getTime() - since.getTime() >= wait;
}
