import { nameOf } from '../kernel/arm-id.ts';
import { CodedError, type Failure, tryRead } from '../kernel/errors.ts';
import type { RequestServices } from '../requests/services.ts';
import { judgeConfiguration, judgeEffective, judgeInterface, type SegregationFinding } from './rules/segregation.ts';

/** A subnet in which a copy meets nothing of the original's world, and what it may reach all the same. */
type Place = { subnetId: string; openings: readonly string[] };

/** Codes of the failures, by the purpose of the copy. */
export type SegregationCodes = { gone: string; open: string; reachable: string };

export const quarantineCodes: SegregationCodes = {
  gone: 'quarantine-subnet-gone',
  open: 'quarantine-not-apart',
  reachable: 'quarantine-reachable',
};

/**
 * Objections to putting a copy into the subnet, by how it is configured now.
 * @throws azure.*
 */
export async function findUnsegregated(
  { azure }: Pick<RequestServices, 'azure'>,
  place: Place,
  codes: SegregationCodes,
): Promise<Failure | undefined> {
  const { subnetId, openings } = place;
  const subnet = await azure.networks.subnet(subnetId);
  if (!subnet) return { code: codes.gone, params: { subnet: nameOf(subnetId) } };
  return failureOf(codes.open, judgeConfiguration(subnet, openings));
}

/** The same of the running copy, by what takes effect at its interface. No answer of Azure is a finding as well. */
export async function findReachable(
  { azure }: Pick<RequestServices, 'azure'>,
  place: Place,
  interfaceId: string,
  codes: SegregationCodes,
): Promise<Failure | undefined> {
  const { subnetId, openings } = place;
  const [nic, subnet, ruleSets, routes] = await Promise.all([
    tryRead(() => azure.interfaces.get(interfaceId)),
    tryRead(() => azure.networks.subnet(subnetId)),
    tryRead(() => azure.networks.effectiveRules(interfaceId)),
    tryRead(() => azure.networks.effectiveRoutes(interfaceId)),
  ]);
  const configured = subnet.kind === 'read' ? subnet.value : undefined;
  const effective =
    ruleSets.kind === 'read' && routes.kind === 'read' ? { ruleSets: ruleSets.value, routes: routes.value } : undefined;
  return failureOf(codes.reachable, [
    ...judgeInterface(nic.kind === 'read' ? nic.value : undefined, subnetId),
    ...judgeEffective(effective, configured ?? { prefixes: [] }, openings),
    ...(configured ? judgeConfiguration(configured, openings) : []),
  ]);
}

/** @throws what the codes say, azure.* */
export async function requireSegregated(
  services: Pick<RequestServices, 'azure'>,
  place: Place,
  codes: SegregationCodes,
): Promise<void> {
  const against = await findUnsegregated(services, place, codes);
  if (against) throw new CodedError(against.code, against.params);
}

/** Names are what somebody gave: they are cut. */
function failureOf(code: string, findings: readonly SegregationFinding[]): Failure | undefined {
  if (findings.length === 0) return undefined;
  const said = findings.map((one) => `${one.code}${one.open === 'unknown' ? '?' : ''}: ${one.name}`.slice(0, 90));
  return { code, params: { count: findings.length, found: [...new Set(said)].slice(0, 6).join(', ') } };
}
