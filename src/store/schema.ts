import type { Kysely } from 'kysely';
import type { ChatTables } from './tables/chat.ts';
import type { JobTables } from './tables/jobs.ts';
import type { RequestTables } from './tables/requests.ts';
import type { UpkeepTables } from './tables/upkeep.ts';

/** The tables, one SQL dialect for PGlite and PostgreSQL. `migrations/` creates them. */
export type Schema = RequestTables & ChatTables & JobTables & UpkeepTables;

/** For reading: the database itself, or the transaction that is open. */
export type Db = Kysely<Schema>;
