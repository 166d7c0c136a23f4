import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';

/**
 * Events that page somebody, or that take a page back. decided: approved, or tried again, so nobody has to look
 * any more; done: it has ended, in whatever way.
 */
export const pageTypes = ['asked', 'decided', 'failed', 'stalled', 'done'] as const;
export type PageType = (typeof pageTypes)[number];

/** Content of a page when it was written. It has no secret and names no person. */
export const storedPage = defineStored(
  'page',
  z.object({
    kind: z.string(),
    state: z.string(),
    machine: z.string(),
    vault: z.string(),
    /** One sentence in the bot's language. */
    summary: z.string(),
    /** ISO time by which it must be decided. */
    decideBy: z.string().optional(),
  }),
);
export type PageBody = z.output<typeof storedPage.schema>;

/** One page on its way. Its id is the same at every try, so that receivers recognise duplicates. */
export type PagerPage = PageBody & {
  id: string;
  type: PageType;
  requestId: string;
  at: Date;
  /** Opens the request's card in Teams. */
  link: string;
};

/** Whether somebody has to act now. */
export function isAlarm(type: PageType): boolean {
  return type !== 'decided' && type !== 'done';
}
