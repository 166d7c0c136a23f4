import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';

/**
 * What somebody is woken for, and what takes it back. decided: approved, or tried again, so nobody has to look any more;
 * done: it is over, in whatever way.
 */
export const pageTypes = ['asked', 'reminded', 'decided', 'failed', 'stalled', 'done'] as const;
export type PageType = (typeof pageTypes)[number];

/** What a page tells, as it was when it was written. Nothing of it is a secret, and it names no person. */
export const storedPage = defineStored(
  'page',
  z.object({
    kind: z.string(),
    state: z.string(),
    machine: z.string(),
    vault: z.string(),
    /** One sentence, in the language of the bot. */
    summary: z.string(),
    /** ISO time by which it must be decided. */
    decideBy: z.string().optional(),
  }),
);
export type PageBody = z.output<typeof storedPage.schema>;

/** One page on its way. Its id is the same at every try, so that whoever gets it twice can tell. */
export type PagerPage = PageBody & {
  id: string;
  type: PageType;
  requestId: string;
  at: Date;
  /** Opens its card in Teams. */
  link: string;
};

/** Whether somebody has to do something about it now. */
export function isAlarm(type: PageType): boolean {
  return type !== 'decided' && type !== 'done';
}
