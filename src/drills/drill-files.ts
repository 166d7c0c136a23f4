import { jobsOfRestore } from '../restore/jobs-of-restore.ts';
import { stagedOf } from '../restore/rules/staged.ts';
import type { Services } from '../services.ts';
import type { StoredDrill } from './stored-drill.ts';

/**
 * Files that Azure Backup wrote for a drill: by its own jobs, in its staging account alone.
 * @throws vault-not-found, blob-elsewhere, azure.*
 */
export async function listDrillFiles(
  services: Services,
  id: string,
  { target, place }: Pick<StoredDrill, 'target' | 'place'>,
): Promise<string[]> {
  const { azure, inventory } = services;
  const vault = await inventory.vault(target.vaultId);
  const files = new Set<string>();
  const { jobIds } = await jobsOfRestore(services, id, target);
  for (const jobId of jobIds) {
    const job = await azure.jobs.get(vault, jobId);
    const { template, config, parameters } = stagedOf(
      job?.properties ?? {},
      place.stagingId,
      azure.stagingBlobs.suffix,
    );
    const copy = await azure.jobs.encryptionInfo(vault, jobId, place.stagingId);
    for (const uri of [template, config, parameters, copy]) if (uri) files.add(uri);
  }
  return [...files].toSorted();
}
