import type { Operation } from '../world/vault.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { itemPath, notInVault, theVault, vaultPath } from './find.ts';
import { type Route, route } from './router.ts';
import { showDate } from './show-date.ts';

/** Addresses of operations: their status (200 with a state) and their result (202 until it is 204). */
export function backupOperationRoutes(): Route[] {
  return [
    route('GET', `${vaultPath}/backupOperations/{operationId}`, status),
    route('GET', `${itemPath}/operationsStatus/{operationId}`, status),
    route('GET', `${vaultPath}/backupOperationResults/{operationId}`, result),
    route('GET', `${itemPath}/operationResults/{operationId}`, result),
    route('GET', `${vaultPath}/backupJobs/{jobName}/operationResults/{operationId}`, result),
  ];
}

function status(context: Context): Reply {
  return { status: 200, body: showOperation(theOperation(context), context.now) };
}

/** Modelled: a wrong operation id gets a 404, and its text. Recorded is only ARM's 404 of a deleted vault. */
export function theOperation(context: Context): Operation {
  const operation = theVault(context).operations.get(param(context, 'operationId').toLowerCase());
  if (!operation) throw notInVault('The specified operation was not found.');
  return operation;
}

export function showOperation(
  operation: Operation,
  now: Date,
  properties?: Record<string, unknown>,
): Record<string, unknown> {
  const done = now >= operation.doneAt;
  const { id, acceptedAt, error, jobId } = operation;
  return {
    id,
    name: id,
    status: done ? (error ? 'Failed' : 'Succeeded') : 'InProgress',
    startTime: showDate(acceptedAt),
    // The service sends this sentinel without a zone while the operation runs (2,162 recorded), and in the end the time
    // of the start again (713 of 713).
    endTime: done ? showDate(acceptedAt) : '0001-01-01T00:00:00',
    ...(done && error && { error }),
    ...(done && !error && jobId && { properties: { objectType: 'OperationStatusJobExtendedInfo', jobId } }),
    ...(done && properties && { properties }),
  };
}

/** 202 while it runs, then 204; a refused operation answers its error (azure-rest-api-specs 5306). */
function result(context: Context): Reply {
  const operation = theOperation(context);
  if (context.now < operation.doneAt) {
    return { status: 202, headers: { location: `https://${context.host}${context.url}`, 'retry-after': '60' } };
  }
  if (operation.error) throw new AzureError(400, operation.error.code, operation.error.message);
  return { status: 204 };
}
