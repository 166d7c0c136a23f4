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
  /** When the last of them began, or when it was held; null: neither. */
  looked_at: Date | null;
  operation_id: string | null;
  job_id: string | null;
  failure: NullableJson;
  /** What stands against sending it once more, since its thread was told; null: nothing, as far as was seen. */
  held: NullableJson;
  ended_at: Date | null;
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
