import { localRoles } from '../../../sandbox/world/local-roles.ts';
import { people } from '../../../sandbox/world/people.ts';
import { prod } from '../../../sandbox/world/places.ts';
import { outcome, type Part } from '../part.ts';
import { type Az, azVersion, startAz } from './az-shell.ts';

const vault = '--resource-group rg-backup --vault-name rsv-prod';
const sql = `${vault} --container-name 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01' --backup-management-type AzureIaasVM`;
const item = `${sql} --item-name 'VM;iaasvmcontainerv2;rg-app;sql-01'`;
const app = '--resource-group rg-app';

/** Reads that an engineer makes during a restore, and the shell around them. */
const works = [
  'az account show',
  'az account list',
  'az account list-locations',
  'az group list',
  'az group show --name rg-app',
  'az resource list --resource-group rg-app',
  `az resource show --ids /subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`,
  'az provider show --namespace Microsoft.Compute',
  'az backup vault list',
  'az backup vault show --resource-group rg-backup --name rsv-prod',
  'az backup vault backup-properties show --resource-group rg-backup --name rsv-prod',
  `az backup policy list ${vault}`,
  `az backup policy show ${vault} --name DefaultPolicy`,
  `az backup container list ${vault} --backup-management-type AzureIaasVM`,
  `az backup item list ${vault}`,
  `az backup item show ${sql} --name 'VM;iaasvmcontainerv2;rg-app;sql-01'`,
  `az backup recoverypoint list ${item}`,
  `az backup recoverypoint show ${item} --name "$(az backup recoverypoint list ${item} --query '[0].name' --output tsv)"`,
  `az backup job list ${vault}`,
  `az backup job show ${vault} --name "$(az backup job list ${vault} --query '[0].name' --output tsv)"`,
  `az backup protection check-vm --vm /subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`,
  `az vm list ${app}`,
  `az vm show ${app} --name sql-01`,
  `az vm get-instance-view ${app} --name sql-01`,
  `az vm extension list ${app} --vm-name sql-01`,
  'az vm list-usage --location westeurope',
  'az vm list-sizes --location westeurope',
  `az disk list ${app}`,
  `az disk-encryption-set list ${app}`,
  `az disk-encryption-set show ${app} --name des-app`,
  `az network vnet list ${app}`,
  `az network vnet subnet list ${app} --vnet-name vnet-app`,
  `az network nic list ${app}`,
  'az storage account list --resource-group rg-backup',
  'az storage account show --resource-group rg-backup --name ststagingprod',
  'az keyvault list --resource-group rg-app',
  'az keyvault show --name kv-prod',
  'az role definition list --name Reader',
  'az role assignment list --resource-group rg-app',
  'az deployment group list --resource-group rg-restore',
  'az lock list --resource-group rg-app',
  'az group create --name rg-brief --location westeurope',
  'az group delete --name rg-brief --yes',
  'az keyvault role definition list --hsm-name hsm-uncommon',
  'az keyvault role assignment list --hsm-name hsm-uncommon',
];

/** Reads that no restore needs: the answer must be that they are not served. */
const unserved = [
  `az snapshot create --resource-group rg-app --name s --source /subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/disks/sql-01-osdisk`,
  'az backup vault create --resource-group rg-backup --name rsv-new --location westeurope',
  'az network vnet create --resource-group rg-app --name vnet-new',
  'az group export --name rg-app',
];

const notServed = /The local Azure has no/i;

async function reads(azure: Az): Promise<string[]> {
  const failures: string[] = [];
  await azure.bash('platform', [`az account set --subscription ${prod.id}`]);
  for (const [lines, expected] of [
    [works, 'works'],
    [unserved, 'not served'],
  ] as const) {
    for (const line of lines) {
      const { code, stderr } = await azure.bash('platform', [`${line} --output none`]);
      const came = code === 0 ? 'works' : notServed.test(stderr) ? 'not served' : 'fails';
      if (came !== expected) failures.push(`${line}: ${came}, not ${expected}: ${stderr.trim().slice(-300)}`);
    }
  }
  return failures;
}

export const azReads: Part = {
  about: 'the same, with what an engineer looks at besides',
  async run() {
    const version = await azVersion();
    const azure = await startAz(true);
    // Reading the roles of a Managed HSM takes one of them.
    const { objectId: principalId } = people.platform;
    azure.world.localAssignments.get('hsm-uncommon')?.push({ role: localRoles.cryptoAuditor, principalId, scope: '/' });
    try {
      const failures = await reads(azure);
      const ran = `${works.length} commands that work, ${unserved.length} that are told that they are not served`;
      return outcome(version, ran, failures);
    } finally {
      await azure.close();
    }
  },
};
