import { nameOf } from '../../kernel/arm-id.ts';
import { interfaceNameOf } from '../../kernel/normalise.ts';
import { ps, setBefore, sh, word } from '../../kernel/quote.ts';
import { armUrl, restLine } from '../../requests/rules/change-lines.ts';
import { deploymentOf } from '../../restore/rules/deployment.ts';
import { madeTags } from '../../restore/rules/made.ts';
import type { Security } from '../../restore/rules/signed-machine.ts';
import { configVariables, configVariablesPs, disksComparison, disksComparisonPs, diskValue } from './disk-lines.ts';
import type { HandFacts, HandStep } from './hand-step.ts';

/** API version of Resource Manager deployments. */
export const deploymentVersion = '2021-04-01';

/** Placeholders for values that cannot be known; the engineer fills them in. */
const subnetUnknown = '<subnet id>';
const sizeUnknown = '<size>';

export function machineId({ machine }: HandFacts): string {
  return `${machine.groupId}/providers/Microsoft.Compute/virtualMachines/${machine.name}`;
}

/**
 * Creates the interface and the machine with the restored disks attached, in the chosen network.
 * @param hasDisks earlier lines have left its disks in disks.json or $disks
 */
export function machineLines(facts: HandFacts, hasDisks = false): HandStep {
  const { machine, osType, requestId } = facts;
  const group = nameOf(machine.groupId);
  const subnet = machine.subnetId ?? subnetUnknown;
  const size = machine.size ?? sizeUnknown;
  const nic = interfaceNameOf(machine.name);
  const [os, ...data] = [...(facts.disks ?? [])].sort((a, b) => a.lun - b.lun);
  const made = requestId ? madeTags(requestId, facts.plan.effects) : undefined;
  const tags = made ? ` --tags ${tagsAz(made)}` : '';
  const zone = machine.zone ? ` --zone ${sh(machine.zone)}` : '';
  // `az vm create` numbers LUNs from 0 in list order: disks keep their LUNs only if they had those numbers.
  const counted = data.every(({ lun }, index) => lun === index);
  const together = counted && data.length > 0 ? ` --attach-data-disks ${data.map(({ id }) => sh(id)).join(' ')}` : '';
  const attach = `az vm disk attach --resource-group ${sh(group)} --vm-name ${sh(machine.name)} --name`;
  const onto = (id: string, lun: string) =>
    `$vm = Add-AzVMDataDisk -VM $vm -ManagedDiskId ${id} -CreateOption Attach -Lun ${lun}`;
  return {
    kind: 'deploy-vm',
    atGroup: true,
    portal: machine.groupId,
    az: [
      ...(os || hasDisks ? [] : [...configVariables(facts), ...disksComparison(facts)]),
      ...(os ? [] : [`OS=${diskValue(facts, -1).az}`]),
      `az network nic create --resource-group ${sh(group)} --name ${sh(nic)} --location ${sh(machine.region)} --subnet ${sh(subnet)}${machine.acceleratedNetworking ? ' --accelerated-networking true' : ''}${tags} --output none`,
      `az vm create --resource-group ${sh(group)} --name ${sh(machine.name)} --location ${sh(machine.region)}${zone} --size ${sh(size)} --nics ${sh(nic)} --os-type ${osType === 'Linux' ? 'linux' : 'windows'}${securityAz(machine.security, machine.stateEncryption)}${modelAz(machine)} --attach-os-disk ${os ? sh(os.id) : setBefore('OS')}${together}${tags}`,
      ...(os
        ? counted
          ? []
          : data.map(({ lun, id }) => `${attach} ${sh(id)} --lun ${lun}`)
        : [
            `jq -r '.dataDisks[]? | "\\(.lun) \\(.managedDisk.id)"' disks.json | while read -r LUN DISK; do ${attach} "$DISK" --lun "$LUN" < /dev/null || exit 1; done`,
          ]),
      `az vm boot-diagnostics enable --resource-group ${sh(group)} --name ${sh(machine.name)}`,
    ],
    powershell: [
      ...(os || hasDisks ? [] : [...configVariablesPs(facts), disksComparisonPs(facts)]),
      `$nic = New-AzNetworkInterface -ResourceGroupName ${ps(group)} -Name ${ps(nic)} -Location ${ps(machine.region)} -SubnetId ${ps(subnet)}${machine.acceleratedNetworking ? ' -EnableAcceleratedNetworking' : ''}${made ? ` -Tag ${tagsPs(made)}` : ''}`,
      `$vm = New-AzVMConfig -VMName ${ps(machine.name)} -VMSize ${ps(size)}${machine.zone ? ` -Zone ${ps(machine.zone)}` : ''}${securityPs(machine.security)}${modelPs(machine)}${made ? ` -Tags ${tagsPs(made)}` : ''}`,
      ...planPs(machine),
      `$vm = Set-AzVMOSDisk -VM $vm -ManagedDiskId ${diskValue(facts, -1).powershell} -CreateOption Attach -${osType === 'Linux' ? 'Linux' : 'Windows'}${machine.stateEncryption ? ` -SecurityEncryptionType ${machine.stateEncryption}` : ''}`,
      ...(os
        ? data.map(({ lun, id }) => onto(ps(id), String(lun)))
        : [`foreach ($disk in $disks.dataDisks) { ${onto('$disk.managedDisk.id', '$disk.lun')} }`]),
      '$vm = Add-AzVMNetworkInterface -VM $vm -Id $nic.Id',
      // In Azure's own storage. Without this option New-AzVM creates an account.
      '$vm = Set-AzVMBootDiagnostic -VM $vm -Enable',
      `New-AzVM -ResourceGroupName ${ps(group)} -Location ${ps(machine.region)} -VM $vm`,
    ],
    rest: os && machine.subnetId && machine.size ? [deploymentLine(facts)] : [],
  };
}

export function verifyLines(facts: HandFacts): HandStep {
  const { machine } = facts;
  const group = nameOf(machine.groupId);
  return {
    kind: 'verify',
    atGroup: true,
    portal: `${machineId(facts)}/bootDiagnostics`,
    az: [
      `az vm get-instance-view --resource-group ${sh(group)} --name ${sh(machine.name)} --query "instanceView.[vmAgent.statuses[].displayStatus, disks[].statuses[].displayStatus]" --output json`,
    ],
    powershell: [
      `Get-AzVM -ResourceGroupName ${ps(group)} -Name ${ps(machine.name)} -Status | Select-Object -ExpandProperty Disks | Select-Object Name, Statuses`,
    ],
    rest: [],
  };
}

function deploymentLine({ machine, osType, disks = [], requestId, plan }: HandFacts): string {
  const { template, parameters } = deploymentOf({
    ...machine,
    subnetId: machine.subnetId ?? subnetUnknown,
    size: machine.size ?? sizeUnknown,
    osType,
    disks,
  });
  const tags = requestId ? madeTags(requestId, plan.effects) : undefined;
  const resources = (template.resources as object[]).map((one) => ({ ...one, ...(tags && { tags }) }));
  return restLine({
    method: 'put',
    url: armUrl(
      `${machine.groupId}/providers/Microsoft.Resources/deployments/strongroom-${requestId ?? machine.name}-by-hand`,
      deploymentVersion,
    ),
    body: {
      properties: { mode: 'Incremental', template: { ...template, resources }, parameters },
      ...(tags && { tags }),
    },
  });
}

type Machine = HandFacts['machine'];

/** Options of `az vm create` for the machine's model. */
function modelAz({ plan, licenseType, diskController }: Machine): string {
  return [
    ...(plan
      ? [`--plan-name ${sh(plan.name)} --plan-product ${sh(plan.product)} --plan-publisher ${sh(plan.publisher)}`]
      : []),
    ...(licenseType ? [`--license-type ${sh(licenseType)}`] : []),
    ...(diskController ? [`--disk-controller-type ${sh(diskController)}`] : []),
  ]
    .map((option) => ` ${option}`)
    .join('');
}

/** Options of `New-AzVMConfig`. */
function modelPs({ licenseType, diskController }: Machine): string {
  return [
    ...(licenseType ? [` -LicenseType ${ps(licenseType)}`] : []),
    ...(diskController ? [` -DiskControllerType ${ps(diskController)}`] : []),
  ].join('');
}

/** The Marketplace plan, which New-AzVMConfig has no option for. */
function planPs({ plan }: Machine): string[] {
  if (!plan) return [];
  const { name, product, publisher } = plan;
  return [`$vm = Set-AzVMPlan -VM $vm -Name ${ps(name)} -Product ${ps(product)} -Publisher ${ps(publisher)}`];
}

/**
 * Security options of `az vm create`, with a leading space; '' if none.
 * @param osDisk how a confidential machine's OS disk is encrypted with its state; az requires it for such machines
 */
function securityAz(security: readonly Security[] = [], osDisk?: string): string {
  const type = typeOf(security);
  return [
    ...(security.includes('encryption-at-host') ? [' --encryption-at-host true'] : []),
    ...(type ? [` --security-type ${type} --enable-secure-boot ${security.includes('secure-boot')}`] : []),
    ...(type ? [` --enable-vtpm ${security.includes('vtpm')}`] : []),
    ...(osDisk ? [` --os-disk-security-encryption-type ${osDisk}`] : []),
  ].join('');
}

/** Security options of `New-AzVMConfig`. */
function securityPs(security: readonly Security[] = []): string {
  const type = typeOf(security);
  return [
    ...(security.includes('encryption-at-host') ? [' -EncryptionAtHost'] : []),
    ...(type ? [` -SecurityType ${type} -EnableSecureBoot $${security.includes('secure-boot')}`] : []),
    ...(type ? [` -EnableVtpm $${security.includes('vtpm')}`] : []),
  ].join('');
}

function typeOf(security: readonly Security[]): 'ConfidentialVM' | 'TrustedLaunch' | undefined {
  if (security.includes('confidential')) return 'ConfidentialVM';
  return security.includes('trusted-launch') ? 'TrustedLaunch' : undefined;
}

const tagsVersion = '2021-04-01';

const untagged = 'NO TAGS: that takes Tag Contributor on the resource group. The other lines do not need them';

/**
 * Adds the request's tag to what Azure Backup made, found by the tag with its job's id. It only tidies, and a person
 * who may create a machine may lack the right to tag: later lines run all the same.
 */
export function tagLines({ machine, jobId, disks = [], requestId = '', plan }: HandFacts): HandStep {
  const tags = madeTags(requestId, plan.effects);
  const group = nameOf(machine.groupId);
  const list = `az resource list --resource-group ${sh(group)} --query "[?tags.RSVaultBackup=='\${JOB:?}'].id" --output tsv`;
  const job = jobId ? ps(jobId) : '$job.JobId';
  return {
    kind: 'tag-made',
    atGroup: true,
    portal: machine.groupId,
    az: [
      ...(jobId ? [`JOB=${word(jobId)}`] : []),
      `{ ${list} | while read -r ID; do az tag update --resource-id "$ID" --operation Merge --tags ${tagsAz(tags)} < /dev/null || exit 1; done || echo '${untagged}'; }`,
    ],
    powershell: [
      `try { Get-AzResource -ResourceGroupName ${ps(group)} -TagName RSVaultBackup -TagValue ${job} | ForEach-Object { Update-AzTag -ResourceId $_.ResourceId -Operation Merge -Tag ${tagsPs(tags)} } } catch { Write-Warning '${untagged}' }`,
    ],
    rest: disks.map(({ id }) =>
      restLine({
        method: 'patch',
        url: armUrl(`${id}/providers/Microsoft.Resources/tags/default`, tagsVersion),
        body: { operation: 'Merge', properties: { tags } },
      }),
    ),
  };
}

function tagsAz(tags: Record<string, string>): string {
  return Object.entries(tags)
    .map(([name, value]) => sh(`${name}=${value}`))
    .join(' ');
}

function tagsPs(tags: Record<string, string>): string {
  const members = Object.entries(tags).map(([name, value]) => `${ps(name)} = ${ps(value)}`);
  return `@{ ${members.join('; ')} }`;
}
