import type { Kysely } from 'kysely';
import type { Json } from './rows.ts';
import type { AuditRecord } from './rules/audit-rows.ts';
import type { ChatTables } from './tables/chat.ts';
import type { JobTables } from './tables/jobs.ts';
import type { RequestTables } from './tables/requests.ts';

/** The tables, one SQL dialect for PGlite and PostgreSQL. `migrations/` creates them. */
export type Schema = RequestTables & ChatTables & JobTables & UpkeepTables;

/** For reading: the database itself, or the open transaction. */
export type Db = Kysely<Schema>;

type UpkeepTables = {
  send_rate: SendRateTable;
  throttles: ThrottleTable;
  wakeups: WakeupTable;
  audit: AuditTable;
  audit_texts: AuditTextTable;
  store_version: StoreVersionTable;
  audit_head: AuditHeadTable;
};

/** One row: the end (real time) of the send turns that are already given out, across all replicas. */
export type SendRateTable = { id: number; taken_until: Date };

export type ThrottleTable = { key: string; until: Date; reason: string };

export type WakeupTable = {
  queue: string;
  key: string;
  /** Stays set while the key is handled, so that a killed run is repeated. */
  due_at: Date;
  /** Identifies the current run; null when nobody handles the key. */
  token: string | null;
  /** Time asked for during the run; replaces due_at when the run ends. */
  next_due_at: Date | null;
  /** Real time at which the key was last handed to pg-boss. */
  sent_at: Date | null;
  /** Consecutive failed runs. */
  tries: number;
};

export type AuditTable = Omit<AuditRecord, 'details'> & { details: Json };

/** What a hash in an audit row stands for. Erased: both texts are empty. */
export type AuditTextTable = {
  hash: string;
  salt: string;
  text: string;
  person_oid: string | null;
  erased_at: Date | null;
};

type StoreVersionTable = {
  id: number;
  /** Name of the migration that a version must know to write to the tables. */
  least: string;
};

export type AuditHeadTable = { id: number; seq: number; hash: string };
