import type { ColumnType, Generated } from 'kysely';
import type { Json, NullableJson } from '../rows.ts';

export type JobTables = {
  jobs: JobTable;
  job_history: JobHistoryTable;
  subscriptions: SubscriptionTable;
  seen_jobs: SeenJobTable;
  notices: NoticeTable;
  mutes: MuteTable;
  checks: CheckTable;
  region_looks: RegionInspectionTable;
  backup_days: BackupDayTable;
  inventory_lists: InventoryListTable;
  inventory: InventoryTable;
};

export type JobTable = {
  vault_id: string;
  job_id: string;
  request_id: string | null;
  step_id: string | null;
  facts: Json;
  status: string;
  first_seen_at: Date;
  seen_at: Date;
  detail_at: Date | null;
  moved_at: Date;
  /** When the thread was notified that the job stalls; null again once it moves. */
  stalled_at: Date | null;
  ended_at: Date | null;
};

export type JobHistoryTable = {
  id: Generated<number>;
  vault_id: string;
  job_id: string;
  at: Date;
  status: string;
  percent: number | null;
};

/** A conversation's subscription to jobs that were not started there. */
export type SubscriptionTable = {
  conversation_id: string;
  vault_id: string;
  /** One machine of the vault; '' for the whole vault. */
  container_name: string;
  /** Display name of the vault or the machine. */
  name: string;
  what: 'failures' | 'all';
  by_oid: string;
  by_name: string;
  /** Jobs that ended before this are not reported. */
  created_at: Date;
};

/** Jobs of watched vaults as they were last listed: a difference is news. */
export type SeenJobTable = {
  vault_id: string;
  job_id: string;
  status: string;
  started_at: Date;
  seen_at: Date;
};

/** One post about jobs of one vault with one cause; more machines may join it. */
export type NoticeTable = {
  id: string;
  conversation_id: string;
  vault_id: string;
  vault_name: string;
  /** Kind and cause, see store/rules/notice.ts. */
  trouble: Json;
  /** The trouble as one word, by which failures are grouped. */
  key: string;
  machines: Json;
  state: 'open' | 'recovered' | 'closed';
  /** Nonce of its buttons; renewed when somebody takes it. */
  nonce: string;
  /** Person who said "I am on it". */
  owner_oid: string | null;
  owner_name: string | null;
  /** messages.id of its post; null while it is folded. */
  message_id: string | null;
  opened_at: Date;
  /** When the latest machine that joined it failed. */
  last_at: Date;
  reminded_at: Date | null;
};

export type MuteTable = {
  conversation_id: string;
  kind: 'vm' | 'code';
  /** Container name in lower case, or the error as the notice's key names it. */
  subject: string;
  /** The name as it was typed. */
  name: string;
  /** Null: until everything that fails with it has a good backup again, within the limit for mutes. */
  until: Date | null;
  /** Containers that failed and have had no good backup since. */
  machines: Json;
  by_name: string;
  created_at: Date;
};

/** The last stored check of a machine, and the one before it. */
export type CheckTable = {
  vault_id: string;
  container_name: string;
  vm_name: string;
  /** Time of the last check, whether or not it succeeded. */
  tried_at: Date;
  /** Result of the last check that was possible; null: none was. */
  result: NullableJson;
  checked_at: Date | null;
  /** Result a day before `result`. */
  before: NullableJson;
  before_at: Date | null;
};

/** The last look at a machine's resources in the paired region. */
export type RegionInspectionTable = {
  /** Lower case, as is the container. */
  vault_id: string;
  container_name: string;
  result: Json;
  looked_at: Date;
  /** When it was last found worse than before; null: never, or it is ready again. */
  worse_at: Date | null;
};

/** What a day came to for the machines of a vault. */
export type BackupDayTable = {
  /** Lower case. */
  vault_id: string;
  /** In UTC, such as 2026-11-24. */
  day: string;
  machines: Json;
};

/** One list of Azure, as it was last read. */
export type InventoryListTable = {
  /** What it lists and of what, e.g. `items:` and a vault's id in lower case. */
  list: string;
  /** Lower case; '' for the list of subscriptions. */
  subscription_id: string;
  /** Number of its rows. */
  size: Generated<number>;
  /** When the last whole reading began; null: never. */
  read_at: Generated<Date | null>;
  /** Later with each reading that found other rows than the one before. */
  changed_at: Generated<Date | null>;
  /** When the last reading began, whole or not. */
  tried_at: Generated<Date | null>;
  /** When an unknown name last had it read. */
  looked_at: Generated<Date | null>;
  /** When it is swept next; null: it is not swept. */
  due_at: Generated<Date | null>;
  /** Null: the last reading was whole. */
  failure: NullableJson;
  /** Of a subscription's list of vaults: the last hour's calls for items, in ms. */
  spent: ColumnType<unknown, string | undefined, string>;
};

/** A vault, protected item or machine, as far as lists tell. */
export type InventoryTable = {
  list: string;
  /** Azure's own id, which another machine of the same name does not get. */
  id: string;
  /** Lower case. */
  name: string;
  facts: Json;
  /** Azure's order, new rows last. */
  seq: Generated<number>;
};
