import { parseKeyUrl } from '../encryption/key-url.ts';
import type { AdeKeys } from '../facts.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { audienceOf, vaultVersion } from './key-copy.ts';
import { diskVariables, diskVariablesPs } from './machine-lines.ts';
import { ps, sh } from './quote.ts';
import { armUrl, restLine } from './rest-line.ts';

/** Of the Compute provider. */
const computeVersion = '2023-04-02';

/** A wrapped secret that is purged is set anew from the copy: under a version that nobody can know before. */
export function secretSetAnew({ keys, away }: HandFacts): boolean {
  const [first] = keys;
  return first?.kek !== undefined && away.some(({ url, state }) => state === 'missing' && url === first.bek.secretUrl);
}

/** The settings on restored managed disks: `az disk` has no option for them. */
export function settingsLines(facts: HandFacts): HandStep {
  const [keys] = facts.keys;
  const body = keys && { properties: { encryptionSettingsCollection: collectionOf(keys) } };
  const [os] = facts.disks ?? [];
  const call = (id: string) => restLine({ method: 'patch', url: armUrl(id, computeVersion), body });
  const json = JSON.stringify(body ?? {});
  if (keys && secretSetAnew(facts)) return settingsAfterSet(facts, json, keys.bek.secretUrl);
  const known = os ? [call(os.id)] : [];
  return {
    kind: 'apply-ade-settings',
    portal: facts.machine.groupId,
    az: os
      ? known
      : [
          ...diskVariables(facts),
          `az rest --method patch --url "$OS?api-version=${computeVersion}" --body ${sh(json)}`,
        ],
    powershell: [
      ...(os ? [`$os = ${ps(os.id)}`] : diskVariablesPs(facts)),
      `Invoke-AzRestMethod -Method PATCH -Path "$($os)?api-version=${computeVersion}" -Payload ${ps(json)}`,
    ],
    rest: known,
  };
}

function settingsAfterSet(facts: HandFacts, json: string, secretUrl: string): HandStep {
  const [os] = facts.disks ?? [];
  const { host, name } = parseKeyUrl(secretUrl) ?? { host: '', name: '' };
  const vault = host.split('.')[0] ?? host;
  const member = '.properties.encryptionSettingsCollection.encryptionSettings[0].diskEncryptionKey.secretUrl';
  const patch = `az rest --method patch --url "$OS?api-version=${computeVersion}" --body "$(jq -nc --argjson body ${sh(json)} --arg secret "$SECRET" '$body | ${member} = $secret')"`;
  return {
    kind: 'apply-ade-settings',
    portal: facts.machine.groupId,
    az: [
      ...(os ? [`OS=${sh(os.id)}`] : diskVariables(facts)),
      `SECRET=$(az keyvault secret list-versions --vault-name ${sh(vault)} --name ${sh(name)} --output tsv --query "sort_by(@, &attributes.created)[-1].id")`,
      patch,
    ],
    powershell: [
      ...(os ? [`$os = ${ps(os.id)}`] : diskVariablesPs(facts)),
      `$secret = (Get-AzKeyVaultSecret -VaultName ${ps(vault)} -Name ${ps(name)}).Id`,
      `Invoke-AzRestMethod -Method PATCH -Path "$($os)?api-version=${computeVersion}" -Payload (${ps(json)}.Replace(${ps(secretUrl)}, $secret))`,
    ],
    rest: os
      ? [
          `OS=${sh(os.id)}`,
          `SECRET=$(${restLine({ method: 'get', url: `https://${host}/secrets/${name}/versions?api-version=${vaultVersion}`, resource: audienceOf(host) })} | jq -r '.value | sort_by(.attributes.created) | last.id')`,
          patch,
        ]
      : [],
  };
}

function collectionOf({ bek, kek }: AdeKeys) {
  return {
    enabled: true,
    encryptionSettingsVersion: '1.1',
    encryptionSettings: [
      {
        diskEncryptionKey: { sourceVault: { id: bek.keyVaultId }, secretUrl: bek.secretUrl },
        ...(kek && { keyEncryptionKey: { sourceVault: { id: kek.keyVaultId }, keyUrl: kek.keyUrl } }),
      },
    ],
  };
}
