import type { Generated } from 'kysely';
import type { Json, NullableJson } from '../rows.ts';

export type JobTables = {
  jobs: JobTable;
  job_history: JobHistoryTable;
  subscriptions: SubscriptionTable;
  seen_jobs: SeenJobTable;
  notices: NoticeTable;
  mutes: MuteTable;
  checks: CheckTable;
  region_looks: RegionLookTable;
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
  /** When its thread was told that nothing moves; null again once it does. */
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

/** What a conversation hears of jobs that nobody started there. */
export type SubscriptionTable = {
  conversation_id: string;
  vault_id: string;
  /** One machine of the vault; '' for all of it. */
  container_name: string;
  /** Of the vault or the machine, as it is shown. */
  name: string;
  what: 'failures' | 'all';
  by_oid: string;
  by_name: string;
  /** Jobs that had ended before are not told. */
  created_at: Date;
};

/** Jobs of watched vaults as they were last listed: what tells a change from what was told before. */
export type SeenJobTable = {
  vault_id: string;
  job_id: string;
  status: string;
  started_at: Date;
  seen_at: Date;
};

/** One post about jobs of one vault with one cause, which grows with them. */
export type NoticeTable = {
  id: string;
  conversation_id: string;
  vault_id: string;
  vault_name: string;
  /** What happened and why, see jobs/rules/trouble. */
  trouble: Json;
  /** The trouble as one word: what failures are grouped by. */
  key: string;
  machines: Json;
  state: 'open' | 'recovered' | 'closed';
  /** Carried by its buttons; renewed when somebody takes it. */
  nonce: string;
  /** Who said "I am on it". */
  owner_oid: string | null;
  owner_name: string | null;
  /** messages.id of its post; null while it is folded. */
  message_id: string | null;
  /** messages.id of the reply with all machines. */
  details_id: string | null;
  opened_at: Date;
  /** When the latest of the machines that joined it went wrong. */
  last_at: Date;
  reminded_at: Date | null;
};

export type MuteTable = {
  conversation_id: string;
  kind: 'vm' | 'code';
  /** Container name in lower case, or the error as jobs/rules/trouble names it. */
  subject: string;
  /** As it was typed. */
  name: string;
  /** Null: until everything that fails with it has a good backup again, and not for ever. */
  until: Date | null;
  /** Containers that failed and had no good backup since. */
  machines: Json;
  by_name: string;
  created_at: Date;
};

/** The last stored check of a machine, and the one before it. */
export type CheckTable = {
  vault_id: string;
  container_name: string;
  vm_name: string;
  /** Whatever came of it. */
  tried_at: Date;
  /** The last that was possible; null: none was. */
  result: NullableJson;
  checked_at: Date | null;
  /** The one before that, a day older. */
  before: NullableJson;
  before_at: Date | null;
};

/** The last look at what the paired region has of a machine. */
export type RegionLookTable = {
  /** In lower case, as is the container. */
  vault_id: string;
  container_name: string;
  result: Json;
  looked_at: Date;
  /** When it was last found worse than before; null: it was not, or is ready again. */
  worse_at: Date | null;
};
