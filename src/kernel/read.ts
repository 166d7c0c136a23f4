import type { Failure } from './errors.ts';

/** What was read, or why it could not be: an unread fact makes its check "not possible" and never "fine". */
export type Read<T> = { kind: 'read'; value: T } | { kind: 'unread'; failure: Failure };
