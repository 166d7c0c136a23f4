import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { asObject } from '../kernel/stored.ts';
import type { Db } from './schema.ts';

/** A question to the database that is answered with JSON, so that one statement asks several. */
export type Part<Value> = {
  sql: RawBuilder<unknown>;
  read(json: unknown): Value;
};

type DatesOf<Row> = { [Key in keyof Row as Extract<Row[Key], Date> extends never ? never : Key]: true };

/** @param dates all columns with a moment: JSON has it as text */
export function rowsOf<Tables, Table extends keyof Tables, Row extends object>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  dates: DatesOf<Row>,
): Part<Row[]> {
  const columns = Object.keys(dates);
  return {
    sql: jsonArrayFrom(query),
    read(json) {
      return (json as Record<string, unknown>[]).map((row) => {
        for (const column of columns) {
          const at = row[column];
          if (typeof at === 'string') row[column] = new Date(at);
        }
        return row as Row;
      });
    },
  };
}

/** @param read must not throw: the others of its statement would be lost with it */
export function readAs<Value, Read>({ sql: asked, read }: Part<Value>, then: (value: Value) => Read): Part<Read> {
  return { sql: asked, read: (json) => then(read(json)) };
}

/** Several parts in one statement. */
export function together<Values extends Record<string, unknown>>(
  parts: { [Name in keyof Values]: Part<Values[Name]> },
): Part<Values> {
  const all = Object.entries<Part<unknown>>(parts);
  const members = all.map(([name, part]) => sql`${sql.lit(name)}, ${part.sql}`);
  return {
    sql: sql`json_build_object(${sql.join(members)})`,
    read(json) {
      const answers = asObject(json);
      return Object.fromEntries(all.map(([name, part]) => [name, part.read(answers[name])])) as Values;
    },
  };
}

/** Asks one part, in a statement of its own. */
export async function ask<Value>(db: Db, part: Part<Value>): Promise<Value> {
  const { rows } = await sql<{ answer: unknown }>`select ${part.sql} as answer`.execute(db);
  return part.read(rows[0]?.answer);
}
