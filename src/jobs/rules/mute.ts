import type { NoticeMachine, Trouble } from '../../store/rules/notice.ts';
import type { News } from './news.ts';
import { stillWrong } from './notice.ts';
import { errorNames, needsSomebody, wentWrong } from './trouble.ts';

export type Mute = {
  kind: 'vm' | 'code';
  /** Container name, or the error's name; in lower case. */
  subject: string;
  /** Null: until it is fixed. */
  until: Date | null;
  /** Containers that failed and had no good backup since. One until it is fixed waits for them. */
  machines: readonly string[];
  created_at: Date;
};

/** What is muted for longer is forgotten. */
export const longestMuteDays = 30;
const dayMs = 24 * 3_600_000;

/** One until it is fixed ends as well: a machine that nobody mends would silence all that fail with the same. */
export function endOfMute({ until, created_at }: Pick<Mute, 'until' | 'created_at'>): Date {
  return until ?? new Date(created_at.getTime() + longestMuteDays * dayMs);
}

/** Whether a mute holds something back. Only what went wrong is ever muted. */
export function mutes(mute: Mute, news: Pick<News, 'trouble' | 'container'>, now: Date): boolean {
  const { kind, subject } = mute;
  if (endOfMute(mute) <= now) return false;
  if (!wentWrong(news.trouble)) return false;
  return kind === 'vm' ? news.container === subject : errorNames(news.trouble).includes(subject);
}

/** What it held back is known until it is good again, where a good backup tells that it is. */
export function heldBack<M extends Mute>(mute: M, { trouble, container }: News): M {
  if (mute.machines.includes(container) || !needsSomebody(trouble)) return mute;
  return { ...mute, machines: [...mute.machines, container] };
}

/**
 * Its machine has a good backup again, or is backed up no more and will have none.
 * @returns undefined: it was the last of one until it is fixed, which is over
 */
export function withoutMachine<M extends Mute>(mute: M, { container }: News): M | undefined {
  if (!mute.machines.includes(container)) return mute;
  const machines = mute.machines.filter((each) => each !== container);
  return machines.length > 0 || mute.until !== null ? { ...mute, machines } : undefined;
}

/** Those of its machines that failed: one of a machine until it is fixed waits for it though it may not have failed. */
export function failedMeanwhile({
  kind,
  until,
  machines,
}: Pick<Mute, 'kind' | 'until' | 'machines'>): readonly string[] {
  return kind === 'vm' && until === null ? [] : machines;
}

/** What it held back, of which no message that is still open tells. */
export function untold(
  mute: Mute,
  open: readonly { trouble: Trouble; machines: readonly NoticeMachine[] }[],
): readonly string[] {
  const { kind, subject } = mute;
  const about = open.filter(({ trouble }) => kind === 'vm' || errorNames(trouble).includes(subject));
  const told = new Set(about.flatMap((notice) => stillWrong(notice).map(({ container }) => container)));
  return failedMeanwhile(mute).filter((container) => !told.has(container));
}
