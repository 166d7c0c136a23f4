import { nameOf } from '../../kernel/arm-id.ts';
import { requestTag } from '../../kernel/request-tag.ts';
import { interfaceNameOf } from '../../restore/rules/vm-name.ts';
import { configVariables, configVariablesPs } from './config-variables.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { deploymentVersion, machineId } from './machine-lines.ts';
import { ps, sh, word } from './quote.ts';
import { armUrl, restLine } from './rest-line.ts';

/**
 * The machine from VHD files, as unmanaged disks come back: the files are attached, and where they are encrypted the
 * machine is told the secret and key that the OS disk opens with. `az vm create` has no option for that.
 */
export function fileMachineLines(facts: HandFacts): HandStep {
  const { machine, requestId } = facts;
  const group = nameOf(machine.groupId);
  const nic = interfaceNameOf(machine.name);
  const subnet = machine.subnetId ?? '<subnet id>';
  const tags = requestId ? ` --tags ${sh(`${requestTag}=${requestId}`)}` : '';
  const body = JSON.stringify(requestBody(facts));
  const call = restLine({ method: 'put', url: armUrl(machineId(facts), '2023-09-01'), body: requestBody(facts) });
  return {
    kind: 'deploy-vm',
    portal: facts.plan.body.storageAccountId,
    az: [
      `az network nic create --resource-group ${sh(group)} --name ${sh(nic)} --location ${sh(machine.region)} --subnet ${sh(subnet)}${tags} --output none`,
      ...(facts.files
        ? [call]
        : [
            ...configVariables(facts),
            `DISKS=$(jq -c '{osDisk: {vhd: .osDisk.vhd}, dataDisks: [.dataDisks[]? | {lun, name, vhd, createOption: "Attach"}]}' disks.json)`,
            `az rest --method put --url ${sh(armUrl(machineId(facts), '2023-09-01'))} --body "$(jq -nc --argjson vm ${word(body)} --argjson disks "$DISKS" '$vm * {properties: {storageProfile: $disks}}')"`,
          ]),
    ],
    powershell: [
      `$nic = New-AzNetworkInterface -ResourceGroupName ${ps(group)} -Name ${ps(nic)} -Location ${ps(machine.region)} -SubnetId ${ps(subnet)}${requestId ? ` -Tag @{ ${ps(requestTag)} = ${ps(requestId)} }` : ''}`,
      `$vm = New-AzVMConfig -VMName ${ps(machine.name)} -VMSize ${ps(machine.size ?? '<size>')}${requestId ? ` -Tags @{ ${ps(requestTag)} = ${ps(requestId)} }` : ''}`,
      ...(facts.files ? [] : configVariablesPs(facts)),
      ...attachPs(facts),
      '$vm = Add-AzVMNetworkInterface -VM $vm -Id $nic.Id',
      `New-AzVM -ResourceGroupName ${ps(group)} -Location ${ps(machine.region)} -VM $vm`,
    ],
    rest: facts.files && machine.subnetId && machine.size ? [deploymentLine(facts)] : [],
  };
}

/** The config names the files where the restore has not run yet, or cannot be read. */
function attachPs({ machine, osType, keys, files }: HandFacts): string[] {
  const [first] = keys;
  const kek = first?.kek;
  const unlock = first
    ? ` -DiskEncryptionKeyUrl ${ps(first.bek.secretUrl)} -DiskEncryptionKeyVaultId ${ps(first.bek.keyVaultId)}${kek ? ` -KeyEncryptionKeyUrl ${ps(kek.keyUrl)} -KeyEncryptionKeyVaultId ${ps(kek.keyVaultId)}` : ''}`
    : '';
  const os = (uri: string) =>
    `$vm = Set-AzVMOSDisk -VM $vm -Name ${ps(`${machine.name}-os`)} -VhdUri ${uri} -CreateOption Attach -${osType === 'Linux' ? 'Linux' : 'Windows'}${unlock}`;
  const data = (name: string, uri: string, lun: string) =>
    `$vm = Add-AzVMDataDisk -VM $vm -Name ${name} -VhdUri ${uri} -CreateOption Attach -Lun ${lun}`;
  const prefix = `${machine.name}-data-`;
  if (files) {
    return files.map(({ lun, uri }) => (lun === -1 ? os(ps(uri)) : data(ps(`${prefix}${lun}`), ps(uri), String(lun))));
  }
  return [
    os('$disks.osDisk.vhd.uri'),
    `foreach ($disk in $disks.dataDisks) { ${data(`(${ps(prefix)} + $disk.lun)`, '$disk.vhd.uri', '$disk.lun')} }`,
  ];
}

/** Interface and machine in one deployment. */
function deploymentLine(facts: HandFacts): string {
  const { machine, requestId } = facts;
  const nic = interfaceNameOf(machine.name);
  const tags = requestId ? { tags: { [requestTag]: requestId } } : {};
  const subnet = { subnet: { id: machine.subnetId } };
  const resources = [
    {
      type: 'Microsoft.Network/networkInterfaces',
      apiVersion: '2023-09-01',
      name: nic,
      location: machine.region,
      ...tags,
      properties: { ipConfigurations: [{ name: 'ipconfig1', properties: subnet }] },
    },
    {
      type: 'Microsoft.Compute/virtualMachines',
      apiVersion: '2023-09-01',
      name: machine.name,
      dependsOn: [interfaceId(facts)],
      ...requestBody(facts),
    },
  ];
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources,
  };
  return restLine({
    method: 'put',
    url: armUrl(
      `${machine.groupId}/providers/Microsoft.Resources/deployments/strongroom-${requestId ?? machine.name}-by-hand`,
      deploymentVersion,
    ),
    body: { properties: { mode: 'Incremental', template }, ...tags },
  });
}

function interfaceId({ machine }: HandFacts): string {
  return `${machine.groupId}/providers/Microsoft.Network/networkInterfaces/${interfaceNameOf(machine.name)}`;
}

function requestBody(facts: HandFacts) {
  const { machine, osType, keys, files, requestId } = facts;
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
        networkInterfaces: [{ id: interfaceId(facts) }],
      },
    },
  };
}
