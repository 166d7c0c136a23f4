import type { NoticeMachine, Trouble } from '../../store/rules/notice.ts';
import type { News } from './news.ts';
import { stillWrong } from './notice.ts';
import { errorNames, isFailedOrWarned, needsAction } from './trouble.ts';

export type Mute = {
  kind: 'vm' | 'code';
  /** Container name or error name, in lower case. */
  subject: string;
  /** Null: until it is fixed. */
  until: Date | null;
  /** Containers that failed without a good backup since. A mute "until fixed" waits for them. */
  machines: readonly string[];
  created_at: Date;
};

/** Longest mute: beyond it people forget what is muted. */
export const longestMuteDays = 30;
const dayMs = 24 * 3_600_000;

/** A mute "until fixed" ends as well: one machine that nobody fixes would silence every failure with the same error. */
export function endOfMute({ until, created_at }: Pick<Mute, 'until' | 'created_at'>): Date {
  return until ?? new Date(created_at.getTime() + longestMuteDays * dayMs);
}

/** Whether a mute holds this news back. Only failures are ever muted. */
export function mutes(mute: Mute, news: Pick<News, 'trouble' | 'container'>, now: Date): boolean {
  const { kind, subject } = mute;
  if (endOfMute(mute) <= now) return false;
  if (!isFailedOrWarned(news.trouble)) return false;
  return kind === 'vm' ? news.container === subject : errorNames(news.trouble).includes(subject);
}

/** Records a failure that was held back, until a good backup shows that it is fixed. */
export function heldBack<M extends Mute>(mute: M, { trouble, container }: News): M {
  if (mute.machines.includes(container) || !needsAction(trouble)) return mute;
  return { ...mute, machines: [...mute.machines, container] };
}

/**
 * Removes a machine that has a good backup again, or is no longer backed up.
 * @returns undefined: it was the last machine of a mute "until fixed", which is over
 */
export function withoutMachine<M extends Mute>(mute: M, { container }: News): M | undefined {
  if (!mute.machines.includes(container)) return mute;
  const machines = mute.machines.filter((each) => each !== container);
  return machines.length > 0 || mute.until !== null ? { ...mute, machines } : undefined;
}

/** The mute's machines that failed: a mute "until fixed" of one machine waits for it even if it has not failed. */
export function failedMeanwhile({
  kind,
  until,
  machines,
}: Pick<Mute, 'kind' | 'until' | 'machines'>): readonly string[] {
  return kind === 'vm' && until === null ? [] : machines;
}

/** Failures held back that no open message reports. */
export function unreportedFailures(
  mute: Mute,
  open: readonly { trouble: Trouble; machines: readonly NoticeMachine[] }[],
): readonly string[] {
  const { kind, subject } = mute;
  const about = open.filter(({ trouble }) => kind === 'vm' || errorNames(trouble).includes(subject));
  const told = new Set(about.flatMap((notice) => stillWrong(notice).map(({ container }) => container)));
  return failedMeanwhile(mute).filter((container) => !told.has(container));
}
