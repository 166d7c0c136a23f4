import { startBackup } from '../world/backups.ts';
import { passesGuard, restoreOperation } from '../world/resource-guard.ts';
import type { RestoreRequest } from '../world/restore-request.ts';
import { startRestore } from '../world/restores.ts';
import type { Vault } from '../world/vault.ts';
import { accepted } from './accepted.ts';
import type { Context, Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { itemId, itemPath, pointPath, theItem } from './find.ts';
import { guarded, requireGuardRequest } from './guard-check.ts';
import { invalid } from './paging.ts';
import { thePoint } from './recovery-points.ts';
import { type Route, route } from './router.ts';

/**
 * On-demand backup and restore: accepted at once, then an operation, then a job. Repeating a request id starts a second
 * one.
 */
export function backupTriggerRoutes(): Route[] {
  return [route('POST', `${itemPath}/backup`, backup), route('POST', `${pointPath}/restore`, restore)];
}

function backup(context: Context): Reply {
  const item = theItem(context);
  const { objectType, recoveryPointExpiryTimeInUTC: expiry } = properties(context);
  if (objectType !== 'IaasVMBackupRequest') throw invalid(`objectType ${String(objectType)}`);
  const expiresAt = expiry === undefined ? undefined : new Date(String(expiry));
  if (expiresAt && !(expiresAt > context.now)) throw invalid('recoveryPointExpiryTimeInUTC must be in the future');
  const { operation, job } = startBackup(context.world, item, expiresAt, activity(context));
  return accepted(
    context,
    itemId(item),
    operation,
    job
      ? `backup accepted job ${job.id} of ${item.vmName}`
      : `backup of ${item.vmName} refused: ${operation.error?.code}`,
  );
}

const restoreTypes = ['RestoreDisks', 'AlternateLocation', 'OriginalLocation'];

function restore(context: Context): Reply {
  const [item, point] = [theItem(context), thePoint(context)];
  const request = properties(context) as RestoreRequest;
  if (!/^IaasVMRestore(WithRehydration)?Request$/.test(request.objectType ?? '')) {
    throw invalid(`objectType ${String(request.objectType)}`);
  }
  if (request.recoveryPointId !== point.name)
    throw invalid('recoveryPointId differs from the recovery point of the address');
  if (!restoreTypes.includes(request.recoveryType ?? '')) throw invalid(`recoveryType ${String(request.recoveryType)}`);
  if (request.region?.toLowerCase().replaceAll(' ', '') !== item.vault.location)
    throw invalid(`region ${String(request.region)}`);
  mayRestore(context, item.vault, request.resourceGuardOperationRequests);
  const { operation, job } = startRestore(context.world, item, point, request, activity(context));
  return accepted(
    context,
    itemId(item),
    operation,
    job
      ? `restore accepted job ${job.id} of ${item.vmName}`
      : `restore of ${item.vmName} refused: ${operation.error?.code}`,
  );
}

/** Versions before 2024-04-01 ignore the member that names the guard's request. */
function mayRestore(context: Context, vault: Vault, named: unknown): void {
  if (vault.guard?.namedInRestores) {
    requireGuardRequest(context, vault, restoreOperation, context.apiVersion < '2024-04-01' ? undefined : named);
  } else if (!passesGuard(context.world, vault, restoreOperation, context.principal)) {
    throw guarded(context, vault, restoreOperation);
  }
}

/** The id comes back as the job's activityId; a caller that sends none gets one. */
export function activity(context: Context): string {
  return context.clientRequestId ?? context.world.nextId('activity');
}

export function properties(context: Context): Record<string, unknown> {
  const body = context.body as { properties?: Record<string, unknown> } | undefined;
  if (typeof body !== 'object' || typeof body?.properties !== 'object')
    throw new AzureError(
      400,
      'InvalidRequestContent',
      'The request content was invalid and could not be deserialized.',
    );
  return body.properties;
}
