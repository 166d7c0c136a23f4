import { CodedError } from '../kernel/errors.ts';
import type { Turn } from './turn.ts';

/** No ARM id of a VM is longer. */
const longest = 300;

/**
 * The machine that a button carries: vault and name, or its ARM id where no vault names it.
 * @throws stale-card when it carries none
 */
export function requireMachineId(turn: Turn<'action'>): string {
  const { id } = turn.incoming.data;
  if (typeof id !== 'string' || id.length === 0 || id.length > longest) throw new CodedError('stale-card');
  return id;
}
