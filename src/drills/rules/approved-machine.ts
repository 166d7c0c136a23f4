import type { VmFacts } from '../../kernel/facts.ts';

/** What is known of a machine from when its drills were asked for. */
export type AskedMachine = { immutableId?: string | undefined; askedAt: Date };

/** gone: nothing has its name now. unknown: Azure tells neither what it is nor since when. */
export type MachineVerdict = 'same' | 'another' | 'gone' | 'unknown';

/**
 * Whether what has a machine's name now is the machine whose drills were approved, by what Azure gave that one and gives to
 * no other. Where that isn't known of both, by time: what was made after the drills were asked for is none that anybody
 * agreed to.
 */
export function judgeMachine(
  { immutableId, askedAt }: AskedMachine,
  vm: Pick<VmFacts, 'immutableId' | 'createdAt'> | undefined,
): MachineVerdict {
  if (!vm) return 'gone';
  if (immutableId !== undefined && vm.immutableId !== undefined) {
    return immutableId.toLowerCase() === vm.immutableId.toLowerCase() ? 'same' : 'another';
  }
  if (vm.createdAt === undefined) return 'unknown';
  return vm.createdAt > askedAt ? 'another' : 'same';
}
