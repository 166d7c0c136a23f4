import type { RequestState } from '../../kernel/request.ts';
import type { Json, NullableJson } from '../rows.ts';
import type { AddendumState } from '../rules/decision.ts';
import type { PageType } from '../rules/stored-page.ts';

export type RequestTables = {
  requests: RequestTable;
  plans: PlanTable;
  steps: StepTable;
  attempts: AttemptTable;
  addenda: AddendumTable;
  votes: VoteTable;
  approver_turns: ApproverTurnTable;
  views: ViewTable;
  questions: QuestionTable;
  reviews: ReviewTable;
  pages: PageTable;
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
  /** The first step must begin before this; set when the request is approved. */
  begin_by: Date | null;
  /** Until then a failed step may be retried under the same approval. */
  retry_by: Date | null;
  /** Posts of its card (messages.id): in the thread, and in the approvals channel if one is set. */
  card_message_ids: Json;
  /** Nonce of its buttons; renewed by every change of state, so that a stale card is recognised. */
  nonce: string;
  failure: NullableJson;
  /** Conditions for its decision; null if nobody has to approve. */
  requirement: NullableJson;
  /** People who could decide when last counted; null until then. */
  approvers: NullableJson;
  /** Break-glass state; null if nobody tapped. */
  glass: NullableJson;
  /** The person who took it over, see requests/stored-request.ts; null: its requester. */
  holder_oid: string | null;
  holder_name: string | null;
  taken_over_at: Date | null;
  /** An approver who is looking at it, and until when nobody else is asked; null: nobody. */
  looker_oid: string | null;
  looker_name: string | null;
  looking_until: Date | null;
  /** End of its holder's role, after a warning (saga/preflight.ts); null: no end is near. */
  role_ends_at: Date | null;
  /** When it was stopped for good, and by whom; null: it was not. */
  stopped_at: Date | null;
  stopped_oid: string | null;
  stopped_name: string | null;
  /** End of an approved definition's term. */
  in_force_until: Date | null;
  /** The definition that this run was begun under, and the definition's hash then; null: it was requested by itself. */
  standing_id: string | null;
  /** The span of its request, see kernel/telemetry/log.ts; null: no trace. */
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
  /** The step's result: names and ids, never key material. */
  result: NullableJson;
  /** When somebody last retried it. */
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
  /** When `send` last began. */
  sent_at: Date;
  sends: number;
  /** Looks by `find` that agreed on "not there" once that answer was credible. */
  empty_looks: number;
  /** When the last of those began, or when the attempt was held; null: neither. */
  looked_at: Date | null;
  operation_id: string | null;
  job_id: string | null;
  failure: NullableJson;
  /** Reasons not to send it again, since the thread was notified; null: none seen. */
  held: NullableJson;
  ended_at: Date | null;
};

/** An action of one step beyond the signed plan, once the request's approvers have agreed. */
export type AddendumTable = {
  request_id: string;
  /** 1 for the first of its request. */
  number: number;
  step_id: string;
  content: Json;
  /** SHA-256 over request, plan, step and content, hex. */
  hash: string;
  state: AddendumState;
  /** Nonce of its card's buttons. */
  nonce: string;
  votes: Json;
  /** Posts of its card (messages.id). */
  card_message_ids: Json;
  asked_at: Date;
  decide_by: Date;
  decided_at: Date | null;
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

/**
 * When each approver of a request is asked: object ids, or the conversation in which it stands if nobody can be named.
 */
export type ApproverTurnTable = { request_id: string; approver: string; at: Date };

/** People whose client asked for their own view of a request's card, so they have seen it. */
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

/** Reviews, after the fact, of a request that nobody had approved. */
export type ReviewTable = {
  request_id: string;
  reviewer_oid: string;
  reviewer_name: string;
  note: string;
  at: Date;
};

/** Pages to the pager about a request. */
export type PageTable = {
  /** Sent to the receiver at each try. */
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
  /** A status or a word, never the receiver's answer. */
  error: string | null;
};
