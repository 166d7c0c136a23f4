/** Heading in help under which a command is listed. */
export type Section = 'look' | 'restore' | 'decide' | 'backup' | 'jobs' | 'audit' | 'settings';
