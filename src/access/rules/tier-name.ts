export type TierName = 'observe' | 'protect' | 'restore' | 'rebuild' | 'keys' | 'grant' | 'drill' | 'quarantine';
