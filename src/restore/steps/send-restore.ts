import { sendGuarded } from '../../access/resource-guard.ts';
import type { SendOutcome } from '../../azure/outcome.ts';
import type { RequestServices } from '../../requests/services.ts';
import type { FindResult, StepInput } from '../../saga/step-handler.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** The restore of the plan. Azure gives the client request id back as the job's activityId. */
export async function sendRestore(
  { azure, inventory }: RequestServices,
  { plan: { target, plan }, attempt }: StepInput<StoredRestore>,
): Promise<SendOutcome> {
  const vault = await inventory.vault(target.vaultId);
  const call = { vault, item: target, pointName: target.pointName, body: plan.body, clientRequestId: attempt.id };
  return sendGuarded({ azure }, { vault, operation: 'restore', code: 'check.guarded' }, (named) =>
    azure.restores.send({ ...call, ...named }),
  );
}

export async function findRestore(
  { azure, inventory }: RequestServices,
  { plan: { target }, attempt }: StepInput<StoredRestore>,
): Promise<FindResult> {
  const vault = await inventory.vault(target.vaultId);
  return azure.restores.find({
    vault,
    containerName: target.containerName,
    operation: 'Restore',
    clientRequestId: attempt.id,
    sentAt: attempt.opened_at,
  });
}
