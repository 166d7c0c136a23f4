import type { AdeKeys } from '../../kernel/facts.ts';
import { parseKeyUrl } from '../../kernel/key-url.ts';
import { ps, sh, word } from '../../kernel/quote.ts';
import { armUrl, restLine, sendPs } from '../../requests/rules/change-lines.ts';
import { configVariables, configVariablesPs, diskValue } from './config-variables.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { audienceOf, vaultVersion } from './key-copy.ts';

/** Of the Compute provider. */
export const computeVersion = '2023-04-02';

/** The settings on restored managed disks, each its own: `az disk` has no option for them. */
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

/** A wrapped secret that is purged is set anew from the copy: under a version that nobody can know before. */
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

/** What was restored as disks has the version that Azure gave it; disks that are made of files tell which pass it was. */
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
