import { checkRestore, type Finding } from '../world/check-restore.ts';
import { addOperation } from '../world/jobs.ts';
import type { RestoreRequest } from '../world/restore-request.ts';
import type { ProtectedItem, RecoveryPoint, Vault } from '../world/vault.ts';
import { accepted } from './accepted.ts';
import { showOperation, theOperation } from './backup-operations.ts';
import type { Context, Reply } from './call.ts';
import { notServed } from './errors.ts';
import { notInVault, theVault, vaultPath } from './find.ts';
import { invalid } from './paging.ts';
import { type Route, route } from './router.ts';

/** Azure's own validation of a restore before it is requested. An empty list of results means nothing was found. */
export function backupValidationRoutes(): Route[] {
  return [
    route('POST', `${vaultPath}/backupValidateOperation`, (context) => ({
      status: 200,
      body: answer(findings(context)),
    })),
    route('POST', `${vaultPath}/backupTriggerValidateOperation`, trigger),
    route('GET', `${vaultPath}/backupValidateOperationsStatuses/{operationId}`, status),
    route('GET', `${vaultPath}/backupValidateOperationResults/{operationId}`, result),
  ];
}

function trigger(context: Context): Reply {
  const vault = theVault(context);
  const operation = addOperation(context.world, vault, { findings: findings(context) });
  const reply = accepted(context, vault.id, operation, '', {
    status: 'backupValidateOperationsStatuses',
    result: 'backupValidateOperationResults',
  });
  return { ...reply, headers: { ...reply.headers, 'retry-after': '10' } };
}

function status(context: Context): Reply {
  const operation = theOperation(context);
  const properties = {
    objectType: 'OperationStatusValidateOperationExtendedInfo',
    ...answer(operation.findings ?? []),
  };
  return { status: 200, body: showOperation(operation, context.now, properties) };
}

function result(context: Context): Reply {
  const operation = theOperation(context);
  if (context.now < operation.doneAt) return { status: 202 };
  return { status: 200, body: answer(operation.findings ?? []) };
}

function answer(found: Finding[]): Record<string, unknown> {
  return { validateOperationResponse: { validationResults: found } };
}

function findings(context: Context): Finding[] {
  const vault = theVault(context);
  const body = (context.body ?? {}) as {
    id?: string;
    properties?: { objectType?: string; restoreRequest?: RestoreRequest };
    restoreRequest?: unknown;
  };
  // Documented: API versions of 2022 have the request at the root, which names no item.
  if (!body.properties && body.restoreRequest) throw notServed('validation of a restore that names no point by its id');
  const request = body.properties?.restoreRequest;
  if (body.properties?.objectType !== 'ValidateIaasVMRestoreOperationRequest' || !request)
    throw invalid('restoreRequest');
  const { item, point } = namedBy(vault, body.id ?? '');
  return checkRestore(context.world, item, point, request);
}

function namedBy(vault: Vault, id: string): { item: ProtectedItem; point: RecoveryPoint } {
  const [, itemName = '', name = ''] =
    /\/protectedItems\/([^/]+)\/recoveryPoints\/([^/]+)$/i.exec(decodeURIComponent(id)) ?? [];
  const item = vault.items.get(itemName.toLowerCase());
  const point = item?.points.find((one) => one.name === name);
  if (!item || !point) throw notInVault('The specified recovery point was not found.');
  return { item, point };
}
