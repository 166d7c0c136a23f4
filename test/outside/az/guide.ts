import { groupId } from '../../../sandbox/world/arm-id.ts';
import { people } from '../../../sandbox/world/people.ts';
import { prod } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import type { Az, Who } from './az-shell.ts';
import type { Result } from './by-hand.ts';

const vault = '--resource-group rg-backup --vault-name rsv-prod';
const scope = `/subscriptions/${prod.id}/resourceGroups/rg-backup/providers/Microsoft.Storage/storageAccounts/ststagingprod`;
const made =
  '--parameters VirtualMachineName=outside-01 VirtualNetwork=vnet-restore VirtualNetworkResourceGroup=rg-restore Subnet=isolated';
const job = `${vault} --query name --output tsv`;

/** From a policy to a restored machine, as in Microsoft's guides; the person owns the subscriptions. */
export const guide: string[] = [
  `az account set --subscription ${prod.id}`,
  'az backup vault list --output none',
  `az backup policy show ${vault} --name DefaultPolicy > policy.json`,
  `jq '.name = "outside" | .properties.retentionPolicy.dailySchedule.retentionDuration.count = 35' policy.json > new.json`,
  `az backup policy create ${vault} --name outside --backup-management-type AzureIaasVM --workload-type VM --policy @new.json --output none`,
  `az backup policy list ${vault} --query "[?name=='outside'].name" --output tsv | grep -x outside`,
  `az backup protection enable-for-vm ${vault} --vm "$(az vm show --resource-group rg-app --name plain-01 --query id --output tsv)" --policy-name outside --output none`,
  `ITEM=$(az backup item list ${vault} --query "[?properties.friendlyName=='plain-01'].name" --output tsv)`,
  `CONTAINER=$(az backup container list ${vault} --backup-management-type AzureIaasVM --query "[?properties.friendlyName=='plain-01'].name" --output tsv)`,
  `JOB=$(az backup protection backup-now ${vault} --container-name "$CONTAINER" --item-name "$ITEM" --backup-management-type AzureIaasVM --workload-type VM --retain-until 24-12-2026 --query name --output tsv)`,
  `az backup job wait ${vault} --name "$JOB"`,
  `POINT=$(az backup recoverypoint list ${vault} --container-name "$CONTAINER" --item-name "$ITEM" --backup-management-type AzureIaasVM --workload-type VM --query '[0].name' --output tsv)`,
  `az role assignment create --assignee-object-id ${people.platform.objectId} --assignee-principal-type User --role 'Storage Blob Data Contributor' --scope ${scope} --output none`,
  `JOB=$(az backup restore restore-disks --container-name "$CONTAINER" --item-name "$ITEM" --rp-name "$POINT" --storage-account ststagingprod --target-resource-group rg-restore ${job})`,
  `az backup job wait ${vault} --name "$JOB"`,
  `az backup job show ${vault} --name "$JOB" > job.json`,
  `BOX=$(jq -r '.properties.extendedInfo.propertyBag["Config Blob Container Name"]' job.json)`,
  `BLOB=$(jq -r '.properties.extendedInfo.propertyBag["Template Blob Uri"] | split("/")[4:] | join("/")' job.json)`,
  'az storage blob download --auth-mode login --account-name ststagingprod --container-name "$BOX" --name "$BLOB" --file template.json --output none',
  `az deployment group validate --resource-group rg-restore --template-file template.json ${made} --output none`,
  `az deployment group create --resource-group rg-restore --name outside --template-file template.json ${made} --output none`,
  'az vm show --resource-group rg-restore --name outside-01 --query provisioningState --output tsv | grep -x Succeeded',
  `az backup protection disable ${vault} --container-name "$CONTAINER" --item-name "$ITEM" --backup-management-type AzureIaasVM --workload-type VM --yes --output none`,
];

const sub = `--subscription ${prod.id}`;
const item = `--container-name 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01' --item-name 'VM;iaasvmcontainerv2;rg-app;sql-01' --backup-management-type AzureIaasVM`;
const deletion = `az backup protection disable ${vault} ${sub} ${item} --workload-type VM --delete-backup-data true --yes`;
const grant = `az role assignment create ${sub} --assignee-object-id ${people.outsider.objectId} --assignee-principal-type User --role Owner --scope /subscriptions/${prod.id}`;
const policy = `az backup policy create ${vault} ${sub} --name mine --backup-management-type AzureIaasVM --workload-type VM --policy`;

/** Commands that need a right the person lacks; each must be refused for that reason. */
const forbidden: Partial<Record<Who, string[]>> = {
  // A person without any role here.
  outsider: [
    `az backup policy show ${vault} ${sub} --name DefaultPolicy`,
    `az backup job list ${vault} ${sub}`,
    `az backup item list ${vault} ${sub}`,
    `az backup protection backup-now ${vault} ${sub} ${item} --workload-type VM --retain-until 24-12-2026`,
    `az backup restore restore-disks ${vault} ${sub} --container-name 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01' --item-name 'VM;iaasvmcontainerv2;rg-app;sql-01' --rp-name 1 --storage-account ${scope} --target-resource-group rg-restore`,
    deletion,
    `az vm show ${sub} --resource-group rg-app --name sql-01`,
    `az vm delete ${sub} --resource-group rg-app --name sql-01 --yes`,
    `az vm stop ${sub} --resource-group rg-app --name sql-01`,
    `az disk list ${sub} --resource-group rg-app`,
    grant,
    'az keyvault secret list --vault-name kv-prod',
    'az keyvault key list --vault-name kv-prod',
    'az storage blob list --auth-mode login --account-name ststagingprod --container-name vhds',
  ],
  // Backup Operator: restores, but neither deletes backups nor makes policies.
  oncall: [
    deletion,
    `${policy} "$(az backup policy show ${vault} ${sub} --name DefaultPolicy | jq '.name = "mine"')"`,
    `az backup policy delete ${vault} ${sub} --name DefaultPolicy`,
    grant,
    'az keyvault secret list --vault-name kv-prod',
    `az keyvault set-policy ${sub} --name kv-prod --object-id ${people.oncall.objectId} --secret-permissions get`,
    'az storage blob list --auth-mode login --account-name ststagingprod --container-name vhds',
  ],
  // Approves restores, without rights on the machines themselves.
  'approver-1': [
    `az vm deallocate ${sub} --resource-group rg-app --name sql-01`,
    `az vm delete ${sub} --resource-group rg-app --name sql-01 --yes`,
    'az keyvault secret show --vault-name kv-prod --name "$(az keyvault secret list --vault-name kv-prod --query \'[0].name\' --output tsv)"',
  ],
};

/** How Azure's services say that a right is missing. */
const refusal =
  /AuthorizationFailed|Forbidden|does not have (authorization|secrets|keys)|AuthorizationPermissionMismatch|required permissions/i;

export async function refused(azure: Az): Promise<Result[]> {
  // Without any role az finds no subscription, and sends nothing.
  azure.world.roles.assign(people.outsider.objectId, roles.reader, groupId(prod.id, 'rg-restore'));
  const results: Result[] = [];
  for (const [who, lines = []] of Object.entries(forbidden)) {
    const failures: string[] = [];
    for (const line of lines) {
      const { code, stderr } = await azure.bash(who as Who, [line]);
      if (code === 0) failures.push(`${line}: it was done`);
      else if (!refusal.test(stderr)) failures.push(`${line}: it failed otherwise: ${stderr.trim().slice(-300)}`);
    }
    const failure = failures.join('\n');
    results.push({
      name: `${lines.length} refusals of ${who}`,
      lines: lines.length,
      ...(failure && { failure }),
    });
  }
  return results;
}
