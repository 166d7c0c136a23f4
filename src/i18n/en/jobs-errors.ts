export const jobsErrors = {
  'jobs-filter-unreadable': {
    message: 'I don\'t know what "{{given}}" is. It isn\'t a vault, a time or a state.',
    remedy: 'For example, type "jobs rsv-prod failed", "jobs sql-01" or "jobs 24h".',
  },
  'cancel-later-job': {
    message: 'What {{id}} is doing now began after you asked to cancel it, so nothing was cancelled.',
    remedy: 'If you still want that, type "cancel {{job}}".',
  },
  'cancel-asked-already': {
    message: 'Azure has already been asked to cancel this job ({{id}}).',
    remedy: 'Type "job {{job}}" to follow it.',
  },
  'cancel-asked': {
    message: '{{name}} asked Azure to cancel the job of {{id}} ({{by}}).',
    remedy: "There's nothing to do. If it's cancelled, I'll post that in this thread; if Azure refuses, it goes on.",
  },
  'job-not-found': {
    message: "There's no job {{id}} in the vaults that you can read.",
    remedy: 'Type "jobs" for the recent ones.',
  },
  'no-job': {
    message: '{{id}} has no Azure job.',
    remedy: 'Type "requests" for its state.',
  },
  'no-job-yet': {
    message: '{{id}} has no Azure job yet.',
    remedy: 'It gets one once it\'s approved and Azure has accepted it; type "requests" for its state.',
  },
} as const;
