import type {
  AzureIaaSComputeVMProtectedItem,
  BackupStatusResponse,
  PreValidateEnableBackupResponse,
} from '@azure/arm-recoveryservicesbackup';
import {
  type ItemSegments,
  nameOf,
  parseItemId,
  parseVaultId,
  protectedItemIdOf,
  type Ref,
  segmentOf,
} from '../kernel/arm-id.ts';
import { askAzure, type FindOutcome, type SendOutcome, sendOnce } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { scrub } from './errors.ts';
import { type FindQuery, findSentJob, type Jobs } from './jobs.ts';
import { text } from './parse/values.ts';

/**
 * `guardRequests`: the request that a Resource Guard requires (guards.request); the caller needs a role on the
 * guard. The client knows this member for an item, so this is no raw call.
 */
type Call = { vault: Ref; vmId: string; clientRequestId: string; guardRequests?: string[] };

export type Protection = {
  /** Which vault protects a VM, in its whole subscription. @param region of the VM, e.g. westeurope */
  statusOf(vmId: string, region: string): Promise<ProtectionStatus>;
  /** Azure's objections to protecting this VM in this vault. @param region of the VM */
  validate(query: { vmId: string; region: string; vault: Ref }): Promise<ProtectionVerdict>;
  /** Starts protection, or changes its policy. Job ConfigureBackup. */
  enable(call: Call & { policyId: string }): Promise<SendOutcome>;
  /** Stops protection and keeps the data. Job DisableBackup. */
  stop(call: Call & { item: ItemSegments }): Promise<SendOutcome>;
  /** Stops backups, while points expire by the policy; only in immutable vaults. Job DisableBackup. */
  suspend(call: Call & { item: ItemSegments }): Promise<SendOutcome>;
  /** Resumes a stopped or suspended item; for a protected one it changes the policy. Job ConfigureBackup. */
  resume(call: Call & { item: ItemSegments; policyId: string }): Promise<SendOutcome>;
  /** Turns a soft-deleted item into a stopped one. Job Undelete. */
  undelete(call: Call & { item: ItemSegments }): Promise<SendOutcome>;
  /** The job that a send started; its effect shows in the item (items.get). */
  find(query: FindQuery): Promise<FindOutcome>;
};

type ItemChange = Pick<AzureIaaSComputeVMProtectedItem, 'policyId' | 'protectionState' | 'isRehydrate'>;

export function createProtection(clients: ClientsOf, jobs: Jobs): Protection {
  function put({ vault, vmId, clientRequestId, guardRequests }: Call, item: ItemSegments, change: ItemChange) {
    const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
    const { protectedItems } = clients(subscriptionId).changing.backup;
    const properties: AzureIaaSComputeVMProtectedItem = {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      sourceResourceId: vmId,
      ...change,
      ...(guardRequests && { resourceGuardOperationRequests: guardRequests }),
    };
    return sendOnce(clientRequestId, (options) =>
      protectedItems.createOrUpdate(
        name,
        resourceGroup,
        'Azure',
        item.containerName,
        item.itemName,
        { properties },
        options,
      ),
    );
  }

  return {
    async statusOf(vmId, region) {
      const { backupStatus } = clients(segmentOf(vmId, 'subscriptions')).reading.backup;
      return parseProtectionStatus(
        await askAzure(() => backupStatus.get(region, { resourceType: 'VM', resourceId: vmId })),
      );
    },
    async validate({ vmId, region, vault }) {
      const { protectionIntentOperations } = clients(segmentOf(vmId, 'subscriptions')).reading.backup;
      const asked = { resourceType: 'VM', resourceId: vmId, vaultId: parseVaultId(vault).id, properties: '' };
      return parseVerdict(await askAzure(() => protectionIntentOperations.validate(region, asked)));
    },
    enable: (call) =>
      put(call, parseItemId(protectedItemIdOf(parseVaultId(call.vault).id, call.vmId)), { policyId: call.policyId }),
    stop: (call) => put(call, call.item, { policyId: '', protectionState: 'ProtectionStopped' }),
    suspend: (call) => put(call, call.item, { policyId: '', protectionState: 'BackupsSuspended' }),
    resume: (call) => put(call, call.item, { policyId: call.policyId }),
    undelete: (call) => put(call, call.item, { policyId: '', protectionState: 'ProtectionStopped', isRehydrate: true }),
    find: (query) => findSentJob(jobs, query),
  };
}

/** unknown: Azure's answer is not a documented one. */
type ProtectionStatus =
  | { kind: 'none' }
  | { kind: 'protected'; vaultId: string; vaultName: string; policyName?: string }
  | { kind: 'unknown' };

/** refused: code and message are Azure's. */
export type ProtectionVerdict =
  | { kind: 'accepted' }
  | { kind: 'refused'; azureCode: string; message: string; recommendation: string }
  | { kind: 'unknown' };

function parseProtectionStatus(answer: BackupStatusResponse | undefined): ProtectionStatus {
  const status = answer?.protectionStatus?.toLowerCase();
  const vaultId = text(answer?.vaultId);
  // A protection that failed or has just begun belongs to a vault too.
  if (vaultId) {
    const policyName = text(answer?.policyName);
    return { kind: 'protected', vaultId, vaultName: nameOf(vaultId), ...(policyName && { policyName }) };
  }
  return status === 'notprotected' ? { kind: 'none' } : { kind: 'unknown' };
}

function parseVerdict(answer: PreValidateEnableBackupResponse | undefined): ProtectionVerdict {
  const status = answer?.status?.toLowerCase();
  if (status === 'succeeded') return { kind: 'accepted' };
  if (status !== 'failed') return { kind: 'unknown' };
  return {
    kind: 'refused',
    azureCode: text(answer?.errorCode) ?? '',
    message: scrub(text(answer?.errorMessage) ?? '', 500),
    recommendation: scrub(text(answer?.recommendation) ?? '', 500),
  };
}
