export type RetentionCode =
  | 'retention-not-whole-days'
  | 'retention-no-such-date'
  | 'retention-past'
  | 'retention-too-short'
  | 'retention-too-long';

export type BudgetCode = 'backup-running' | 'backup-attempts-used-up' | 'backup-day-used-up';
