import type { ClientsOf } from './clients.ts';
import { type FindOutcome, type FindQuery, findJob } from './find-job.ts';
import type { Jobs } from './jobs.ts';
import { type SendOutcome, sendOnce } from './outcome.ts';
import { idOf, itemOf, nameOf, type Ref, vaultOf } from './parse/arm-id.ts';

/** The fields of Azure's IaasVMRestoreRequest that a plan may set; ids are ARM ids. */
export type RestoreRequest = {
  recoveryPointId: string;
  recoveryType: 'RestoreDisks' | 'AlternateLocation' | 'OriginalLocation';
  sourceResourceId: string;
  region: string;
  targetVirtualMachineId?: string;
  /** Without it a managed VM's disks come back as unmanaged VHDs in the staging account. */
  targetResourceGroupId?: string;
  storageAccountId?: string;
  virtualNetworkId?: string;
  subnetId?: string;
  createNewCloudService?: boolean;
  originalStorageAccountOption?: boolean;
  encryptionDetails?: {
    encryptionEnabled: boolean;
    secretKeyUrl?: string;
    secretKeyVaultId?: string;
    kekUrl?: string;
    kekVaultId?: string;
  };
  /** [] restores the OS disk alone. */
  restoreDiskLunList?: number[];
  restoreWithManagedDisks?: boolean;
  diskEncryptionSetId?: string;
  zones?: string[];
};

export type Restores = {
  /** @param point the recovery point's ARM id */
  send(point: Ref, request: RestoreRequest, clientRequestId: string): Promise<SendOutcome>;
  find(query: FindQuery): Promise<FindOutcome>;
};

export function createRestores(clients: ClientsOf, jobs: Jobs): Restores {
  return {
    send(ref, request, clientRequestId) {
      const { subscriptionId, resourceGroup, name } = vaultOf(ref);
      const point = nameOf(idOf(ref));
      const { container, item } = itemOf(ref);
      const { restores } = clients(subscriptionId).changing.backup;
      const properties = { ...request, objectType: 'IaasVMRestoreRequest' as const };
      return sendOnce(clientRequestId, (options) =>
        restores.beginTrigger(name, resourceGroup, 'Azure', container, item, point, { properties }, options),
      );
    },
    find: (query) => findJob(jobs, query),
  };
}
