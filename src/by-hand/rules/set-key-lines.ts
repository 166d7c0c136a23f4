import { parseKeyUrl } from '../../kernel/keys.ts';
import { ps, setBefore, sh, word } from '../../kernel/quote.ts';
import { vaultOptions } from '../../requests/rules/change-lines.ts';
import { stagingAccountId } from '../../restore/rules/staging.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { copyPlace, copyPlacePs, keyPlaceOf, staging, storeOption, storeParameter } from './key-copy.ts';
import { restoreLines, startLines, waitAz, waitPs } from './restore-lines.ts';

/**
 * Brings back a confidential machine's key before its restore. A missing key is exported by a restore that fails for
 * lack of it (the documented way), and put back; its copy is deleted before anything else.
 */
export function setKeyLines(facts: HandFacts): HandStep[] {
  const { setKey } = facts;
  const place = setKey && keyPlaceOf(setKey.url);
  if (!setKey || !place) return [];
  const portal = setKey.keyVaultId ?? stagingAccountId(facts.plan.body);
  if (setKey.state === 'soft-deleted') {
    return [
      {
        kind: 'recover-set-key',
        atGroup: false,
        portal,
        az: [`az keyvault key recover ${storeOption(place)} --name ${sh(place.name)} --output none`],
        powershell: [`Undo-AzKeyVaultKeyRemoval ${storeParameter(place)} -Name ${ps(place.name)}`],
        rest: [],
      },
    ];
  }
  if (setKey.state !== 'missing') return [];
  const ofExport = { ...facts, jobId: setKey.exportJobId };
  const version = parseKeyUrl(setKey.url)?.version ?? '';
  const wrong = 'STOP: the key that came back is not the one that was backed up';
  const list = `az keyvault key list-versions ${storeOption(place)} --name ${sh(place.name)} --query "[].kid" --output tsv`;
  return [
    exportLines(facts),
    {
      kind: 'recover-set-key',
      atGroup: false,
      portal,
      clears: {
        az: 'rm -f keys.json key.bin',
        powershell: 'Remove-Item keys.json, key.bin -ErrorAction SilentlyContinue',
      },
      az: [
        'umask 077',
        ...copyPlace(ofExport),
        `az storage blob download --auth-mode login --account-name ${sh(staging(facts))} --container-name ${setBefore('BOX')} --name ${setBefore('COPY')} --file keys.json --output none`,
        'jq -er .OsDiskEncryptionDetails.KeyBackupData keys.json | base64 -d > key.bin',
        `az keyvault key restore ${storeOption(place)} --file key.bin --output none`,
        `{ ${list} | grep -i${version ? 'x' : ''}F ${word(setKey.url)} || { echo '${wrong}'; false; }; }`,
      ],
      powershell: [
        ...copyPlacePs(ofExport),
        "Get-AzStorageBlobContent -Context $storage -Container $bag['Config Blob Container Name'] -Blob $bag['Secured Encryption Info Blob Name'] -Destination keys.json | Out-Null",
        `[IO.File]::WriteAllBytes("$PWD/key.bin", [Convert]::FromBase64String((Get-Content keys.json -Raw | ConvertFrom-Json).OsDiskEncryptionDetails.KeyBackupData))`,
        `Restore-AzKeyVaultKey ${storeParameter(place)} -InputFile key.bin | Out-Null`,
        ...(version
          ? [
              `if (@(Get-AzKeyVaultKey ${storeParameter(place)} -Name ${ps(place.name)} -IncludeVersions).Version -notcontains ${ps(version)}) { throw '${wrong}' }`,
            ]
          : []),
      ],
      rest: [],
    },
    {
      kind: 'remove-key-export',
      atGroup: false,
      portal: stagingAccountId(facts.plan.body),
      az: [
        ...copyPlace(ofExport),
        `az storage blob delete --auth-mode login --account-name ${sh(staging(facts))} --container-name ${setBefore('BOX')} --name ${setBefore('COPY')}`,
      ],
      powershell: [
        ...copyPlacePs(ofExport),
        "Remove-AzStorageBlob -Context $storage -Container $bag['Config Blob Container Name'] -Blob $bag['Secured Encryption Info Blob Name']",
      ],
      rest: [],
    },
  ];
}

/** Runs the restore that should fail. If it completes, the key was there and the restore is done, so the lines stop. */
function exportLines(facts: HandFacts): HandStep {
  const { rest } = restoreLines(facts);
  const { portal, az, powershell } = startLines(facts);
  return {
    kind: 'export-key',
    atGroup: true,
    portal,
    az: [...az, ...exportWaitAz(facts)],
    powershell: [...powershell, ...exportWaitPs()],
    rest,
  };
}

export function exportWaitAz({ vault }: HandFacts): string[] {
  const [wait = ''] = waitAz(vaultOptions(vault));
  return [wait, `case "$STATUS" in Failed) ;; *) echo "STOP: it ended as $STATUS, so the key is there"; false ;; esac`];
}

export function exportWaitPs(): string[] {
  const [wait = ''] = waitPs();
  return [
    wait,
    "if ($job.Status -ne 'Failed') { throw ('STOP: it ended as ' + $job.Status + ', so the key is there') }",
  ];
}
