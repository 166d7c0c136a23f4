import { parseArmId } from '../world/arm-id.ts';
import {
  configureBackup,
  deleteProtection,
  stopProtection,
  suspendBackups,
  undelete,
} from '../world/configure-backup.ts';
import { keepsLess } from '../world/policy.ts';
import { protectionTrouble, registeredElsewhere } from '../world/protection-trouble.ts';
import { changeOperation, deleteOperation, stopOperation, suspendOperation } from '../world/resource-guard.ts';
import type { Job, Operation, Policy, ProtectedItem, Vault } from '../world/vault.ts';
import { accepted } from './accepted.ts';
import { activity, properties } from './backup-triggers.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError, notServed } from './errors.ts';
import { itemId, itemPath, theItem, theVault } from './find.ts';
import { immutable, requireGuardRequest, requireSuspendable } from './guard-check.ts';
import { type Route, route } from './router.ts';

/** One PUT protects, changes the policy, stops, suspends, resumes and undeletes. */
export function backupProtectionRoutes(): Route[] {
  return [route('PUT', itemPath, put), route('DELETE', itemPath, remove)];
}

type Wish = {
  protectedItemType?: string;
  sourceResourceId?: string;
  policyId?: string;
  protectionState?: string;
  isRehydrate?: boolean;
  resourceGuardOperationRequests?: string[];
  extendedProperties?: { diskExclusionProperties?: unknown };
};

function put(context: Context): Reply {
  const vault = theVault(context);
  const wish = properties(context) as Wish;
  const vmId = wish.sourceResourceId ?? '';
  if (!/^Microsoft.Compute\/virtualMachines$/i.test(wish.protectedItemType ?? '') || !namesItem(context, vmId)) {
    throw badRequest();
  }
  if (wish.extendedProperties?.diskExclusionProperties) throw notServed('backup of some disks of a machine only');
  if (wish.isRehydrate) {
    const item = theItem(context);
    return reply(context, itemId(item), `undelete of ${item.vmName}`, undelete(context.world, item, activity(context)));
  }
  if (['ProtectionStopped', 'BackupsSuspended'].includes(wish.protectionState ?? ''))
    return stop(context, vault, theItem(context), wish);
  const policy = policyOf(vault, wish.policyId ?? '');
  if (!policy) throw badRequest();
  mayConfigure(context, vmId);
  const trouble = protectionTrouble(context.world, vault, vmId);
  if (trouble?.code === registeredElsewhere) throw new AzureError(409, trouble.code, trouble.message);
  mayWeaken(context, vault, policy, wish);
  const started = configureBackup(context.world, vault, vmId, policy, activity(context));
  return reply(context, `/${context.segments.join('/')}`, `protection of ${parseArmId(vmId)?.name}`, started);
}

function stop(context: Context, vault: Vault, item: ProtectedItem, wish: Wish): Reply {
  const suspends = wish.protectionState === 'BackupsSuspended';
  const operation = suspends ? suspendOperation : stopOperation;
  requireGuardRequest(context, vault, operation, wish.resourceGuardOperationRequests);
  if (suspends) requireSuspendable(vault);
  const started = (suspends ? suspendBackups : stopProtection)(context.world, item, activity(context));
  return reply(context, itemId(item), `${suspends ? 'suspension' : 'stop'} of ${item.vmName}`, started);
}

/** A call without a body: passing a guard would take unlocking the deletion first, which is not served here. */
function remove(context: Context): Reply {
  const [vault, item] = [theVault(context), theItem(context)];
  requireGuardRequest(context, vault, deleteOperation, undefined);
  if (vault.isImmutable) throw immutable();
  if (item.softDeletedAt) return { status: 204 };
  const started = deleteProtection(context.world, item, activity(context));
  return reply(context, itemId(item), `deletion of the backups of ${item.vmName}`, started);
}

/** Whether a change weakens the protection of an item, by a policy that keeps its points shorter. */
function mayWeaken(context: Context, vault: Vault, policy: Policy, wish: Wish): void {
  const item = vault.items.get(param(context, 'protectedItemName').toLowerCase());
  const before = item && vault.policies.get(item.policyName.toLowerCase());
  if (!before || !keepsLess(before.properties, policy.properties)) return;
  requireGuardRequest(context, vault, changeOperation, wish.resourceGuardOperationRequests);
  if (vault.isImmutable) throw immutable();
}

function reply(context: Context, id: string, what: string, { operation, job }: { operation: Operation; job?: Job }) {
  const effect = job ? `${what} accepted job ${job.id}` : `${what} refused: ${operation.error?.code}`;
  return accepted(context, id, operation, effect);
}

/** Whether container and item of the address are those of this VM. */
function namesItem(context: Context, vmId: string): boolean {
  const { group = '', name = '' } = parseArmId(vmId) ?? {};
  const unique = `iaasvmcontainerv2;${group};${name}`.toLowerCase();
  return (
    name !== '' &&
    param(context, 'containerName').toLowerCase() === `iaasvmcontainer;${unique}` &&
    param(context, 'protectedItemName').toLowerCase() === `vm;${unique}`
  );
}

function policyOf(vault: Vault, id: string) {
  const [base, name = ''] = id.split(/\/backupPolicies\//i);
  return base?.toLowerCase() === vault.id.toLowerCase() ? vault.policies.get(name.toLowerCase()) : undefined;
}

/** Azure Backup acts on the VM in the caller's name, for which Microsoft names Virtual Machine Contributor. */
function mayConfigure({ world, principal }: Context, vmId: string): void {
  const action = 'Microsoft.Compute/virtualMachines/write';
  if (world.roles.allows(principal, action, vmId)) return;
  throw new AzureError(
    403,
    'LinkedAuthorizationFailed',
    `The client with object id '${principal}' has permission to perform action 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write' on the vault; however, it does not have permission to perform action '${action}' on the linked scope '${vmId}' or the linked scope is invalid.`,
  );
}

function badRequest(): AzureError {
  return new AzureError(
    400,
    'BMSUserErrorInvalidConfigureProtectionRequest',
    'Input for configure protection is not in proper format\r\nPlease ensure that container exists and other parameters are in valid format',
  );
}
