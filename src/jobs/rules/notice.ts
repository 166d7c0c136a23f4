import type { NoticeMachine, Trouble } from '../../store/rules/notice.ts';
import type { News } from './news.ts';
import { needsSomebody, troubleKey } from './trouble.ts';

/** One post about jobs of one vault with one cause. */
export type Notice = {
  key: string;
  trouble: Trouble;
  machines: readonly NoticeMachine[];
  state: 'open' | 'recovered' | 'closed';
  /** When it was told. */
  openedAt: Date;
  /** When the latest of those that joined it went wrong. */
  lastAt: Date;
};

const minute = 60_000;
/** Failures of one vault with one cause within this are one post. */
const groupMs = 10 * minute;
/** What nobody has to mend grows for so long, since jobs of a few minutes may be seen in looks that lie far apart. */
export const newsMs = 60 * minute;
/** What nobody has to mend is no longer waited for after this. */
const forgetMs = 7 * 24 * 60 * minute;

/**
 * The open notice that this belongs to: one that waits for the machine already, or one that still grows. Never one that
 * has grown old: it is about to be closed, and would take the news with it.
 */
export function noticeFor<N extends Notice>(notices: readonly N[], news: News, now: Date): N | undefined {
  const same = openOnesOf(notices, news, now);
  return (
    same.find(({ machines }) => machines.some((machine) => waitsFor(machine, news))) ??
    // By when jobs went wrong, whenever that was seen.
    same.find(({ lastAt }) => Math.abs(news.at.getTime() - lastAt.getTime()) < groupMs)
  );
}

/** The last notice of its cause, however long nothing joined it: for what opens none, so that it is counted at least. */
export function openNoticeOf<N extends Notice>(notices: readonly N[], news: News, now: Date): N | undefined {
  return openOnesOf(notices, news, now).at(-1);
}

function openOnesOf<N extends Notice>(notices: readonly N[], { trouble }: News, now: Date): N[] {
  return notices.filter(
    (notice) => notice.state === 'open' && notice.key === troubleKey(trouble) && !grownOld(notice, now),
  );
}

/** What recovered and fails again is news: an old message, edited, would show it to nobody. */
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
  return join(empty, news);
}

/** A job that is told twice counts once. */
export function join<N extends Notice>(notice: N, news: News): N {
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

/** One that is muted: it lets the notice grow no longer, or what is not muted and fails soon after would be told to nobody. */
export function joinSilently<N extends Notice>(notice: N, news: News): N {
  return { ...join(notice, news), lastAt: notice.lastAt };
}

/** A good backup mends what went wrong before it began. */
export function mend<N extends Notice>(notice: N, good: News): N {
  const { trouble, machines } = notice;
  if (!needsSomebody(trouble) || trouble.operation !== good.trouble.operation) return notice;
  const hit = machines.find(
    ({ container, at, goodAt }) => container === good.container && goodAt === undefined && new Date(at) < good.at,
  );
  if (!hit) return notice;
  return settled({
    ...notice,
    machines: machines.map((each) => (each === hit ? { ...each, goodAt: good.at.toISOString() } : each)),
  });
}

/** A restore that went wrong runs no more; its failure is told by itself. */
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
 * News that nobody has to act on stop growing, and what stays broken for a week is left to the digest. A drill that failed
 * is open until one passes: nothing else would say that the machine cannot be restored.
 */
export function grownOld({ trouble, state, openedAt, lastAt }: Notice, now: Date): boolean {
  // An old failure may have been seen just now.
  const age = now.getTime() - later(openedAt, lastAt).getTime();
  if (state !== 'open' || trouble.kind === 'drill') return false;
  return age >= (needsSomebody(trouble) || trouble.kind === 'restore' ? forgetMs : newsMs);
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

export function stillWrong({ machines }: Pick<Notice, 'machines'>): NoticeMachine[] {
  return machines.filter(({ goodAt, endedAt }) => goodAt === undefined && endedAt === undefined);
}

function settled<N extends Notice>(notice: N): N {
  const waits = needsSomebody(notice.trouble) || notice.trouble.kind === 'restore';
  if (!waits || stillWrong(notice).length > 0) return { ...notice, state: 'open' };
  return { ...notice, state: notice.machines.some(({ endedAt }) => endedAt) ? 'closed' : 'recovered' };
}

/** Of many machines a message shows a few: those that still fail, then by name. */
export function wrongFirst(machines: readonly NoticeMachine[]): NoticeMachine[] {
  return machines.toSorted(
    (a, b) => Number(a.goodAt !== undefined) - Number(b.goodAt !== undefined) || a.vm.localeCompare(b.vm),
  );
}

const hour = 3_600_000;
/** New posts that a conversation gets in an hour; what comes above goes into one that says so. */
export const postsPerHour = 6;

/** How many more posts a conversation may get now. @param posted when its posts of late were made */
export function postsLeft(posted: readonly Date[], now: Date): number {
  const lately = posted.filter((at) => now.getTime() - at.getTime() < hour).length;
  return Math.max(0, postsPerHour - lately);
}

/** Nobody said "I am on it": the first time after this, then once a day. */
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
