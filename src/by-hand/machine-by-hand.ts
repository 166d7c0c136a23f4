import { nameOf } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import { groupBeyondAz } from '../requests/rules/change-lines.ts';
import { readPointAdvice } from '../restore/choose-point.ts';
import { leavingKinds } from '../restore/restore-requests.ts';
import { choosable } from '../restore/rules/points.ts';
import type { RestoreServices } from '../restore/services.ts';
import { listRequests } from '../store/requests.ts';
import { readHandFacts, readHandSource } from './by-hand.ts';
import type { ByHandCard } from './cards/by-hand.ts';
import { byHand } from './rules/by-hand.ts';
import { handRights } from './rules/hand-rights.ts';
import type { HandFacts } from './rules/hand-step.ts';
import { deallocateLine } from './rules/quarantine-lines.ts';
import type { Shell } from './rules/typed-lines.ts';

/** What the lines are made of. at: time of the point. */
export type FoundByHand = { facts: HandFacts; at: Date } & Pick<ByHandCard, 'busy' | 'open' | 'pair'>;

type Parts = Pick<
  RestoreServices,
  'azure' | 'inventory' | 'planning' | 'store' | 'requestKinds' | 'clock' | 'config' | 'log'
>;

/** The restore of the machine's recommended point, as the form would offer it. @throws no-points, plan.<code>, azure.* */
export async function restoreByHand(services: Parts, listed: Target): Promise<FoundByHand> {
  const { azure, store, requestKinds } = services;
  const points = choosable(await azure.points.list(listed.item.id));
  const target = await services.inventory.readNow(listed);
  const restores = await listRequests(store.db, {
    kinds: leavingKinds(requestKinds),
    states: ['pending', 'approved', 'running'],
    vmId: target.item.vmId,
  });
  const open = (restores.find(({ state }) => state === 'running') ?? restores[0])?.id;
  const { advice } = await readPointAdvice(services, target, points, points);
  const point = advice?.point ?? points[0];
  if (!point) throw new CodedError('no-points', { vm: target.item.vmName });
  const source = await readHandSource(services, target, point);
  return { facts: await readHandFacts(services, source, {}, []), at: point.at, ...(open && { open }) };
}

/** Facts as lines, with what a person should know before typing them. */
export function byHandData(
  services: Pick<Parts, 'clock' | 'config' | 'planning'>,
  { facts, at, busy, open, pair }: FoundByHand,
  shell: Shell,
): ByHandCard {
  const steps = byHand(facts);
  // Across regions az itself gets the token that it needs.
  const beyondAz = facts.inPair ? groupBeyondAz(facts.vm.id) : undefined;
  return {
    vm: facts.vm.name,
    ...(facts.requestId && { request: facts.requestId }),
    point: at,
    now: services.clock.now(),
    shell,
    steps,
    rights: handRights(facts, steps, shell),
    ...(busy && { busy }),
    ...(open && { open }),
    ...(pair && { pair }),
    ...(beyondAz && { beyondAz }),
    ...(facts.plan.effects.networkMode === 'quarantine' && { quarantine: quarantineOf(services, facts) }),
    portal: services.config.cloud.portal,
  };
}

/** Checks for a person who makes the copy by hand, and what releases it. */
function quarantineOf({ planning }: Pick<Parts, 'planning'>, facts: HandFacts): NonNullable<ByHandCard['quarantine']> {
  return {
    openings: facts.plan.effects.quarantine?.openings ?? [],
    subnets: (planning.findProfile(facts.vault.name)?.quarantine?.releaseSubnetIds ?? []).map(nameOf),
    deallocate: deallocateLine(facts),
  };
}
