import type { ColumnType, Generated, Kysely } from 'kysely';
import type { AddendumState } from '../approval/rules/addendum.ts';
import type { RequestState } from '../approval/rules/approval.ts';
import type { AuditRecord } from '../audit/rules/audit-lines.ts';
import type { PageType } from '../pager/rules/page.ts';

/** A jsonb column: written as a JSON string. What it holds is nobody's word until a `Stored` has parsed it. */
type Json = ColumnType<unknown, string, string>;
type NullableJson = ColumnType<unknown, string | null, string | null>;

/** For reading: the database itself, or the transaction that is open. */
export type Db = Kysely<Schema>;

/** The tables, one SQL dialect for PGlite and PostgreSQL. `migrations/` creates them. */
export type Schema = {
  requests: RequestTable;
  plans: PlanTable;
  steps: StepTable;
  attempts: AttemptTable;
  votes: VoteTable;
  addenda: AddendumTable;
  approver_turns: ApproverTurnTable;
  views: ViewTable;
  questions: QuestionTable;
  reviews: ReviewTable;
  jobs: JobTable;
  job_history: JobHistoryTable;
  conversations: ConversationTable;
  people: PeopleTable;
  messages: MessageTable;
  pages: PageTable;
  forms: FormTable;
  handled: HandledTable;
  kept_asks: KeptAskTable;
  refusals: RefusalTable;
  settings: SettingTable;
  subscriptions: SubscriptionTable;
  seen_jobs: SeenJobTable;
  notices: NoticeTable;
  mutes: MuteTable;
  checks: CheckTable;
  throttles: ThrottleTable;
  send_rate: SendRateTable;
  wakeups: WakeupTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  store_version: StoreVersionTable;
};

export type RequestTable = {
  /** e.g. R-7K2M: without 0, O, 1, I, L. */
  id: string;
  kind: string;
  state: RequestState;
  requester_oid: string;
  requester_name: string;
  tenant_id: string;
  conversation_id: string;
  thread_id: string | null;
  vault_id: string;
  vm_id: string;
  vm_name: string;
  reason: string;
  /** SHA-256 over the effects of the plan, hex. */
  hash: string;
  decide_by: Date;
  /** The first step must begin before this; set when the request is approved, of a member when its turn comes. */
  begin_by: Date | null;
  /** A failed step may be retried under the same approval until then. */
  retry_by: Date | null;
  /** Where its card stands (messages.id): the thread, and the approvals channel if one is set. */
  card_message_ids: Json;
  /** Carried by the buttons; renewed by every change of state, so that a stale card is recognised. */
  nonce: string;
  failure: NullableJson;
  /** What it takes to be decided; null where nobody's word is needed. */
  requirement: NullableJson;
  /** Who could decide when that was last counted; null until then. */
  approvers: NullableJson;
  /** How it was, or is about to be, approved without a vote. */
  glass: NullableJson;
  /** Who carries it since it was taken over, see requests/assignee; null: its requester. */
  holder_oid: string | null;
  holder_name: string | null;
  taken_over_at: Date | null;
  /** End of the role that its holder was warned of, see saga/warn-role-end; null: none is near. */
  role_ends_at: Date | null;
  /** The request that it is a member of: it is decided, and ends, with that; null: it stands alone. */
  parent_id: string | null;
  /** Its place among its siblings, from 0. */
  ordinal: number | null;
  /** Of a definition that was approved: until when it covers runs. */
  in_force_until: Date | null;
  /** The definition that this run was begun under, and the hash that it had; null: it was asked for by itself. */
  standing_id: string | null;
  /** The span that it was asked in, see telemetry/trace-parent; null: nothing was traced. */
  trace_parent: string | null;
  standing_hash: string | null;
  created_at: Date;
  updated_at: Date;
  ended_at: Date | null;
};

export type PlanTable = { request_id: string; hash: string; body: Json; created_at: Date };

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

export type StepTable = {
  id: string;
  request_id: string;
  position: number;
  kind: string;
  state: StepState;
  started_at: Date | null;
  ended_at: Date | null;
  failure: NullableJson;
  /** What the step made: names and ids, never key material. */
  result: NullableJson;
  /** When somebody last asked for it again. */
  retried_at: Date | null;
};

/**
 * open: committed before `send`, the answer not known yet. accepted: Azure took it, the operation or job is followed.
 * refused: proven not to have acted. succeeded, failed: ended.
 */
export type AttemptState = 'open' | 'accepted' | 'refused' | 'succeeded' | 'failed';

export type AttemptTable = {
  /** UUIDv5 of (request, step, number); travels as x-ms-client-request-id. */
  id: string;
  step_id: string;
  number: number;
  state: AttemptState;
  opened_at: Date;
  /** When `send` was last begun. */
  sent_at: Date;
  sends: number;
  /** Looks by `find` that agreed on "not there" once that may be believed. */
  empty_looks: number;
  /** When the last of them began; null: none, or one that an older version wrote. */
  looked_at: Date | null;
  operation_id: string | null;
  job_id: string | null;
  failure: NullableJson;
  /** What stands against sending it once more, since its thread was told; null: nothing, as far as was seen. */
  held: NullableJson;
  ended_at: Date | null;
};

export type VoteTable = {
  request_id: string;
  voter_oid: string;
  voter_name: string;
  decision: 'approve' | 'reject';
  reason: string;
  /** Names of the requirement's groups that the voter was in. */
  groups: Json;
  at: Date;
};

/** What one step may do beyond the signed plan, once those have agreed to it who agree to the request. */
export type AddendumTable = {
  request_id: string;
  /** 1 for the first of its request. */
  number: number;
  step_id: string;
  content: Json;
  /** SHA-256 over request, plan, step and content, hex. */
  hash: string;
  state: AddendumState;
  /** Carried by the buttons of its card. */
  nonce: string;
  votes: Json;
  /** Where its card stands (messages.id). */
  card_message_ids: Json;
  asked_at: Date;
  decide_by: Date;
  decided_at: Date | null;
};

/**
 * When each of those who may decide a request is asked about it: object ids, or where nobody can be named the
 * conversation in which it stands.
 */
export type ApproverTurnTable = { request_id: string; approver: string; at: Date };

/** Whose client asked for their own view of a request's card: they have seen it. */
export type ViewTable = { request_id: string; viewer_oid: string; viewer_name: string; at: Date };

export type QuestionTable = {
  id: string;
  request_id: string;
  asker_oid: string;
  asker_name: string;
  question: string;
  asked_at: Date;
  answer: string | null;
  answered_at: Date | null;
};

/** Who looked at a request that nobody had approved, afterwards. */
export type ReviewTable = {
  request_id: string;
  reviewer_oid: string;
  reviewer_name: string;
  note: string;
  at: Date;
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

export type ConversationTable = {
  /** Teams conversation id without ;messageid=. */
  id: string;
  kind: 'channel' | 'personal' | 'group';
  /** What a proactive send needs: service URL, bot and channel account, tenant. */
  reference: Json;
  name: string;
  /** Whose personal chat it is. */
  person_oid: string | null;
  language: string | null;
  zone: string | null;
  next_number: number;
  dead_at: Date | null;
  dead_reason: string | null;
  updated_at: Date;
};

export type PeopleTable = {
  oid: string;
  tenant_id: string;
  name: string;
  /** Teams user id (29:…). */
  teams_id: string;
  language: string | null;
  zone: string | null;
  updated_at: Date;
};

export type MessageState = 'waiting' | 'sending' | 'sent' | 'replaced' | 'dead';

export type MessageTable = {
  id: string;
  conversation_id: string;
  /** Numbered per conversation under that row's lock; the lowest unsent goes first. */
  number: number;
  kind: 'post' | 'edit';
  /** messages.id: of the post that an edit changes, or of our own post in whose thread a reply stands. */
  target_id: string | null;
  thread_id: string | null;
  /** What it is about, e.g. a request id. */
  subject: string | null;
  /** Told to many at once, and nobody waits for it: everything else goes first. */
  bulk: boolean;
  body: Json;
  state: MessageState;
  /** Teams' id of the posted activity. */
  activity_id: string | null;
  tries: number;
  due_at: Date;
  created_at: Date;
  sent_at: Date | null;
  error: string | null;
};

/** What the pager is told about a request. */
export type PageTable = {
  /** Told to the receiver at each try. */
  id: string;
  request_id: string;
  /** From 1; the lowest that waits goes first. */
  number: number;
  type: PageType;
  body: Json;
  state: 'waiting' | 'sent' | 'dead';
  tries: number;
  due_at: Date;
  created_at: Date;
  /** When it was sent or given up. */
  ended_at: Date | null;
  /** A status or a word: never what was answered. */
  error: string | null;
};

/** rehearsed: its plan was shown, and could not become a request. */
export type FormState = 'open' | 'confirming' | 'done' | 'withdrawn' | 'rehearsed' | 'expired';

export type FormTable = {
  /** The id of the request that it becomes. */
  id: string;
  kind: string;
  state: FormState;
  owner_oid: string;
  conversation_id: string;
  thread_id: string | null;
  card_message_id: string | null;
  nonce: string;
  data: Json;
  expires_at: Date;
  created_at: Date;
};

/** What was already handled: an activity id, or nonce:verb:person. Redelivery gets the recorded answer. */
export type HandledTable = { key: string; at: Date; answer: NullableJson };

/** What somebody asked who may activate what it takes, or whose answer takes long: it goes on by itself. */
export type KeptAskTable = {
  id: string;
  owner_oid: string;
  /** The same for the same ask: asked again it replaces the older one. */
  key: string;
  incoming: Json;
  /** All of them must be held before it goes on; none: it only has to be settled. */
  needs: Json;
  /** A restore, or a word on one: it does not make room for others. */
  hurries: Generated<boolean>;
  expires_at: Date;
  kept_at: Date;
};

/** What somebody is being refused again and again, see audit/rules/refusal-count. */
export type RefusalTable = {
  /** Who and why. */
  key: string;
  actor: NullableJson;
  code: string;
  /** Those that came after the first one, which has a row of its own in the audit. */
  count: number;
  asked: Json;
  since: Date;
};

export type SettingTable = {
  scope: string;
  name: string;
  value: Json;
  updated_by: string | null;
  updated_at: Date;
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
  /** What happened and why, see notifications/rules/trouble. */
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
  /** Container name in lower case, or the error as domain/notify names it. */
  subject: string;
  /** As it was typed. */
  name: string;
  /** Null: until everything that fails with it has a good backup again. */
  until: Date | null;
  /** Containers that still fail, for a mute until it is fixed. */
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

/** One row: until when (real time) the turns to send are given away, by all replicas. */
export type SendRateTable = { id: number; taken_until: Date };

export type ThrottleTable = { key: string; until: Date; reason: string };

export type WakeupTable = {
  queue: string;
  key: string;
  /** Stays in place while the key is handled, so that a killed run is repeated. */
  due_at: Date;
  /** Names the run under way; null when nobody handles the key. */
  token: string | null;
  /** What was asked for during the run; takes the place of due_at when it ends. */
  next_due_at: Date | null;
  /** Real time at which the key was last handed to pg-boss. */
  sent_at: Date | null;
  /** Failed runs in a row. */
  tries: number;
};

export type AuditTable = Omit<AuditRecord, 'details'> & { details: Json };

type StoreVersionTable = {
  id: number;
  /** Name of the migration that a version must know to write to the tables. */
  least: string;
};

export type AuditHeadTable = { id: number; seq: number; hash: string };
