import type { Selectable } from 'kysely';
import { toText } from './columns.ts';
import type { Store } from './open.ts';
import type { Db } from './schema.ts';
import type { ViewTable } from './tables/requests.ts';

/** Keeps when somebody's client first asked for their view. Read first: clients ask again and again. */
export async function recordViewer(
  store: Pick<Store, 'db' | 'transaction'>,
  view: Omit<Selectable<ViewTable>, 'at'>,
): Promise<void> {
  const known = await store.db
    .selectFrom('views')
    .select('at')
    .where('request_id', '=', view.request_id)
    .where('viewer_oid', '=', view.viewer_oid)
    .executeTakeFirst();
  if (known) return;
  await store.transaction((tx) =>
    tx.db
      .insertInto('views')
      .values({ ...view, viewer_name: toText(view.viewer_name), at: tx.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** Those who have seen it, first one first. */
export function listSeenBy(db: Db, requestId: string): Promise<Selectable<ViewTable>[]> {
  return db.selectFrom('views').selectAll().where('request_id', '=', requestId).orderBy('at').execute();
}
