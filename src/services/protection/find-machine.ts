import { CodedError } from '../../domain/errors.ts';
import type { Target } from '../inventory.ts';
import type { Services } from '../services.ts';

/** A machine by its name: one that a vault protects, or one that none does. */
export type FoundMachine = { kind: 'protected'; target: Target } | { kind: 'bare'; vmId: string; vmName: string };

/** @throws vm-not-found, vm-ambiguous */
export async function findMachine({ inventory }: Pick<Services, 'inventory'>, name: string): Promise<FoundMachine> {
  // Buttons carry the id of a machine that no vault names.
  const wanted = /^\/subscriptions\//i.test(name) ? (name.split('/').at(-1) ?? name) : name;
  try {
    return { kind: 'protected', target: await inventory.target(wanted) };
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'vm-not-protected') throw error;
    return { kind: 'bare', vmId: String(error.params.id), vmName: String(error.params.name) };
  }
}
