/** A stretch of time as people name it. */
export const spans = [
  'last-night',
  'night-before-last',
  'today',
  'morning',
  'afternoon',
  'evening',
  'yesterday',
  'yesterday-morning',
  'yesterday-afternoon',
  'yesterday-evening',
  'day-before-yesterday',
  'weekend',
  'week',
  'month',
] as const;

export type SpanName = (typeof spans)[number];

export type EveryName = 'weekly' | 'monthly' | 'quarterly';

export type WayName = 'isolated' | 'quarantine' | 'beside' | 'in-place' | 'new-vm' | 'replace' | 'disks';

/** What a change may be told beside its machine, by the keyword of its line. */
export const details = [
  'keep',
  'until',
  'as',
  'with',
  'to',
  'subnet',
  'size',
  'zone',
  'lun',
  'tag',
  'hours',
  'at-once',
  'life',
  'rto',
  'rpo',
  'days',
  'port',
] as const;

export type DetailName = (typeof details)[number];
