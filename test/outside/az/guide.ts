import { people } from '../../../sandbox/world/people.ts';
import { prod } from '../../../sandbox/world/places.ts';

const vault = '--resource-group rg-backup --vault-name rsv-prod';
const scope = `/subscriptions/${prod.id}/resourceGroups/rg-backup/providers/Microsoft.Storage/storageAccounts/ststagingprod`;
const made =
  '--parameters VirtualMachineName=outside-01 VirtualNetwork=vnet-restore VirtualNetworkResourceGroup=rg-restore Subnet=isolated';
const job = `${vault} --query name --output tsv`;

/** From a policy to a restored machine, as Microsoft's guides have it; its writer is an owner of the subscriptions. */
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

/** What somebody without any role asks for; each must be refused for that reason. */
export const forbidden: string[] = [
  `az backup policy show ${vault} --subscription ${prod.id} --name DefaultPolicy`,
  `az backup job list ${vault} --subscription ${prod.id}`,
  `az backup protection backup-now ${vault} --subscription ${prod.id} --container-name 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01' --item-name 'VM;iaasvmcontainerv2;rg-app;sql-01' --backup-management-type AzureIaasVM --workload-type VM --retain-until 24-12-2026`,
  `az backup restore restore-disks ${vault} --subscription ${prod.id} --container-name 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01' --item-name 'VM;iaasvmcontainerv2;rg-app;sql-01' --rp-name 1 --storage-account ${scope} --target-resource-group rg-restore`,
  `az backup protection disable ${vault} --subscription ${prod.id} --container-name 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01' --item-name 'VM;iaasvmcontainerv2;rg-app;sql-01' --backup-management-type AzureIaasVM --workload-type VM --delete-backup-data true --yes`,
  `az vm show --subscription ${prod.id} --resource-group rg-app --name sql-01`,
  `az vm delete --subscription ${prod.id} --resource-group rg-app --name sql-01 --yes`,
  `az vm stop --subscription ${prod.id} --resource-group rg-app --name sql-01`,
  `az disk list --subscription ${prod.id} --resource-group rg-app`,
  `az role assignment create --subscription ${prod.id} --assignee-object-id ${people.outsider.objectId} --assignee-principal-type User --role Owner --scope /subscriptions/${prod.id}`,
  'az keyvault secret list --vault-name kv-prod',
  'az keyvault key list --vault-name kv-prod',
  'az storage blob list --auth-mode login --account-name ststagingprod --container-name vhds',
];

/** How Azure's services say that somebody lacks the right. */
export const refusal =
  /AuthorizationFailed|Forbidden|does not have (authorization|secrets|keys)|AuthorizationPermissionMismatch|required permissions/i;
