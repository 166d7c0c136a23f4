import { type Selectable, sql } from 'kysely';
import { z } from 'zod/v4';
import { defineStored, lenient } from '../kernel/stored.ts';
import { toJson } from './rows.ts';
import type { RefusalTable } from './tables/chat.ts';
import type { Tx } from './transaction.ts';

export type RefusalRow = Omit<Selectable<RefusalTable>, 'actor' | 'asked'> & {
  actor: { objectId: string; name: string } | null;
  asked: Record<string, number>;
};

/** Unreadable parts are dropped: a refusal stands whether or not it can be counted. */
function parseRefusal(row: Selectable<RefusalTable>): RefusalRow {
  return {
    ...row,
    actor: row.actor === null ? null : (lenient(storedRefused).parse(row.actor) ?? null),
    asked: parseAsked(row.asked),
  };
}

/**
 * Counts one more refusal and locks its row.
 * @returns the row; count 0: the first refusal since the last window ended
 */
export async function countRefusal(tx: Tx, refusal: Pick<RefusalRow, 'key' | 'actor' | 'code'>): Promise<RefusalRow> {
  const { key, actor, code } = refusal;
  const row = await tx.db
    .insertInto('refusals')
    .values({
      key,
      actor: actor && toJson(storedRefused.write(actor)),
      code,
      count: 0,
      asked: toJson({}),
      since: tx.now(),
    })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ count: sql`refusals.count + 1` }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return parseRefusal(row);
}

export async function writeAsked(tx: Tx, key: string, asked: Record<string, number>): Promise<void> {
  await tx.db
    .updateTable('refusals')
    .set({ asked: toJson(asked) })
    .where('key', '=', key)
    .execute();
}

export async function takeRefusals(tx: Tx, key: string): Promise<RefusalRow | undefined> {
  const row = await tx.db.deleteFrom('refusals').where('key', '=', key).returningAll().executeTakeFirst();
  return row && parseRefusal(row);
}

/** The refused person, as Teams named them. */
const storedRefused = defineStored('who is refused', z.object({ objectId: z.string(), name: z.string() }));

const counts = z.record(z.string(), z.number().int().positive());

/**
 * The refused inputs and how often each came. The keys are typed by people and may be `version`, so this JSON has
 * no version of its own; a value that does not match counts as nothing.
 */
function parseAsked(json: unknown): Record<string, number> {
  return counts.safeParse(json).data ?? {};
}

/** World time in which repeated refusals of one person for one reason become one audit row. */
export const refusalWindowMs = 10 * 60_000;

/** Number of different inputs named in that row; enough to see what somebody was after. */
export const mostNamed = 20;

/** Stands for all further inputs. */
export const otherAsked = 'other';

/** Counts one more. The counts always add up to the total. */
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
