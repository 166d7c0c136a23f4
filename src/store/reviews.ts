import type { Selectable } from 'kysely';
import { toText } from './columns.ts';
import type { Db } from './schema.ts';
import type { ReviewTable } from './tables/requests.ts';
import type { Tx } from './transaction.ts';

export type ReviewRow = Selectable<ReviewTable>;

/** One signature a person. @returns false if this person has signed already */
export async function insertReview(tx: Tx, review: Omit<ReviewRow, 'at'>): Promise<boolean> {
  const written = await tx.db
    .insertInto('reviews')
    .values({ ...review, reviewer_name: toText(review.reviewer_name), note: toText(review.note), at: tx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('reviewer_oid')
    .executeTakeFirst();
  if (written) tx.changed(review.request_id);
  return written !== undefined;
}

export function listReviews(db: Db, requestId: string): Promise<ReviewRow[]> {
  return db.selectFrom('reviews').selectAll().where('request_id', '=', requestId).orderBy('at').execute();
}
