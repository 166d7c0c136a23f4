import { sendGuarded } from '../../access/resource-guard.ts';
import type { SendOutcome } from '../../azure/calls.ts';
import { requestTag } from '../../kernel/request.ts';
import type { RequestServices } from '../../requests/services.ts';
import { defineStep, type FindResult, type StepAt, type StepInput } from '../../saga/step-handler.ts';
import { madeByRestore } from '../read-made.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { madeTags } from '../rules/made.ts';
import { isCompletedRestore, parseStepResult, storedResults } from '../rules/results.ts';
import type { StoredRestore } from '../stored-restore.ts';

export const restoreDisksStep = restoring('restore-disks');
export const restoreVmStep = restoring('restore-vm');
export const replaceDisksStep = restoring('replace-disks');

/** Restores a recovery point, unless the restore that was to bring out a lost key came to its end: the key was there. */
function restoring(kind: 'restore-disks' | 'restore-vm' | 'replace-disks') {
  return defineStep(restoreRequest, {
    job: 'Restore',
    result: storedResults[kind],

    async needed(_services, { results }) {
      const first = parseStepResult(results, 'export-key');
      return first && isCompletedRestore(first) ? { kind: 'no', state: 'done', result: first } : { kind: 'yes' };
    },

    send: sendRestore,
    find: findRestore,
  });
}

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

/**
 * Azure Backup tags what it makes with the id of its job; this adds the request's, by which people and `leftovers` find
 * it. Our own deployments tag what they make.
 */
export const tagMadeStep = defineStep(restoreRequest, {
  job: 'none',
  tidies: 'found',

  async needed(services, at) {
    return (await untagged(services, at)).length > 0 ? { kind: 'yes' } : { kind: 'no' };
  },

  async send(services, at) {
    const tags = madeTags(at.request.id, at.plan.plan.effects);
    for (const scope of await untagged(services, at)) {
      const outcome = await services.azure.tags.merge({ scope, tags, clientRequestId: at.attempt.id });
      if (outcome.kind !== 'accepted') return outcome;
    }
    return { kind: 'accepted' };
  },

  async find(services, at) {
    return (await untagged(services, at)).length > 0 ? { kind: 'absent' } : { kind: 'done' };
  },
});

async function untagged(
  services: RequestServices,
  { plan, request, results }: StepAt<StoredRestore>,
): Promise<string[]> {
  const restored = parseStepResult(results, 'restore-disks') ?? parseStepResult(results, 'restore-vm');
  const made = restored ? await madeByRestore(services, plan, restored.jobId, request.created_at) : [];
  return made.filter(({ tags }) => tags[requestTag] !== request.id).map(({ id }) => id);
}
