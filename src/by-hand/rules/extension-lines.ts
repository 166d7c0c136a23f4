import { singlePassExtension } from '../../azure/rules/single-pass-extension.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { AdeKeys } from '../../kernel/facts.ts';
import { ps, sh } from '../../kernel/quote.ts';
import { armUrl, restLine } from '../../requests/rules/change-lines.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { machineId } from './machine-lines.ts';

/** Placeholder for the application that the machine was encrypted with; its owner knows it. */
const applicationUnknown = '<application id>';

/**
 * Unlocks and mounts the data disks. Dual-pass encryption signs in to the key vault as an Entra application: its secret
 * is prompted for when the line runs and is in no line. az and the cmdlet accept it only as an argument.
 */
export function extensionLines(facts: HandFacts): HandStep {
  const { machine, keys, pass } = facts;
  const group = nameOf(machine.groupId);
  const [first] = keys;
  const kek = first?.kek;
  const dual = pass === 'dual';
  // With an application the machine unlocks its own OS disk, so only the data disks are requested.
  const volumes = dual ? 'Data' : 'All';
  return {
    kind: 'ade-extension',
    atGroup: true,
    portal: machineId(facts),
    ...(dual && {
      clears: { az: 'unset AAD_SECRET', powershell: 'Remove-Variable secret -ErrorAction SilentlyContinue' },
    }),
    az: first && !dual ? singlePassAz(facts, first) : dualPassAz(facts),
    powershell: [
      ...(dual ? ["$secret = Read-Host -MaskInput 'Secret of the Entra application'"] : []),
      `Set-AzVMDiskEncryptionExtension -ResourceGroupName ${ps(group)} -VMName ${ps(machine.name)}${dual ? ` -AadClientID ${ps(applicationUnknown)} -AadClientSecret $secret` : ''} -DiskEncryptionKeyVaultUrl ${ps(originOf(first))} -DiskEncryptionKeyVaultId ${ps(first?.bek.keyVaultId ?? '')}${kek ? ` -KeyEncryptionKeyUrl ${ps(kek.keyUrl)} -KeyEncryptionKeyVaultId ${ps(kek.keyVaultId)}` : ''} -VolumeType ${volumes} -SkipVmBackup -Force`,
    ],
    rest: first && !dual ? [singlePassLine(facts, first)] : [],
  };
}

/** Before 2.77 az sends the body of `vm encryption enable` as a form (azure-cli#31885), and Debian 13 has 2.74. */
function singlePassAz(facts: HandFacts, keys: AdeKeys): string[] {
  const { machine, osType } = facts;
  const { type } = singlePassExtension(osType, keys);
  return [
    singlePassLine(facts, keys),
    `az vm extension wait --resource-group ${sh(nameOf(machine.groupId))} --vm-name ${sh(machine.name)} --name ${sh(type)} --created`,
  ];
}

function dualPassAz({ machine, keys }: HandFacts): string[] {
  const [first] = keys;
  const kek = first?.kek;
  return [
    `{ printf '%s\\n' 2.77.0 "$(az version --query '"azure-cli"' --output tsv)" | sort -CV || { echo 'STOP: this takes az 2.77 or newer'; false; }; }`,
    "read -rsp 'Secret of the Entra application: ' AAD_SECRET && echo",
    `az vm encryption enable --resource-group ${sh(nameOf(machine.groupId))} --name ${sh(machine.name)} --aad-client-id ${sh(applicationUnknown)} --aad-client-secret "$AAD_SECRET" --disk-encryption-keyvault ${sh(first?.bek.keyVaultId ?? '')}${kek ? ` --key-encryption-key ${sh(kek.keyUrl)} --key-encryption-keyvault ${sh(kek.keyVaultId)}` : ''} --volume-type DATA`,
  ];
}

function singlePassLine(facts: HandFacts, keys: AdeKeys): string {
  const { machine, osType } = facts;
  const properties = singlePassExtension(osType, keys);
  return restLine({
    method: 'put',
    url: armUrl(`${machineId(facts)}/extensions/${properties.type}`, '2023-09-01'),
    body: { location: machine.region, properties },
  });
}

function originOf(keys: AdeKeys | undefined): string {
  return keys ? new URL(keys.bek.secretUrl).origin : '';
}
