import { requireMachineId } from '../chat/arguments.ts';
import type { Turn, Verb } from '../chat/turn.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import { type Answer, newNonce } from '../kernel/chat.ts';
import { CodedError, readValue } from '../kernel/errors.ts';
import { qualified } from '../machines/inventory.ts';
import { readMachine } from '../machines/read-machine.ts';
import { shownAccess, wantedWhereLacking } from '../machines/rules/key-access-gaps.ts';
import type { PlanTarget } from '../requests/rules/stored-parts.ts';
import { itemTarget } from '../requests/stored-request.ts';
import { askFor } from './ask-for.ts';
import { type KeyaccessCard, keyaccessCard, keyaccessText } from './cards/keyaccess.ts';
import { inspectKeyAccess, subscriptionsWithoutRole, widerRole } from './key-access.ts';
import { prepareGrant } from './prepare.ts';
import { requireMachine } from './require-machine.ts';
import { grantByHand, grantSetByHand } from './rules/grant-by-hand.ts';
import { carriesOut, keyRole } from './rules/plan-grant.ts';

/** Buttons of key access: its card, and the request for it. `check` has them. */
export const keyAccessVerbs: Record<string, Verb> = {
  'open-keyaccess': (turn) => showKeyAccess(turn, requireMachineId(turn)),
  'keyaccess-look': (turn) => showKeyAccess(turn, requireMachineId(turn)),
  'keyaccess-grant': (turn) => beginGrant(turn, requireMachineId(turn), undefined),
};

const readVm = 'Microsoft.Compute/virtualMachines/read';

async function inspect(turn: Turn, name: string) {
  const { services, incoming } = turn;
  const found = await requireMachine(turn, name);
  const target: PlanTarget =
    found.kind === 'protected'
      ? itemTarget(found.target)
      : { vaultId: '', vaultName: '', containerName: '', vmId: found.vmId, vmName: found.vmName };
  await services.access.require(incoming.from.objectId, [{ action: readVm, scope: target.vmId }], false);
  const { vm, encryption } = await readMachine(services.azure, target.vmId);
  const inspected = await inspectKeyAccess(services, target.vmName, encryption, true);
  const id = found.kind === 'protected' ? qualified(found.target) : found.vmId;
  return { id, target, vm, ...inspected };
}

/** Shows whether Azure Backup can read a machine's keys, and how it gets that access. */
async function showKeyAccess(turn: Turn<'action'>, name: string): Promise<Answer> {
  const { services, shared } = turn;
  const { cloud } = services.config;
  const { id, target, access, serviceId, byHand } = await inspect(turn, name);
  const object = readValue(serviceId);
  const isLacking = access.kind === 'lacking';
  const subscription = isLacking ? subscriptionOf(access.gaps[0]?.keyVaultId ?? '') : '';
  const lacksRole = isLacking ? await subscriptionsWithoutRole(services, access.gaps) : [];
  // The commands for a person assign this role as well, so a widened role stops them too.
  const refusal = isLacking ? await widerRole(services, target.vmName, access.gaps) : undefined;
  if (refusal) throw new CodedError(refusal.code, refusal.params);
  const canGrant = isLacking && carriesOut(services.config, access.gaps) && lacksRole.length === 0;
  const granted =
    isLacking && !canGrant
      ? grantByHand(wantedWhereLacking(access), cloud.backupManagementAppId, object ?? '', lacksRole)
      : { az: [], powershell: [] };
  const others = grantSetByHand(byHand);
  const hand = {
    az: [...granted.az, ...others.az],
    powershell: [...granted.powershell, ...others.powershell],
  };
  const data: KeyaccessCard = {
    id,
    nonce: newNonce(),
    vm: target.vmName,
    access,
    service: { app: cloud.backupManagementAppId, ...(object && { object }) },
    role: keyRole.nameFor(subscription),
    ...(byHand.length > 0 && { byHand }),
    ...(hand.az.length > 0 && { hand }),
    offers:
      isLacking && canGrant
        ? ['keyaccess-grant']
        : isLacking || access.kind === 'unknown' || byHand.length > 0
          ? ['keyaccess-look']
          : [],
  };
  return { kind: 'reply', body: { text: keyaccessText(data, shared), card: keyaccessCard(data, shared) } };
}

export async function beginGrant(
  turn: Turn<'text' | 'action'>,
  name: string,
  reason: string | undefined,
): Promise<Answer> {
  const { target, access, byHand, serviceId, vm } = await inspect(turn, name);
  const keyAccess = shownAccess(target.vmName, access, byHand);
  const about = { target, keyAccess, principal: readValue(serviceId), tags: vm?.tags ?? {} };
  // The request of a machine without a vault is listed under its key vault, so that lists know who may see it.
  const keyVaultId = access.kind === 'lacking' ? (access.gaps[0]?.keyVaultId ?? '') : '';
  const placed = target.vaultId === '' ? { ...about, target: { ...target, vaultId: keyVaultId } } : about;
  const plan = await prepareGrant(turn.services, placed, turn.incoming.from);
  return askFor(turn, plan, reason);
}
