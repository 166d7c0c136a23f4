/** Failures of the everyday commands. */
export const everydayErrors = {
  'jobs-filter-unreadable': {
    message: 'I do not know what "{{given}}" is: no vault, no time and no state.',
    remedy: 'Type for example "jobs rsv-prod failed", "jobs sql-01" or "jobs 24h".',
  },
  'page-unreadable': {
    message: '"{{given}}" is not a page number.',
    remedy: 'Type for example "page 2".',
  },
} as const;
