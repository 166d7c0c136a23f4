import type { jobsTexts as english } from '../en/jobs.ts';
import type { SameKeys } from '../same-keys.ts';

export const jobsTexts: SameKeys<typeof english> = {
  operation: {
    Backup: 'back-up',
    Restore: 'terugzetten',
    ConfigureBackup: 'beveiliging instellen',
    DisableBackup: 'beveiliging stoppen',
    DeleteBackupData: 'back-upgegevens verwijderen',
    CrossRegionRestore: 'terugzetten in de andere regio',
    Undelete: 'verwijderde back-up terughalen',
    Register: 'registreren',
    other: '{{operation}}',
  },
  status: {
    InProgress: 'loopt',
    Completed: 'voltooid',
    CompletedWithWarnings: 'voltooid met waarschuwingen',
    Failed: 'mislukt',
    Cancelling: 'wordt geannuleerd',
    Cancelled: 'geannuleerd',
    Invalid: 'status onbekend',
  },
  symbol: {
    InProgress: '▶',
    Completed: '✓',
    CompletedWithWarnings: '⚠',
    Failed: '✗',
    Cancelling: '▶',
    Cancelled: '■',
    Invalid: '?',
  },
  percent: '{{percent}}%',
  remaining: 'nog ongeveer {{duration}}',
  took: 'duurde {{duration}}',
  since: 'sinds {{when}}',
};
