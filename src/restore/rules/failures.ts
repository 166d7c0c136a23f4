import { explainError } from '../../azure/rules/explain-error.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { AdeExtensionFacts, VmFacts } from '../../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl, spelledName } from '../../kernel/keys.ts';
import type { SignedPlan } from './plan.ts';
import { parseStepResult } from './results.ts';

const unwell = new Set([
  'rebuild.extension-failed',
  'rebuild.extension-agent-silent',
  'rebuild.verify-not-provisioned',
  'rebuild.verify-not-provisioned-yet',
  'rebuild.verify-not-encrypted',
  'rebuild.verify-agent-silent',
]);

/** The machine is there, and what is on its screen may say why it does not come up. */
export function hasScreen({ code }: Failure): boolean {
  return unwell.has(code);
}

/** Taking it off its host and starting it again may bring it up. */
export function mayRestart(failure: Failure): boolean {
  return hasScreen(failure) || failure.code === 'rebuild.verify-deallocated';
}

/** Kind of the timer that shows the screen: the picture is asked of Azure, which no transaction waits for. */
export function timerOfFailure(failure: Failure): 'screen' | undefined {
  return hasScreen(failure) ? 'screen' : undefined;
}

/** Additions to the line of a step. */
export function restoredStepView(...of: Parameters<typeof suspectSecret>): { warned?: Failure } {
  const warned = suspectSecret(...of);
  return warned ? { warned } : {};
}

/**
 * A wrapped secret that was set anew came out of the staging account, where others may write, and only the machine shows
 * whether it is the right one. Where that does not come up, the versions that this request set may be false; what Key
 * Vault itself restored from its sealed backup has no new version.
 */
export function suspectSecret(
  { kind, result }: { kind: string; result: unknown },
  { id, failure }: { id: string; failure: Failure | null },
): Failure | undefined {
  if (kind !== 'recover-keys' || result === null || !failure || !mayRestart(failure)) return undefined;
  const pairs = parseStepResult({ [kind]: result }, kind)?.replaced ?? [];
  const set = pairs.flatMap(({ from, to }) => {
    const { secretUrl } = to.bek;
    const address = keyUrlKey(secretUrl) === keyUrlKey(from.bek.secretUrl) ? undefined : parseKeyUrl(secretUrl);
    return address ? [{ ...address, name: spelledName(secretUrl), vault: address.host.split('.')[0] ?? '' }] : [];
  });
  if (set.length === 0) return undefined;
  const names = set.map(({ vault, name, version }) => `${vault}/${name}, version ${version}`).join('; ');
  const lines = set.map(
    ({ vault, name, version }) =>
      `az keyvault secret set-attributes --vault-name ${vault} --name ${name} --version ${version} --enabled false --output none`,
  );
  return { code: 'secret-perhaps-false', params: { id, names, lines: lines.join('; ') } };
}

/**
 * Why Azure did not start or deallocate a machine when it was last asked to, in its own words and the catalogue's.
 * @param since when it was asked: what failed before that says nothing of it
 */
export function powerFailure(
  { name, provisioningState, provisioningFailure: found }: VmFacts,
  since: Date,
  wanted: 'running' | 'deallocated',
): Failure | undefined {
  if (provisioningState.toLowerCase() !== 'failed' || !found?.at || found.at < since) return undefined;
  const { code, message } = found;
  const known = explainError({ code, message });
  const what = wanted === 'running' ? 'start-failed' : 'deallocate-failed';
  const params = { vm: name, azureCode: code, message, ...(known && { known: known.id }) };
  return { code: `rebuild.${what}${known ? '-known' : ''}`, params };
}

/**
 * Why the encryption extension came to nothing. Without an agent that reports nothing can run in a machine, so it is
 * the machine that did not come up. Azure tells the error in the machine, not in the extension.
 */
export function extensionFailure(extension: AdeExtensionFacts, vm: VmFacts | undefined): Failure {
  const { name, provisioningState } = extension;
  const error = vm?.provisioningFailure;
  const said = error ? [error.code, error.message].filter(Boolean).join(': ') : provisioningState;
  if (!vm || vm.agentReady === 'yes') return { code: 'rebuild.extension-failed', params: { name, said } };
  return { code: 'rebuild.extension-agent-silent', params: { name, vm: vm.name, said } };
}

/** Azure has no room for the size where it is wanted. */
const full = new Set([
  'allocationfailed',
  'zonalallocationfailed',
  'overconstrainedallocationrequest',
  'overconstrainedzonalallocationrequest',
  'skunotavailable',
  'usererrorskunotavailable',
]);

/** The same, or Azure does not let this subscription have more of it. */
const noRoom = new Set([...full, 'quotaexceeded', 'operationnotallowed', 'usererrorcorecountsubscriptionquotareached']);

/** Names the size that there is no room for, which the catalogue can't: it only knows Azure's code. */
export function roomFailure(failure: Failure, size: string | undefined): Failure {
  const { azureCode } = failure.params;
  if (size === undefined || !full.has(String(azureCode).toLowerCase())) return failure;
  return { code: 'rebuild.no-room', params: { size, title: String(azureCode) } };
}

/**
 * Sizes to try instead, of those that were approved with the plan, when a deployment failed for want of room. Zones are
 * not among them: restored disks are bound to theirs.
 * @param tried the size that failed
 */
export function otherSizes(failure: Failure, approved: readonly string[], tried: string | undefined): string[] {
  if (!noRoom.has(azureCodeOf(failure))) return [];
  return approved.filter((size) => size.toLowerCase() !== tried?.toLowerCase());
}

/** Zones to ask for in a new request instead: a quota is the same in all of them. */
export function otherZones(failure: Failure, zones: readonly string[]): readonly string[] {
  return full.has(azureCodeOf(failure)) ? zones : [];
}

/** A catalogued refusal carries Azure's own code as its title. */
function azureCodeOf({ params }: Failure): string {
  return String(params.azureCode ?? params.title ?? '').toLowerCase();
}

/**
 * The sizes that a machine may be deployed with: the list that the plan carries, and what it was made for itself.
 * @param own of the choice, else of the point
 */
export function approvedSizes({ effects }: Pick<SignedPlan, 'effects'>, own: string | undefined): string[] {
  return [...new Set([...effects.alternatives.sizes, ...(own ? [own] : [])])];
}
