import { nameOf } from '../../kernel/arm-id.ts';
import type { AdeKeys } from '../../kernel/facts.ts';
import { parseKeyUrl } from '../../kernel/keys.ts';
import { ps, setBefore, sh, word } from '../../kernel/quote.ts';
import { armUrl, restLine, sendPs, vaultOptions } from '../../requests/rules/change-lines.ts';
import { jobTag } from '../../restore/rules/made.ts';
import { stagingAccountId } from '../../restore/rules/staging.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { audienceOf, copyPlacePs, vaultVersion } from './key-copy.ts';

/**
 * Reads the restored disks with their LUNs from the restore's config, since no tag and no list contains LUNs. The
 * config is UTF-16 with a trailing NUL. Afterwards disks.json is the machine's storage profile.
 */
export function configVariables({ vault, jobId, plan, inPair }: HandFacts): string[] {
  const job = `az backup job show ${vaultOptions(vault)} --name ${setBefore('JOB')}${inPair ? ' --use-secondary-region' : ''} --output tsv --query`;
  return [
    ...(jobId ? [`JOB=${word(jobId)}`] : []),
    `BOX=$(${job} 'properties.extendedInfo.propertyBag."Config Blob Container Name"')`,
    `CONFIG=$(${job} 'properties.extendedInfo.propertyBag."Config Blob Name"')`,
    `az storage blob download --auth-mode login --account-name ${sh(nameOf(stagingAccountId(plan.body)))} --container-name ${setBefore('BOX')} --name ${setBefore('CONFIG')} --file config.json --output none`,
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
 * Prints disks that the config names but the restore did not make: anyone with a key of the staging account may have
 * rewritten it. Prints nothing if they match.
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
  // Disks without tags must be skipped.
  const made = `(Get-AzDisk -ResourceGroupName ${ps(nameOf(machine.groupId))} | Where-Object { $_.Tags -and $_.Tags[${ps(jobTag)}] -eq ${job} }).Id`;
  const named = '(@($disks.osDisk) + @($disks.dataDisks)).managedDisk.id';
  return `if (Compare-Object @(${named}) @(${made})) { throw 'STOP: these are not the disks that the restore made' }`;
}

/** The restored disk of a LUN (-1 for the OS disk) as a value in its shell: known, or from the config. */
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

/** API version of the Compute provider. */
export const computeVersion = '2023-04-02';

/** Writes the encryption settings of each restored managed disk: `az disk` has no option for them. */
export function settingsLines(facts: HandFacts): HandStep {
  const { settings, disks } = facts;
  const known = settings.every(({ lun }) => disks?.some((disk) => disk.lun === lun));
  const each = settings.map((setting) => diskLines(facts, setting));
  return {
    kind: 'apply-ade-settings',
    atGroup: true,
    portal: facts.machine.groupId,
    az: [...(known ? [] : configVariables(facts)), ...each.flatMap(({ az }) => az)],
    powershell: [...(known ? [] : configVariablesPs(facts)), ...each.flatMap(({ powershell }) => powershell)],
    rest: known ? each.flatMap(({ rest }) => rest) : [],
  };
}

/** Whether a purged, wrapped secret is set again from the copy, under a version that cannot be known in advance. */
function isSetAnew({ away }: HandFacts, { bek, kek }: AdeKeys): boolean {
  return kek !== undefined && away.some(({ url, state }) => state === 'missing' && url === bek.secretUrl);
}

function diskLines(facts: HandFacts, { lun, keys }: HandFacts['settings'][number]) {
  const disk = diskValue(facts, lun);
  const body = { properties: { encryptionSettingsCollection: collectionOf(keys, facts) } };
  const json = JSON.stringify(body);
  const send = (payload: string) =>
    sendPs(`-Method PATCH -Path "$($disk)?api-version=${computeVersion}" -Payload ${payload}`);
  if (!isSetAnew(facts, keys)) {
    const id = facts.disks?.find((one) => one.lun === lun)?.id;
    const call = id && restLine({ method: 'patch', url: armUrl(id, computeVersion), body });
    const patch = `az rest --method patch --url "\${DISK:?}?api-version=${computeVersion}" --body ${sh(json)}`;
    return {
      az: call ? [call] : [`DISK=${disk.az}`, patch],
      powershell: [`$disk = ${disk.powershell}`, send(ps(json))],
      rest: call ? [call] : [],
    };
  }
  const { secretUrl } = keys.bek;
  const { host, name } = parseKeyUrl(secretUrl) ?? { host: '', name: '' };
  const vault = host.split('.')[0] ?? host;
  const member = '.properties.encryptionSettingsCollection.encryptionSettings[0].diskEncryptionKey.secretUrl';
  const patch = `az rest --method patch --url "\${DISK:?}?api-version=${computeVersion}" --body "$(jq -nc --argjson body ${word(json)} --arg secret "\${SECRET:?}" '$body | ${member} = $secret')"`;
  return {
    az: [
      `DISK=${disk.az}`,
      `SECRET=$(az keyvault secret list-versions --vault-name ${sh(vault)} --name ${sh(name)} --output tsv --query "sort_by(@, &attributes.created)[-1].id")`,
      patch,
    ],
    powershell: [
      `$disk = ${disk.powershell}`,
      `$secret = (Get-AzKeyVaultSecret -VaultName ${ps(vault)} -Name ${ps(name)}).Id`,
      send(`(${ps(json)}.Replace(${ps(secretUrl)}, $secret))`),
    ],
    rest: [
      `DISK=${disk.az}`,
      `SECRET=$(${restLine({ method: 'get', url: `https://${host}/secrets/${name}/versions?api-version=${vaultVersion}`, resource: audienceOf(host) })} | jq -er '.value | sort_by(.attributes.created) | last.id')`,
      patch,
    ],
  };
}

/** The settings of a disk: version 1.1 on restored disks, as Azure writes it; made from files, by the ADE pass. */
function collectionOf({ bek, kek }: AdeKeys, { pass, plan }: HandFacts) {
  return {
    enabled: true,
    encryptionSettingsVersion: pass === 'dual' && plan.effects.target.form === 'vhd' ? '1.0' : '1.1',
    encryptionSettings: [
      {
        diskEncryptionKey: { sourceVault: { id: bek.keyVaultId }, secretUrl: bek.secretUrl },
        ...(kek && { keyEncryptionKey: { sourceVault: { id: kek.keyVaultId }, keyUrl: kek.keyUrl } }),
      },
    ],
  };
}
