import { armIdKey } from '../kernel/arm-id.ts';
import type { VmFacts } from '../kernel/facts.ts';
import { judgeMachine, type MachineVerdict } from './rules/approved-machine.ts';
import type { StoredDefinition } from './stored-definition.ts';

/** A definition, and when it was asked for. */
export type AskedDefinition = { plan: StoredDefinition; askedAt: Date };

/** What became of each machine of a definition since it was asked for: by comparable id. @param vms as lists tell them now */
export function judgeMachines(
  { plan, askedAt }: AskedDefinition,
  vms: readonly VmFacts[],
): Map<string, MachineVerdict> {
  const there = new Map(vms.map((vm) => [armIdKey(vm.id), vm]));
  return new Map(
    plan.plan.effects.machines.map((id) => {
      const key = armIdKey(id);
      return [key, judgeMachine({ immutableId: plan.immutableIds[key], askedAt }, there.get(key))];
    }),
  );
}
