import { CodedError } from '../kernel/errors.ts';
import type { ListedResource } from '../kernel/place-facts.ts';
import type { RequestServices } from '../requests/services.ts';

/** What a resource group holds, of one that is gone nothing: whoever deleted it deleted all of it. @throws azure.* */
export async function listGroup({ azure }: Pick<RequestServices, 'azure'>, groupId: string): Promise<ListedResource[]> {
  try {
    return await azure.resources.inGroup(groupId);
  } catch (error) {
    const isGone = error instanceof CodedError && error.code === 'azure.not-found';
    if (isGone && error.params.azureCode === 'ResourceGroupNotFound') return [];
    throw error;
  }
}
