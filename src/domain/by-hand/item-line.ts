import { nameOf, resourceGroupIdOf, subscriptionOf } from '../arm-id.ts';
import { sh } from './quote.ts';

/** A change of a protected item that is one call of Azure. Ids are ARM's. */
export type ItemChange = {
  vaultId: string;
  vmId: string;
  containerName: string;
  itemName: string;
} & (
  | { kind: 'backup'; keepUntil: Date }
  | { kind: 'protect' | 'resume-protection'; policyName: string }
  | { kind: 'stop-protection' | 'undelete' }
);

/** The line of az that does it. Data is never deleted: that is az's default for stopping, too. */
export function itemLine(change: ItemChange): string {
  const { vaultId, vmId, containerName, itemName } = change;
  const where = [
    `--subscription ${sh(subscriptionOf(vaultId))}`,
    `--resource-group ${sh(nameOf(resourceGroupIdOf(vaultId)))}`,
    `--vault-name ${sh(nameOf(vaultId))}`,
  ].join(' ');
  const item = `--container-name ${sh(containerName)} --item-name ${sh(itemName)} --backup-management-type AzureIaasVM`;
  const command = (name: string, rest: string) => `az backup protection ${name} ${where} ${rest}`;
  switch (change.kind) {
    case 'backup': {
      const [year, month, day] = change.keepUntil.toISOString().slice(0, 10).split('-');
      return command('backup-now', `${item} --workload-type VM --retain-until ${day}-${month}-${year}`);
    }
    case 'protect':
      return command('enable-for-vm', `--vm ${sh(vmId)} --policy-name ${sh(change.policyName)}`);
    case 'resume-protection':
      return command('resume', `${item} --workload-type VM --policy-name ${sh(change.policyName)}`);
    case 'stop-protection':
      return command('disable', `${item} --workload-type VM --yes`);
    case 'undelete':
      return command('undelete', `${item} --workload-type VM`);
  }
}
