import type { PGlite } from '@electric-sql/pglite';
import type { Db } from 'pg-boss';
import type { preparedStatements } from './prepared-statements.ts';

/**
 * pg-boss on the PGlite that the application also uses. pg-boss's own adapter rolls a failed BEGIN…COMMIT block back
 * with a separate statement; until that ran, statements of the application fell into the aborted transaction (25P02).
 * Here the block runs inside PGlite's transaction mutex, so nothing comes between.
 */
export function sharedBossDb(pg: PGlite, prepared: Pick<ReturnType<typeof preparedStatements>, 'query'>): Db {
  return {
    async executeSql(text, values) {
      if (values?.length) return prepared.query(text, values);
      const results = /^\s*(?:--[^\n]*\n\s*)*BEGIN\b/i.test(text)
        ? await pg.transaction((transaction) => transaction.exec(text))
        : await pg.exec(text);
      // Like a driver that answers a multi-statement text: the rows of whichever statement returned some.
      return { rows: results.flatMap((result) => result.rows) };
    },
  };
}
