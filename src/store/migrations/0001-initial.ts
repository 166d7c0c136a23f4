import { type Kysely, sql } from 'kysely';

/** Sixty-four zeros, the hash before the first audit row. */
const genesis = '0'.repeat(64);

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const requests = [
  `create table requests (
    id text primary key,
    kind text not null,
    state text not null,
    requester_oid text not null,
    requester_name text not null,
    tenant_id text not null,
    conversation_id text not null,
    thread_id text,
    vault_id text not null,
    vm_id text not null,
    vm_name text not null,
    reason text not null,
    hash text not null,
    decide_by timestamptz not null,
    begin_by timestamptz,
    retry_by timestamptz,
    card_message_ids jsonb not null,
    nonce text not null,
    failure jsonb,
    requirement jsonb,
    approvers jsonb,
    glass jsonb,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    ended_at timestamptz,
    holder_oid text,
    holder_name text,
    taken_over_at timestamptz,
    looker_oid text,
    looker_name text,
    looking_until timestamptz,
    role_ends_at timestamptz,
    stopped_at timestamptz,
    stopped_oid text,
    stopped_name text,
    in_force_until timestamptz,
    standing_id text,
    standing_hash text,
    trace_parent text
  )`,
  'create index requests_by_state on requests (state, created_at desc)',
  'create index requests_by_thread on requests (conversation_id, thread_id, created_at desc)',
  'create index requests_by_vm on requests (lower(vm_id), created_at desc)',
  'create index requests_by_requester on requests (requester_oid, created_at)',
  'create index requests_by_standing on requests (standing_id, created_at)',
  'create index requests_by_time on requests (created_at desc)',
  'create index requests_ended on requests (ended_at) where ended_at is not null',
  `create table plans (
    request_id text not null references requests,
    hash text not null,
    body jsonb not null,
    created_at timestamptz not null,
    primary key (request_id, hash)
  )`,
  `create table steps (
    id text primary key,
    request_id text not null references requests,
    position int not null,
    kind text not null,
    state text not null,
    started_at timestamptz,
    ended_at timestamptz,
    failure jsonb,
    result jsonb,
    retried_at timestamptz,
    unique (request_id, position)
  )`,
  `create table attempts (
    id text primary key,
    step_id text not null references steps,
    number int not null,
    state text not null,
    opened_at timestamptz not null,
    sent_at timestamptz not null,
    sends int not null,
    empty_looks int not null,
    operation_id text,
    job_id text,
    failure jsonb,
    ended_at timestamptz,
    held jsonb,
    looked_at timestamptz,
    unique (step_id, number)
  )`,
  `create table addenda (
    request_id text not null references requests on delete cascade,
    number int not null,
    step_id text not null references steps on delete cascade,
    content jsonb not null,
    hash text not null,
    state text not null,
    nonce text not null,
    votes jsonb not null,
    card_message_ids jsonb not null,
    asked_at timestamptz not null,
    decide_by timestamptz not null,
    decided_at timestamptz,
    primary key (request_id, number)
  )`,
  // People decide on one addendum at a time.
  `create unique index addenda_asked on addenda (request_id) where state = 'asked'`,
  'create index addenda_by_step on addenda (step_id, number)',
  `create table votes (
    request_id text not null references requests,
    voter_oid text not null,
    voter_name text not null,
    decision text not null,
    reason text not null,
    groups jsonb not null,
    at timestamptz not null,
    primary key (request_id, voter_oid)
  )`,
  `create table approver_turns (
    request_id text not null,
    approver text not null,
    at timestamptz not null,
    primary key (request_id, approver)
  )`,
  'create index approver_turns_by_approver on approver_turns (approver, at)',
  `create table views (
    request_id text not null references requests,
    viewer_oid text not null,
    viewer_name text not null,
    at timestamptz not null,
    primary key (request_id, viewer_oid)
  )`,
  `create table questions (
    id text primary key,
    request_id text not null references requests,
    asker_oid text not null,
    asker_name text not null,
    question text not null,
    asked_at timestamptz not null,
    answer text,
    answered_at timestamptz
  )`,
  'create index questions_by_request on questions (request_id, asked_at)',
  `create table reviews (
    request_id text not null references requests,
    reviewer_oid text not null,
    reviewer_name text not null,
    note text not null,
    at timestamptz not null,
    primary key (request_id, reviewer_oid)
  )`,
  `create table pages (
    id text primary key,
    request_id text not null references requests on delete cascade,
    number int not null,
    type text not null,
    body jsonb not null,
    state text not null,
    tries int not null,
    due_at timestamptz not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    error text,
    unique (request_id, number)
  )`,
  `create index pages_waiting on pages (created_at) where state = 'waiting'`,
  `create table forms (
    id text primary key,
    kind text not null,
    state text not null,
    owner_oid text not null,
    conversation_id text not null,
    thread_id text,
    card_message_id text,
    nonce text not null,
    data jsonb not null,
    expires_at timestamptz not null,
    created_at timestamptz not null
  )`,
  `create index forms_open on forms (owner_oid, conversation_id, created_at desc) where state in ('open', 'confirming')`,
];

const jobs = [
  `create table jobs (
    vault_id text not null,
    job_id text not null,
    request_id text references requests,
    step_id text references steps,
    facts jsonb not null,
    status text not null,
    first_seen_at timestamptz not null,
    seen_at timestamptz not null,
    detail_at timestamptz,
    moved_at timestamptz not null,
    stalled_at timestamptz,
    ended_at timestamptz,
    primary key (vault_id, job_id)
  )`,
  'create index jobs_running on jobs (vault_id) where ended_at is null',
  'create index jobs_by_step on jobs (step_id)',
  'create index jobs_by_request on jobs (request_id)',
  'create index jobs_ended on jobs (ended_at) where ended_at is not null',
  `create table job_history (
    id bigint generated by default as identity primary key,
    vault_id text not null,
    job_id text not null,
    at timestamptz not null,
    status text not null,
    percent double precision
  )`,
  'create index job_history_by_job on job_history (vault_id, job_id, at)',
];

const notifications = [
  `create table subscriptions (
    conversation_id text not null references conversations,
    vault_id text not null,
    container_name text not null,
    name text not null,
    what text not null,
    by_oid text not null,
    by_name text not null,
    created_at timestamptz not null,
    primary key (conversation_id, vault_id, container_name)
  )`,
  'create index subscriptions_by_vault on subscriptions (vault_id)',
  `create table seen_jobs (
    vault_id text not null,
    job_id text not null,
    status text not null,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    primary key (vault_id, job_id)
  )`,
  'create index seen_jobs_by_time on seen_jobs (seen_at)',
  `create table notices (
    id text primary key,
    conversation_id text not null references conversations,
    vault_id text not null,
    vault_name text not null,
    trouble jsonb not null,
    key text not null,
    machines jsonb not null,
    state text not null,
    nonce text not null,
    owner_oid text,
    owner_name text,
    message_id text,
    opened_at timestamptz not null,
    last_at timestamptz not null,
    reminded_at timestamptz
  )`,
  `create index notices_open on notices (conversation_id, vault_id) where state = 'open'`,
  'create index notices_by_time on notices (conversation_id, opened_at)',
  `create table mutes (
    conversation_id text not null references conversations,
    kind text not null,
    subject text not null,
    name text not null,
    until timestamptz,
    machines jsonb not null,
    by_name text not null,
    created_at timestamptz not null,
    primary key (conversation_id, kind, subject)
  )`,
  `create table checks (
    vault_id text not null,
    container_name text not null,
    vm_name text not null,
    tried_at timestamptz not null,
    result jsonb,
    checked_at timestamptz,
    before jsonb,
    before_at timestamptz,
    primary key (vault_id, container_name)
  )`,
  `create table region_looks (
    vault_id text not null,
    container_name text not null,
    result jsonb not null,
    looked_at timestamptz not null,
    worse_at timestamptz,
    primary key (vault_id, container_name)
  )`,
  `create table backup_days (
    vault_id text not null,
    day text not null,
    machines jsonb not null,
    primary key (vault_id, day)
  )`,
];

const conversations = [
  `create table conversations (
    id text primary key,
    kind text not null,
    reference jsonb not null,
    name text not null,
    person_oid text,
    language text,
    zone text,
    next_number int not null default 1,
    dead_at timestamptz,
    dead_reason text,
    updated_at timestamptz not null
  )`,
  'create index conversations_by_person on conversations (person_oid) where person_oid is not null',
  `create table people (
    oid text primary key,
    tenant_id text not null,
    name text not null,
    teams_id text not null,
    language text,
    zone text,
    updated_at timestamptz not null
  )`,
  `create table messages (
    id text primary key,
    conversation_id text not null references conversations,
    number int not null,
    kind text not null,
    target_id text references messages,
    thread_id text,
    subject text,
    bulk boolean not null,
    body jsonb not null,
    state text not null,
    activity_id text,
    tries int not null,
    due_at timestamptz not null,
    created_at timestamptz not null,
    sent_at timestamptz,
    error text,
    unique (conversation_id, number)
  )`,
  `create index messages_unsent on messages (conversation_id, number) where state in ('waiting', 'sending')`,
  'create index messages_by_target on messages (target_id) where target_id is not null',
  'create index messages_by_activity on messages (conversation_id, activity_id) where activity_id is not null',
  'create index messages_by_subject on messages (subject) where subject is not null',
  'create index messages_by_time on messages (created_at)',
];

const inventory = [
  `create table inventory_lists (
    list text primary key,
    subscription_id text not null,
    size int not null default 0,
    read_at timestamptz,
    changed_at timestamptz,
    tried_at timestamptz,
    looked_at timestamptz,
    due_at timestamptz,
    failure jsonb,
    spent jsonb not null default '[]'
  )`,
  'create index inventory_lists_by_subscription on inventory_lists (subscription_id)',
  `create table inventory (
    list text not null references inventory_lists on delete cascade,
    id text not null,
    name text not null,
    facts jsonb not null,
    seq bigint generated by default as identity,
    primary key (list, id)
  )`,
  'create index inventory_by_name on inventory (name)',
];

const machinery = [
  'create table handled (key text primary key, at timestamptz not null, answer jsonb)',
  'create index handled_by_age on handled (at)',
  `create table kept_asks (
    id text primary key,
    owner_oid text not null,
    key text not null,
    incoming jsonb not null,
    needs jsonb not null,
    expires_at timestamptz not null,
    kept_at timestamptz not null,
    hurries boolean not null default false,
    unique (owner_oid, key)
  )`,
  `create table refusals (
    key text primary key,
    actor jsonb,
    code text not null,
    count int not null,
    asked jsonb not null,
    since timestamptz not null
  )`,
  `create table settings (
    scope text not null,
    name text not null,
    value jsonb not null,
    updated_by text,
    updated_at timestamptz not null,
    primary key (scope, name)
  )`,
  // Versions that may write: only those that know this migration.
  'create table store_version (id int primary key check (id = 1), least text not null)',
  "insert into store_version values (1, '0001-initial')",
  'create table send_rate (id int primary key check (id = 1), taken_until timestamptz not null)',
  'create table throttles (key text primary key, until timestamptz not null, reason text not null)',
  `create table wakeups (
    queue text not null,
    key text not null,
    due_at timestamptz not null,
    token text,
    next_due_at timestamptz,
    sent_at timestamptz,
    tries int not null default 0,
    primary key (queue, key)
  )`,
  'create index wakeups_by_due on wakeups (due_at)',
];

const audit = [
  `create table audit (
    seq bigint primary key,
    at timestamptz not null,
    actor_oid text,
    actor_hash text,
    event text not null,
    request_id text,
    vm_name text,
    plan_hash text,
    details jsonb not null,
    previous text not null,
    hash text not null
  )`,
  'create index audit_by_request on audit (request_id, seq) where request_id is not null',
  'create index audit_by_vm on audit (lower(vm_name), seq) where vm_name is not null',
  // Rows hold hashes of names and of what people typed; the texts can be erased.
  `create table audit_texts (
    hash text primary key,
    salt text not null,
    text text not null,
    person_oid text,
    erased_at timestamptz
  )`,
  'create index audit_texts_by_person on audit_texts (person_oid) where person_oid is not null',
  'create table audit_head (id int primary key check (id = 1), seq bigint not null, hash text not null)',
  `insert into audit_head values (1, 0, '${genesis}')`,
  `create function audit_is_append_only() returns trigger language plpgsql as
   $$ begin raise exception 'the audit table is append-only'; end $$`,
  `create trigger audit_no_change before update or delete on audit
   for each row execute function audit_is_append_only()`,
  `create trigger audit_no_truncate before truncate on audit
   for each statement execute function audit_is_append_only()`,
  `create trigger audit_head_no_delete before delete or truncate on audit_head
   for each statement execute function audit_is_append_only()`,
];

const statements = [...requests, ...jobs, ...conversations, ...notifications, ...inventory, ...machinery, ...audit];
