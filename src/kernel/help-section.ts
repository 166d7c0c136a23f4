/** The heading in help under which a command stands. */
export type Section = 'look' | 'restore' | 'decide' | 'backup' | 'jobs' | 'audit' | 'settings';
