import type { News } from './news.ts';
import { errorNames, needsSomebody, wentWrong } from './trouble.ts';

export type Mute = {
  kind: 'vm' | 'code';
  /** Container name, or the error's name; in lower case. */
  subject: string;
  /** Null: until it is fixed. */
  until: Date | null;
  /** Containers whose good backup it waits for. */
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

/** What it held back has to become good before it ends, where a good backup tells that it did. */
export function heldBack<M extends Mute>(mute: M, { trouble, container }: News): M {
  if (mute.until !== null || mute.machines.includes(container) || !needsSomebody(trouble)) return mute;
  return { ...mute, machines: [...mute.machines, container] };
}

/**
 * Its machine has a good backup again, or is backed up no more and will have none.
 * @returns undefined: it was the last, so the mute is over
 */
export function withoutMachine<M extends Mute>(mute: M, { container }: News): M | undefined {
  if (mute.until !== null || !mute.machines.includes(container)) return mute;
  const machines = mute.machines.filter((each) => each !== container);
  return machines.length > 0 ? { ...mute, machines } : undefined;
}
