import { nameOf } from '../../kernel/arm-id.ts';
import { ps, setBefore, sh, word } from '../../kernel/quote.ts';
import { vaultOptions } from '../../requests/rules/change-lines.ts';
import { jobTag } from '../../restore/rules/restored-tag.ts';
import { stagingOf } from '../../restore/rules/staging-identity.ts';
import type { HandFacts } from './hand-step.ts';
import { copyPlacePs } from './key-copy.ts';

/**
 * The restored disks with their LUNs, from the config that the restore left: no tag and no list tells those. It is
 * UTF-16 with a NUL behind it. Afterwards disks.json is the machine's storage profile.
 */
export function configVariables({ vault, jobId, plan, inPair }: HandFacts): string[] {
  const job = `az backup job show ${vaultOptions(vault)} --name ${setBefore('JOB')}${inPair ? ' --use-secondary-region' : ''} --output tsv --query`;
  return [
    ...(jobId ? [`JOB=${word(jobId)}`] : []),
    `BOX=$(${job} 'properties.extendedInfo.propertyBag."Config Blob Container Name"')`,
    `CONFIG=$(${job} 'properties.extendedInfo.propertyBag."Config Blob Name"')`,
    `az storage blob download --auth-mode login --account-name ${sh(nameOf(stagingOf(plan.body)))} --container-name ${setBefore('BOX')} --name ${setBefore('CONFIG')} --file config.json --output none`,
    `iconv -f UTF-16LE -t UTF-8 config.json | tr -d '\\000\\357\\273\\277' | jq '."properties.storageProfile"' > disks.json`,
  ];
}

export function configVariablesPs(facts: HandFacts): string[] {
  return [
    ...copyPlacePs(facts),
    "Get-AzStorageBlobContent -Context $storage -Container $bag['Config Blob Container Name'] -Blob $bag['Config Blob Name'] -Destination config.json -Force | Out-Null",
    "$disks = ((Get-Content config.json -Raw -Encoding Unicode).TrimEnd([char]0) | ConvertFrom-Json).'properties.storageProfile'",
  ];
}

/**
 * Shows where the config names other disks than the restore made: everyone who holds a key of the staging account may
 * have written it anew. Nothing is printed where they are the same.
 */
export function disksComparison({ machine }: HandFacts): string[] {
  return [
    `jq -r '.osDisk, .dataDisks[]? | .managedDisk.id' disks.json > named.txt`,
    `az disk list --resource-group ${sh(nameOf(machine.groupId))} --query "[?tags.${jobTag}=='\${JOB:?}'].id" --output tsv > made.txt`,
    `if grep -ivxFf named.txt made.txt || grep -ivxFf made.txt named.txt; then echo 'STOP: these are not the disks that the restore made'; false; fi`,
  ];
}

export function disksComparisonPs({ machine, jobId }: HandFacts): string {
  const job = jobId ? ps(jobId) : '$job.JobId';
  // A disk without tags has none to look into.
  const made = `(Get-AzDisk -ResourceGroupName ${ps(nameOf(machine.groupId))} | Where-Object { $_.Tags -and $_.Tags[${ps(jobTag)}] -eq ${job} }).Id`;
  const named = '(@($disks.osDisk) + @($disks.dataDisks)).managedDisk.id';
  return `if (Compare-Object @(${named}) @(${made})) { throw 'STOP: these are not the disks that the restore made' }`;
}

/** The restored disk of a LUN, -1 for the OS disk, as a value of its shell: known, or from the config. */
export function diskValue({ disks }: HandFacts, lun: number): { az: string; powershell: string } {
  const known = disks?.find((disk) => disk.lun === lun);
  if (known) return { az: word(known.id), powershell: ps(known.id) };
  const pick = lun === -1 ? '.osDisk' : `.dataDisks[] | select(.lun == ${lun})`;
  return {
    az: `$(jq -er ${word(`${pick} | .managedDisk.id`)} disks.json)`,
    powershell:
      lun === -1 ? '$disks.osDisk.managedDisk.id' : `($disks.dataDisks | Where-Object lun -eq ${lun}).managedDisk.id`,
  };
}
