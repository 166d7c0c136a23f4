import type { News } from './news.ts';
import { errorNames, wentWrong } from './trouble.ts';

export type Mute = {
  kind: 'vm' | 'code';
  /** Container name, or the error's name; in lower case. */
  subject: string;
  /** Null: until it is fixed. */
  until: Date | null;
  /** Containers whose good backup it waits for. */
  machines: readonly string[];
};

/** Whether a mute holds something back. Only what went wrong is ever muted. */
export function mutes({ kind, subject, until }: Mute, news: Pick<News, 'trouble' | 'container'>, now: Date): boolean {
  if (until !== null && until <= now) return false;
  if (!wentWrong(news.trouble)) return false;
  return kind === 'vm' ? news.container === subject : errorNames(news.trouble).includes(subject);
}

/** What it held back has to become good before it ends. */
export function heldBack<M extends Mute>(mute: M, { container }: News): M {
  if (mute.until !== null || mute.machines.includes(container)) return mute;
  return { ...mute, machines: [...mute.machines, container] };
}

/** undefined: the last of its machines has a good backup again, so it is over. */
export function afterGood<M extends Mute>(mute: M, { container }: News): M | undefined {
  if (mute.until !== null || !mute.machines.includes(container)) return mute;
  const machines = mute.machines.filter((each) => each !== container);
  return machines.length > 0 ? { ...mute, machines } : undefined;
}
