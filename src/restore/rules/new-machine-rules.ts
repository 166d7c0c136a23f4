import { nameOf, networkOf, sameArmId } from '../../kernel/arm-id.ts';
import { isVmName } from '../../kernel/vm-name.ts';
import type { RestoreChoice, RestoreContext, RestoreFacts, Violation } from './plan.ts';
import type { TieredTarget } from './target.ts';

/** Rules about a machine that is made: its disks, name, size and network. */
export function newMachineRules(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  context: RestoreContext,
): Violation[] {
  if (choice.mode !== 'new-vm' && choice.mode !== 'rebuild') return [];
  return [
    ...(choice.mode === 'rebuild' ? rebuildRules(facts, choice, target) : []),
    ...nameRules(facts, choice, target, context),
    ...networkRules(facts, choice, target, context),
  ];
}

function rebuildRules(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): Violation[] {
  const found: Violation[] = [];
  if (target.form === 'vhd') {
    const known = facts.encryption.managed.value === 'no';
    found.push({ code: known ? 'rebuild-unmanaged' : 'rebuild-managed-unknown', params: { vm: facts.item.vmName } });
  }
  const { vmSize, vmSizes = [] } = facts.profile;
  const named = [facts.point.vmSize, facts.vm?.size, vmSize, ...vmSizes].flatMap((size) => size ?? []);
  const offered = [...new Map(named.map((size) => [size.toLowerCase(), size])).values()];
  const { size } = choice;
  if (size !== undefined && !offered.some((one) => one.toLowerCase() === size.toLowerCase())) {
    found.push({ code: 'size-not-offered', params: { size, sizes: offered.join(', ') } });
  }
  return found;
}

function nameRules(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  { restored }: RestoreContext,
): Violation[] {
  const name = choice.names?.vm ?? '';
  if (name === '') return [{ code: 'new-vm-name-missing', params: {} }];
  if (!isVmName(name)) return [{ code: 'new-vm-name-invalid', params: { name } }];
  const params = { name, group: nameOf(target.resourceGroupId) };
  // Of one that was gone, the copy may stand under its very id by then: whether that is ours is told by its tag.
  const original =
    !restored && target.vmId !== undefined && facts.vm !== undefined && sameArmId(target.vmId, facts.vm.id);
  const others = (facts.taken ?? []).filter(({ ours }) => !ours);
  if (original || others.some(({ type }) => type === 'vm')) return [{ code: 'new-vm-name-taken', params }];
  const nic = others.find(({ type }) => type === 'nic');
  return nic ? [{ code: 'new-vm-interface-taken', params: { ...params, nic: nic.name } }] : [];
}

function networkRules(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  context: RestoreContext,
): Violation[] {
  const found: Violation[] = [];
  const vm = facts.item.vmName;
  if (target.subnetId === undefined) {
    const params = { vm, vault: facts.vault.name };
    const network = choice.network ?? 'isolated';
    if (network === 'quarantine') found.push({ code: 'quarantine-no-place', params });
    else if (network === 'isolated') found.push({ code: 'new-vm-subnet-missing', params: { vault: params.vault } });
    else found.push({ code: 'original-subnet-unknown', params });
  }
  if (target.subnetId !== undefined && facts.subnetThere === 'no') {
    const subnet = nameOf(target.subnetId);
    found.push({ code: 'subnet-gone', params: { subnet, network: nameOf(networkOf(target.subnetId)) } });
  }
  if (choice.network === 'in-place' && !context.signed && !isOut(facts)) {
    found.push({ code: 'in-place-running', params: { vm } });
  }
  return found;
}

/** Gone or deallocated: the only states in which the original surely answers to nobody. */
function isOut({ vm }: RestoreFacts): boolean {
  return vm === undefined || vm.power === 'deallocated';
}
