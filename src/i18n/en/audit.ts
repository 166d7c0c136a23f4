import { approvalEvents } from './approval.ts';

/** The audit: what happened, in words, and whether its chain is whole. */
export const auditTexts = {
  whole:
    'The audit is whole: {{count}} rows, none missing or changed. Its head is {{hash}}; the log has it at intervals too.',
  broken: "The audit isn't whole: row {{seq}} {{problem}}. Tell your security officer, and keep the database as it is.",
  problem: {
    missing: 'is missing',
    changed: 'was changed',
    relinked: "doesn't follow the row before it",
    added: 'stands outside of the chain',
    head: "isn't the last one that was written",
  },
  page: '{{id}}, page {{number}} of {{pages}}: JSON Lines, oldest first.',
  exported: 'The audit of {{id}} ({{count}} rows) is in our personal chat.',
  event: {
    ...approvalEvents,
    refused: 'refused',
    request: {
      asked: 'asked for approval',
      retried: 'tried again',
      'taken-over': 'taken over',
      withdrawn: 'withdrawn',
      rejected: 'rejected',
      expired: 'expired',
      succeeded: 'succeeded',
      failed: 'failed',
      cancelled: 'cancelled',
      void: 'void',
    },
    'drill-cleanup': { asked: 'started to remove what a drill made' },
    evidence: { made: 'wrote the evidence of a quarter', told: 'was told the evidence of a quarter' },
    drill: {
      asked: 'started a drill',
      'not-begun': "didn't start a drill",
      gained: 'saw machines that nobody approved',
      remade: 'saw machines that were made again since the request',
      gone: 'saw that an approved machine no longer exists',
      stuck: "can't delete what it made yet",
    },
    backup: { asked: 'asked for a backup' },
    protect: { asked: 'asked for protection' },
    policy: { asked: 'asked for a policy' },
    'resume-protection': { asked: 'asked to resume protection' },
    'quarantine-off': { asked: 'started to deallocate a copy in quarantine' },
    quarantine: { told: 'told the state of a copy in quarantine' },
    job: {
      followed: 'follows a job',
      stalled: 'job makes no progress',
      ended: 'job ended',
      lost: 'job is no longer known',
    },
    cancel: { asked: 'asked to cancel' },
    ask: {
      kept: 'kept until a role is active',
      resumed: 'went on: a role is active',
      dropped: 'no longer kept',
    },
    setting: {
      approvals: 'set where requests are decided',
      channel: 'set what a channel may use',
      digest: 'set when the digest is posted',
      language: 'set a language',
      private: 'set where private answers are given',
      timezone: 'set a time zone',
    },
    subscription: {
      set: 'subscribed to a vault or machine',
      ended: 'unsubscribed from a vault or machine',
      lapsed: 'a subscription ended: its subscriber can no longer read it',
    },
    digest: { lapsed: 'the digest ended: who asked for it can no longer read it' },
    mute: { set: 'muted messages', ended: 'unmuted messages' },
    notice: { taken: 'took on what failed' },
    audit: { exported: 'exported the audit' },
    member: { begun: 'its turn came' },
    standing: { 'in-force': 'came into force' },
    attempt: {
      opened: 'about to call Azure',
      accepted: 'Azure accepted it',
      refused: 'Azure refused it',
      found: 'turned up after all',
      doubled: 'Azure ran it twice',
      held: "waits before it's sent again",
      'not-sent': 'nothing was sent',
      'sent-again': 'sent again',
      unclear: 'Azure gave no clear answer',
    },
    step: {
      done: 'step done',
      skipped: 'step skipped',
      failed: 'step failed',
      suspicious: 'step found something suspicious',
    },
  },
} as const;

export const auditButtons = { 'audit-page': 'Older rows' } as const;

export const auditCards = {
  audit: {
    heading: 'Audit',
    'heading-of': 'Audit of {{about}}',
    none: 'The audit has nothing about that.',
    'none-sentence': 'The audit has nothing about that.',
    bot: 'Strongroom',
    plan: 'plan {{piece}}',
    line: '{{when}}, {{name}}',
    twin: 'Or type: **audit {{about}}page {{page}}**',
    sentence: 'The audit, newest first, from row {{seq}}.',
    'sentence-of': 'The audit of {{about}}, newest first, from row {{seq}}.',
  },
} as const;
