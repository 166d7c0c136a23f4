import type { IaaSVMProtectableItem } from '@azure/arm-recoveryservicesbackup';
import { ask, askAll, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendOnce } from './outcome.ts';
import { type Ref, segmentOf, vaultOf } from './parse/arm-id.ts';
import { text } from './parse/values.ts';

export type ProtectableVm = { vmId: string; name: string; resourceGroup: string };

export type Protectable = {
  /** VMs that the vault has seen in its region and subscription and that no vault protects. */
  list(vault: Ref): Promise<ProtectableVm[]>;
  /** Has the vault look for new VMs; follow the operation with `refreshed`. */
  refresh(call: { vault: Ref; clientRequestId: string }): Promise<SendOutcome>;
  /** Whether that look is over. */
  refreshed(vault: Ref, operationId: string): Promise<boolean>;
};

const filter = "backupManagementType eq 'AzureIaasVM'";

export function createProtectable(clients: ClientsOf): Protectable {
  return {
    list(vault) {
      const { subscriptionId, resourceGroup, name } = vaultOf(vault);
      const { backupProtectableItems } = clients(subscriptionId).reading.backup;
      return askAll(backupProtectableItems.list(name, resourceGroup, { ...wholePages, filter }), ({ properties }) => {
        if (properties?.protectableItemType?.toLowerCase() !== 'microsoft.compute/virtualmachines') return undefined;
        const vm = properties as IaaSVMProtectableItem;
        const vmId = text(vm.virtualMachineId);
        if (!vmId) return undefined;
        return {
          vmId,
          name: text(vm.friendlyName) ?? segmentOf(vmId, 'virtualMachines'),
          resourceGroup: segmentOf(vmId, 'resourceGroups'),
        };
      });
    },
    refresh({ vault, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = vaultOf(vault);
      const { protectionContainers } = clients(subscriptionId).changing.backup;
      return sendOnce(clientRequestId, (options) =>
        protectionContainers.refresh(name, resourceGroup, 'Azure', { ...options, filter }),
      );
    },
    async refreshed(vault, operationId) {
      const { subscriptionId, resourceGroup, name } = vaultOf(vault);
      const { protectionContainerRefreshOperationResults: results } = clients(subscriptionId).reading.backup;
      let status = 0;
      await ask(() =>
        results.get(name, resourceGroup, 'Azure', operationId, {
          onResponse: (response) => {
            status = response.status;
          },
        }),
      );
      return status !== 202;
    },
  };
}
