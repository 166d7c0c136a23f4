import { sql } from 'kysely';
import type { Tx } from './transaction.ts';

/** Even with every second id taken, this fails only once in some thousand times. */
const mostTries = 12;

/**
 * An id that no form, request or audit row has ever had. Among some 900,000 ids, a thousand draws are enough for
 * two to collide, and the history of one request must not be read as another's.
 * @param draw a new id at random
 * @throws Error when nearly all are taken
 */
export async function freeRequestId(tx: Tx, draw: () => string): Promise<string> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const id = draw();
    const { rows } = await sql<{ taken: boolean }>`
      select exists (select 1 from forms where id = ${id})
        or exists (select 1 from requests where id = ${id})
        or exists (select 1 from audit where request_id = ${id}) as taken`.execute(tx.db);
    if (!rows[0]?.taken) return id;
  }
  throw new Error('Request ids are running out: of those drawn, all were taken');
}
