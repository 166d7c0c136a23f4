/** What a pager reads out: one sentence, about a request. */
export const pager = {
  asked: '{{id}} about {{vm}} is waiting for a decision until {{until}}',
  reminded: '{{id}} about {{vm}} is still waiting for a decision, until {{until}}',
  decided: '{{id}} about {{vm}} goes ahead',
  failed: '{{id}} about {{vm}} failed and needs attention',
  stalled: "{{id}} about {{vm}} isn't making progress and needs attention",
  done: '{{id}} about {{vm}} is over',
  ended: {
    succeeded: '{{id}} about {{vm}} is done',
    cancelled: '{{id}} about {{vm}} was cancelled',
    rejected: '{{id}} about {{vm}} was rejected',
    expired: '{{id}} about {{vm}} has expired',
    withdrawn: '{{id}} about {{vm}} was withdrawn',
  },
} as const;
