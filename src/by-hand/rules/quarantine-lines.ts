import { nameOf } from '../../kernel/arm-id.ts';
import { interfaceNameOf } from '../../kernel/normalise.ts';
import { ps, setBefore, sh, word } from '../../kernel/quote.ts';
import { armUrl, restLine } from '../../requests/rules/change-lines.ts';
import { jobTag } from '../../restore/rules/made.ts';
import { computeVersion } from './disk-lines.ts';
import type { HandFacts, HandStep } from './hand-step.ts';

/** Finding no disks does not mean there are none to close. */
const noneToClose =
  'STOP: no disk of the restore is found yet, so none is closed. Choose the subscription again and go on from this step';

/**
 * Prevents exports of disks that may contain the attack: the machine's disks, or all with the job's id as a tag. Uses
 * Compute's list, because Azure's own list of a group shows new resources only later.
 */
export function closeDisksLines({ machine, jobId, disks = [] }: HandFacts): HandStep {
  const group = nameOf(machine.groupId);
  const job = jobId ? ps(jobId) : '$job.JobId';
  const close = (id: string) =>
    `az disk update --ids ${id} --network-access-policy DenyAll --public-network-access Disabled --output none`;
  const closePs = (where: string) =>
    `New-AzDiskUpdateConfig -NetworkAccessPolicy DenyAll -PublicNetworkAccess Disabled | Update-AzDisk ${where}`;
  const isKnown = disks.length > 0;
  return {
    kind: 'quarantine-close-disks',
    atGroup: true,
    portal: machine.groupId,
    az: isKnown
      ? disks.map(({ id }) => close(sh(id)))
      : [
          ...(jobId ? [`JOB=${word(jobId)}`] : []),
          `MADE=$(az disk list --resource-group ${sh(group)} --query "[?tags.${jobTag}=='\${JOB:?}'].id" --output tsv)`,
          `{ test -n "$MADE" || { echo '${noneToClose}'; false; }; }`,
          `echo ${setBefore('MADE')} | while read -r ID; do ${close('"$ID"')} < /dev/null || exit 1; done`,
        ],
    powershell: isKnown
      ? disks.map(({ id }) => closePs(`-ResourceGroupName ${ps(group)} -DiskName ${ps(nameOf(id))}`))
      : [
          `$made = @(Get-AzDisk -ResourceGroupName ${ps(group)} | Where-Object { $_.Tags -and $_.Tags[${ps(jobTag)}] -eq ${job} })`,
          `if (-not $made) { throw '${noneToClose}' }`,
          `$made | ForEach-Object { ${closePs('-ResourceGroupName $_.ResourceGroupName -DiskName $_.Name')} }`,
        ],
    rest: disks.map(({ id }) =>
      restLine({
        method: 'patch',
        url: armUrl(id, computeVersion),
        body: { properties: { networkAccessPolicy: 'DenyAll', publicNetworkAccess: 'Disabled' } },
      }),
    ),
  };
}

/** Shows the effective rules at the copy's interface, for a person to read. */
export function apartLines({ machine }: HandFacts): HandStep {
  const group = nameOf(machine.groupId);
  const nic = interfaceNameOf(machine.name);
  return {
    kind: 'quarantine-apart',
    atGroup: true,
    portal: machine.groupId,
    az: [
      `az network nic list-effective-nsg --resource-group ${sh(group)} --name ${sh(nic)} --output json`,
      `az network nic show-effective-route-table --resource-group ${sh(group)} --name ${sh(nic)} --output table`,
    ],
    powershell: [
      `Get-AzEffectiveNetworkSecurityGroup -ResourceGroupName ${ps(group)} -NetworkInterfaceName ${ps(nic)}`,
      `Get-AzEffectiveRouteTable -ResourceGroupName ${ps(group)} -NetworkInterfaceName ${ps(nic)}`,
    ],
    rest: [],
  };
}

/** Takes a copy that is not isolated off its host. */
export function deallocateLine({ machine }: Pick<HandFacts, 'machine'>): { az: string; powershell: string } {
  const group = nameOf(machine.groupId);
  return {
    az: `az vm deallocate --resource-group ${sh(group)} --name ${sh(machine.name)}`,
    powershell: `Stop-AzVM -ResourceGroupName ${ps(group)} -Name ${ps(machine.name)} -Force`,
  };
}
