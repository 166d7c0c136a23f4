import { nearest } from '../../kernel/nearest.ts';

/** What is told of an operation that no request has: what may be meant, and all that there are. In English, as the policy's mistakes are. */
export function noOperation(given: string, operations: readonly string[]): string {
  const [near] = nearest(given, operations, 1);
  const all = operations.join(', ');
  return near === undefined
    ? `no request is ${given}; use ${all}`
    : `no request is ${given}; did you mean ${near}? Use ${all}`;
}
