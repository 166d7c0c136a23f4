import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';

/** Who is refused: as Teams named them. */
export const storedRefused = defineStored('who is refused', z.object({ objectId: z.string(), name: z.string() }));

const counts = z.record(z.string(), z.number().int().positive());

/**
 * What was asked, and how often. Its keys are what people typed, `version` among them, so it names no version of its own;
 * what does not fit counts as nothing.
 */
export function parseAsked(json: unknown): Record<string, number> {
  return counts.safeParse(json).data ?? {};
}

/** World time in which further refusals of one person for one reason become one row of the audit. */
export const refusalWindowMs = 10 * 60_000;

/** So many different things that were asked are named in that row; enough to see what somebody was after. */
export const mostNamed = 20;

/** What stands for everything beyond. */
export const otherAsked = 'other';

/** Counts one more. The counts always add up to how many there were. */
export function countAsked(asked: Readonly<Record<string, number>>, one: string): Record<string, number> {
  const named = Object.keys(asked).filter((key) => key !== otherAsked);
  const key = Object.hasOwn(asked, one) || named.length < mostNamed ? one : otherAsked;
  return Object.fromEntries([
    ...Object.entries(asked).filter(([name]) => name !== key),
    [key, (own(asked, key) ?? 0) + 1],
  ]);
}

function own(asked: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(asked, key) ? asked[key] : undefined;
}
