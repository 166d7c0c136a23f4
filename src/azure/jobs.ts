import type { Clock } from '../kernel/clock.ts';
import type { JobFacts, JobStatus } from '../kernel/facts.ts';
import { askAll, askAzure, askIfThere, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { encryptionInfoOf, parseJob } from './parse/job.ts';
import { filterDate } from './parse/moments.ts';
import { requireStagingBlob } from './rules/staging-blob.ts';

/** `since` is about the start of a job. */
type JobFilter = { status?: JobStatus; operation?: string; since?: Date };

export type Jobs = {
  /** Listed jobs have no tasks, percentage and properties. */
  list(vault: Ref, filter?: JobFilter): Promise<JobFacts[]>;
  get(vault: Ref, jobId: string): Promise<JobFacts | undefined>;
  /**
   * Address, without a signature, of the blob with key material that a restore left; undefined where it left none. It
   * is asked for when it is needed and kept nowhere.
   * @param accountId ARM id of the staging account that was signed
   * @throws blob-elsewhere, azure.*; azure.not-found where Azure does not know the job, of which nobody can tell what it left
   */
  encryptionInfo(vault: Ref, jobId: string, accountId: string): Promise<string | undefined>;
};

const day = 24 * 60 * 60 * 1000;

/** @param blobSuffix e.g. blob.core.windows.net */
export function createJobs(clients: ClientsOf, clock: Clock, blobSuffix: string): Jobs {
  const details = (vault: Ref, jobId: string) => {
    const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
    const { jobDetails } = clients(subscriptionId).reading.backup;
    return jobDetails.get(name, resourceGroup, jobId);
  };
  return {
    list(vault, filter = {}) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backupJobs } = clients(subscriptionId).reading.backup;
      // A start without an end is not honoured by every api-version; tomorrow covers jobs that start during the call.
      const until = new Date(clock.now().getTime() + day);
      const predicates = [
        "backupManagementType eq 'AzureIaasVM'",
        filter.status && `status eq '${filter.status}'`,
        filter.operation && `operation eq '${filter.operation}'`,
        filter.since && `startTime eq '${filterDate(filter.since)}' and endTime eq '${filterDate(until)}'`,
      ];
      return askAll(
        backupJobs.list(name, resourceGroup, { ...wholePages, filter: predicates.filter(Boolean).join(' and ') }),
        parseJob,
      );
    },
    async get(vault, jobId) {
      const found = await askIfThere(() => details(vault, jobId));
      return found && parseJob(found);
    },
    async encryptionInfo(vault, jobId, accountId) {
      const uri = encryptionInfoOf(await askAzure(() => details(vault, jobId)), blobSuffix);
      return uri && requireStagingBlob(uri, accountId, blobSuffix);
    },
  };
}
