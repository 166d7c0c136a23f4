import type { RecoveryPointFacts, VmFacts } from '../../kernel/facts.ts';

const before = 'before ';

/**
 * Which machine a point is of, by what Azure gave that one and gives to no other. A vault keeps the points of a machine that
 * was deleted, and one that is made again under its name goes on with them: what is older than the one that is there now is
 * of one before it, nobody knows which, and proves nothing of this one.
 * @param vm that has the name now
 */
export function machineOfPoint(
  { at }: Pick<RecoveryPointFacts, 'at'>,
  vm: Pick<VmFacts, 'immutableId' | 'createdAt'> | undefined,
): string | undefined {
  if (vm?.immutableId === undefined) return undefined;
  return vm.createdAt && at < vm.createdAt ? `${before}${vm.immutableId}` : vm.immutableId;
}

/** Whether what a plan keeps of its machine says that the point was older than that. */
export function isOfOneBefore(immutableId: string | undefined): boolean {
  return immutableId?.startsWith(before) === true;
}

/** Whether another machine has the name now than had it when a plan was made. What isn't known of either says nothing. */
export function isMadeAgain(kept: string | undefined, vm: Pick<VmFacts, 'immutableId'> | undefined): boolean {
  if (kept === undefined || vm?.immutableId === undefined) return false;
  const then = isOfOneBefore(kept) ? kept.slice(before.length) : kept;
  return then.toLowerCase() !== vm.immutableId.toLowerCase();
}
