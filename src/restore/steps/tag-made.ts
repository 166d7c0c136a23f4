import { requestTag } from '../../kernel/request-tag.ts';
import type { RequestServices } from '../../requests/services.ts';
import { type StepAt, stepOf } from '../../saga/step-handler.ts';
import { madeByRestore } from '../made-resources.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { madeTags } from '../rules/made-tags.ts';
import { resultOf } from '../rules/results.ts';
import type { StoredRestore } from '../stored-restore.ts';

/**
 * What Azure Backup made carries the id of its job; this adds the request's, by which people and `leftovers` find it.
 * A deployment of ours tags what it makes itself.
 */
export const tagMadeStep = stepOf(restoreRequest, {
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
  const restored = resultOf(results, 'restore-disks') ?? resultOf(results, 'restore-vm');
  const made = restored ? await madeByRestore(services, plan, restored.jobId, request.created_at) : [];
  return made.filter(({ tags }) => tags[requestTag] !== request.id).map(({ id }) => id);
}
