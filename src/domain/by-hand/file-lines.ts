import { nameOf } from '../arm-id.ts';
import { requestTag } from '../request-tag.ts';
import { interfaceNameOf } from '../restore-plan/vm-name.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { machineId } from './machine-lines.ts';
import { ps, sh } from './quote.ts';
import { armUrl, restLine } from './rest-line.ts';

/**
 * The machine from VHD files, as unmanaged disks come back: the files are attached, and where they are encrypted the
 * machine is told the secret and key that the OS disk opens with. `az vm create` has no option for that.
 */
export function fileMachineLines(facts: HandFacts): HandStep {
  const { machine, osType, requestId, keys } = facts;
  const group = nameOf(machine.groupId);
  const nic = interfaceNameOf(machine.name);
  const subnet = machine.subnetId ?? '<subnet id>';
  const tags = requestId ? ` --tags ${requestTag}=${requestId}` : '';
  const [first] = keys;
  const body = JSON.stringify(bodyOf(facts));
  const call = restLine({ method: 'put', url: armUrl(machineId(facts), '2023-09-01'), body: bodyOf(facts) });
  return {
    kind: 'deploy-vm',
    portal: facts.plan.body.storageAccountId,
    az: [
      `az network nic create --resource-group ${sh(group)} --name ${sh(nic)} --location ${sh(machine.region)} --subnet ${sh(subnet)}${tags} --output none`,
      ...(facts.files
        ? [call]
        : [
            ...configVariables(facts),
            `az rest --method put --url ${sh(armUrl(machineId(facts), '2023-09-01'))} --body "$(jq -nc --argjson vm ${sh(body)} --argjson disks "$DISKS" '$vm * {properties: {storageProfile: $disks}}')"`,
          ]),
    ],
    powershell: [
      `$nic = New-AzNetworkInterface -ResourceGroupName ${ps(group)} -Name ${ps(nic)} -Location ${ps(machine.region)} -SubnetId ${ps(subnet)}`,
      `$vm = New-AzVMConfig -VMName ${ps(machine.name)} -VMSize ${ps(machine.size ?? '<size>')}`,
      ...(facts.files ?? [{ lun: -1, uri: '<uri of the OS disk, from the config blob>' }]).map(({ lun, uri }) =>
        lun === -1
          ? `$vm = Set-AzVMOSDisk -VM $vm -Name ${ps(`${machine.name}-os`)} -VhdUri ${ps(uri)} -CreateOption Attach -${osType === 'Linux' ? 'Linux' : 'Windows'}${first ? ` -DiskEncryptionKeyUrl ${ps(first.bek.secretUrl)} -DiskEncryptionKeyVaultId ${ps(first.bek.keyVaultId)}${first.kek ? ` -KeyEncryptionKeyUrl ${ps(first.kek.keyUrl)} -KeyEncryptionKeyVaultId ${ps(first.kek.keyVaultId)}` : ''}` : ''}`
          : `$vm = Add-AzVMDataDisk -VM $vm -Name ${ps(`${machine.name}-data-${lun}`)} -VhdUri ${ps(uri)} -CreateOption Attach -Lun ${lun}`,
      ),
      '$vm = Add-AzVMNetworkInterface -VM $vm -Id $nic.Id',
      `New-AzVM -ResourceGroupName ${ps(group)} -Location ${ps(machine.region)} -VM $vm`,
    ],
    rest: [],
  };
}

/** The files' addresses from the config that the restore left: UTF-16 with a NUL behind it. */
function configVariables({ vault, jobId, plan }: HandFacts): string[] {
  const job = `az backup job show --resource-group ${sh(vault.resourceGroup)} --vault-name ${sh(vault.name)} --name "$JOB" --output tsv --query`;
  return [
    ...(jobId ? [`JOB=${sh(jobId)}`] : []),
    `BOX=$(${job} 'properties.extendedInfo.propertyBag."Config Blob Container Name"')`,
    `CONFIG=$(${job} 'properties.extendedInfo.propertyBag."Config Blob Name"')`,
    `az storage blob download --auth-mode login --account-name ${sh(nameOf(plan.body.storageAccountId))} --container-name "$BOX" --name "$CONFIG" --file config.json --output none`,
    `DISKS=$(iconv -f UTF-16LE -t UTF-8 config.json | tr -d '\\000\\357\\273\\277' | jq -c '."properties.storageProfile" | {osDisk: {vhd: .osDisk.vhd}, dataDisks: [.dataDisks[]? | {lun, name, vhd, createOption: "Attach"}]}')`,
  ];
}

function bodyOf({ machine, osType, keys, files, requestId }: HandFacts) {
  const [first] = keys;
  const os = files?.find(({ lun }) => lun === -1);
  return {
    location: machine.region,
    ...(requestId && { tags: { [requestTag]: requestId } }),
    properties: {
      hardwareProfile: { vmSize: machine.size ?? '<size>' },
      storageProfile: {
        osDisk: {
          name: `${machine.name}-os`,
          createOption: 'Attach',
          osType: osType === 'unknown' ? 'Windows' : osType,
          ...(os && { vhd: { uri: os.uri } }),
          ...(first && {
            encryptionSettings: {
              enabled: true,
              diskEncryptionKey: { sourceVault: { id: first.bek.keyVaultId }, secretUrl: first.bek.secretUrl },
              ...(first.kek && {
                keyEncryptionKey: { sourceVault: { id: first.kek.keyVaultId }, keyUrl: first.kek.keyUrl },
              }),
            },
          }),
        },
        ...(files && {
          dataDisks: files
            .filter(({ lun }) => lun !== -1)
            .map(({ lun, uri }) => ({
              lun,
              name: `${machine.name}-data-${lun}`,
              createOption: 'Attach',
              vhd: { uri },
            })),
        }),
      },
      networkProfile: {
        networkInterfaces: [
          { id: `${machine.groupId}/providers/Microsoft.Network/networkInterfaces/${interfaceNameOf(machine.name)}` },
        ],
      },
    },
  };
}
