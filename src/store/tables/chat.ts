import type { Generated } from 'kysely';
import type { Json, NullableJson } from '../rows.ts';

export type ChatTables = {
  conversations: ConversationTable;
  people: PeopleTable;
  messages: MessageTable;
  forms: FormTable;
  handled: HandledTable;
  kept_asks: DeferredCommandTable;
  refusals: RefusalTable;
  settings: SettingTable;
};

export type ConversationTable = {
  /** Teams conversation id without ;messageid=. */
  id: string;
  kind: 'channel' | 'personal' | 'group';
  /** Reference for proactive sends: service URL, bot and channel account, tenant. */
  reference: Json;
  name: string;
  /** Owner of a personal chat. */
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
  /** messages.id of the post that an edit changes, or of our own post in whose thread a reply stands. */
  target_id: string | null;
  thread_id: string | null;
  /** Subject of the message, e.g. a request id. */
  subject: string | null;
  /** Sent to many at once, and nobody waits for it: everything else goes first. */
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

/** rehearsed: its plan was shown, and could not become a request. */
export type FormState = 'open' | 'confirming' | 'done' | 'withdrawn' | 'rehearsed' | 'expired';

export type FormTable = {
  /** The id of the request that the form becomes. */
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

/**
 * Handled keys: an activity id, or nonce:verb:person, whose redelivery gets the recorded answer; or a key of what
 * is done or notified once.
 */
export type HandledTable = { key: string; at: Date; answer: NullableJson };

/** A deferred command: it waits for an eligible role, or its answer takes long. It continues by itself. */
export type DeferredCommandTable = {
  id: string;
  owner_oid: string;
  /** Equal for the same command: asked again, it replaces the older one. */
  key: string;
  incoming: Json;
  /** Roles that must all be active before it continues; empty: it only has to be confirmed. */
  needs: Json;
  /** A restore, or a command about one: it is not dropped to make room for others. */
  hurries: Generated<boolean>;
  expires_at: Date;
  kept_at: Date;
};

/** Repeated refusals of a person, see store/refusals.ts. */
export type RefusalTable = {
  /** Person and reason. */
  key: string;
  actor: NullableJson;
  code: string;
  /** Refusals after the first, which has its own audit row. */
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
