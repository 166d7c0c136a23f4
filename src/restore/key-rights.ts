import { actions, hsmActions, policyGives, recoveryActions } from '../access/rules/actions.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { tryRead } from '../kernel/errors.ts';
import { isHsmKey } from '../kernel/keys.ts';
import { evaluate } from '../kernel/permissions.ts';
import type { KeyInspection } from '../machines/rules/check-machine.ts';
import type { RequestServices } from '../requests/services.ts';
import type { KeyNeed, PlanStep, RestorePlan, Warning } from './rules/plan.ts';
import { checkedKeys } from './rules/results.ts';

type Parts = Pick<RequestServices, 'azure' | 'access'>;

/** Warnings that a key has to be brought back, or may have to. */
const lost: readonly Warning['code'][] = ['set-key-lost', 'set-key-deleted', 'set-key-unknown'];

/**
 * Rights that a step needs in the key vaults that the restored disks turned out to name; before that, those of the
 * plan.
 */
export function keyNeedsOf(
  { kind, keyNeeds }: Pick<PlanStep, 'kind' | 'keyNeeds'>,
  results: Readonly<Record<string, unknown>>,
): KeyNeed[] {
  const ids = checkedKeys(results).flatMap(({ bek, kek }) => [bek.keyVaultId, ...(kek ? [kek.keyVaultId] : [])]);
  const vaults = [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
  if (vaults.length === 0) return keyNeeds;
  if (kind === 'deploy-vm') return vaults.map((scope) => ({ action: actions.deployKeys, scope, plane: 'control' }));
  if (kind !== 'recover-keys') return keyNeeds;
  return vaults.flatMap((scope) =>
    Object.values(recoveryActions).map((action) => ({ action, scope, plane: 'data' as const })),
  );
}

/**
 * Warnings about keys for approvers: a secret comes back from a copy which others may have written to; one of the
 * approvers must hold the rights that it takes, where the requester doesn't.
 * @param looks at the keys: a missing one has to be brought back, which takes more
 */
export async function keyWarnings(
  parts: Parts,
  { objectId, name }: Person,
  { steps, warnings }: Pick<RestorePlan, 'steps' | 'warnings'>,
  inspections: readonly KeyInspection[],
): Promise<Warning[]> {
  const missing =
    inspections.some(({ state }) => state.kind === 'read' && state.value.kind !== 'present') ||
    warnings.some(({ code }) => lost.includes(code));
  const needs = steps.filter(({ conditional }) => missing || !conditional).flatMap(({ keyNeeds }) => keyNeeds);
  const lacks = needs.length > 0 ? await missingKeyRight(parts, [objectId], needs) : undefined;
  return [
    ...setAnewWarning(steps, inspections),
    ...(lacks ? [{ code: codeOf(lacks), params: { name, action: lacks.action, vault: nameOf(lacks.scope) } }] : []),
  ];
}

/**
 * Whether somebody holds the key rights that an approver must hold because the requester doesn't; undefined if the
 * requester does.
 */
export async function approverKeyRights(
  parts: Parts,
  { steps, warnings }: Pick<RestorePlan, 'steps'> & { warnings: readonly { code: string }[] },
  objectId: string,
): Promise<'held' | KeyNeed | undefined> {
  const codes = warnings.map(({ code }) => code);
  const returns = codes.includes('key-return-by-approver');
  if (!returns && !codes.includes('keys-by-approver')) return undefined;
  const needs = steps.filter(({ conditional }) => returns || !conditional).flatMap(({ keyNeeds }) => keyNeeds);
  return (await firstMissing(parts, objectId, needs)) ?? 'held';
}

/** Bringing a key back takes another right than making a machine with it. */
function codeOf({ action }: KeyNeed): Warning['code'] {
  const returning: string[] = [...Object.values(recoveryActions), ...Object.values(hsmActions)];
  return returning.includes(action) ? 'key-return-by-approver' : 'keys-by-approver';
}

function setAnewWarning(steps: RestorePlan['steps'], inspections: readonly KeyInspection[]): Warning[] {
  const gone = inspections.filter(
    ({ url, state }) => /\/secrets\//i.test(url) && state.kind === 'read' && state.value.kind === 'gone',
  );
  if (gone.length === 0 || !steps.some(({ kind }) => kind === 'recover-keys')) return [];
  return [{ code: 'keys-set-anew', params: { count: gone.length } }];
}

/**
 * Whether one of these people holds everything that a step needs in Key Vault, through their own rights.
 * @returns what the first of them lacks; undefined: somebody holds it all
 */
export async function missingKeyRight(
  parts: Parts,
  people: readonly string[],
  needs: readonly KeyNeed[],
): Promise<KeyNeed | undefined> {
  let lacks: KeyNeed | undefined;
  for (const objectId of people) {
    const missing = await firstMissing(parts, objectId, needs);
    if (!missing) return undefined;
    lacks ??= missing;
  }
  return lacks;
}

async function firstMissing({ azure, access }: Parts, objectId: string, needs: readonly KeyNeed[]) {
  for (const need of needs) {
    if (isHsmKey(need.scope)) {
      if (!(await holdsInHsm(azure, objectId, need))) return need;
      continue;
    }
    // A key vault that is known by its address alone has no scope at which rights could be read.
    if (need.scope.startsWith('https:')) return need;
    const vault = need.plane === 'data' && isKeyVault(need.scope) ? await azure.keyVaults.get(need.scope) : undefined;
    const held =
      vault?.permissionModel === 'access-policy'
        ? policyGives(vault, objectId, need.action)
        : (await access.missing(objectId, [need], true)).length === 0;
    if (!held) return need;
  }
  return undefined;
}

/** An HSM that does not say who holds what gives nobody the right. */
async function holdsInHsm({ managedHsms }: Parts['azure'], objectId: string, { action, scope }: KeyNeed) {
  const rights = await tryRead(() => managedHsms.rights(new URL(scope).hostname, objectId));
  return rights.kind === 'read' && evaluate(rights.value, action, '/keys', 'data').answer === 'yes';
}

function isKeyVault(scope: string): boolean {
  return /\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+$/i.test(scope);
}
