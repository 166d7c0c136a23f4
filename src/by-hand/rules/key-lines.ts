import { parseBlobUri } from '../../azure/rules/staging.ts';
import type { AdeKeys } from '../../kernel/facts.ts';
import { ps, setBefore, sh } from '../../kernel/quote.ts';
import { restLine } from '../../requests/rules/change-lines.ts';
import { stagingAccountId } from '../../restore/rules/staging.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import {
  audienceOf,
  copyFile,
  copyFilePs,
  copyPlace,
  copyPlacePs,
  copyProperty,
  fromCopy,
  fromCopyPs,
  fromCopyRest,
  type KeyPlace,
  keyPlaceOf,
  staging,
  storage,
  vaultVersion,
} from './key-copy.ts';

/** Lists existing, enabled versions. `secret show` would print the secret itself. */
export function checkKeyLines({ keys }: HandFacts): HandStep {
  const places = keyPlaces(keys);
  return {
    kind: 'check-keys',
    atGroup: false,
    portal: keys[0]?.bek.keyVaultId ?? '',
    az: places.map(({ vault, name, kind }) =>
      kind === 'keys'
        ? `az keyvault key list-versions --vault-name ${sh(vault)} --name ${sh(name)} --query "[].[kid,attributes.enabled]" --output tsv`
        : `az keyvault secret list-versions --vault-name ${sh(vault)} --name ${sh(name)} --query "[].[id,attributes.enabled]" --output tsv`,
    ),
    powershell: places.map(
      ({ vault, name, kind }) =>
        `Get-AzKeyVault${kind === 'keys' ? 'Key' : 'Secret'} -VaultName ${ps(vault)} -Name ${ps(name)} -IncludeVersions | Select-Object Id, Enabled`,
    ),
    rest: [],
  };
}

/**
 * Brings back what is missing: recovers it while soft-deleted, otherwise from Azure Backup's copy, which the lines read
 * and then remove from the local disk. Keys come before the secrets that they wrap.
 */
export function recoverKeyLines(facts: HandFacts): HandStep {
  const away = facts.away.flatMap(({ url, state }) => {
    const place = keyPlaceOf(url);
    return place ? [{ ...place, url, state }] : [];
  });
  const ordered = [...away].sort((a, b) => a.kind.localeCompare(b.kind));
  const missing = ordered.filter(({ state }) => state === 'missing');
  const deleted = ordered.filter(({ state }) => state === 'soft-deleted');
  return {
    kind: 'recover-keys',
    atGroup: false,
    ...(missing.length > 0 && {
      clears: {
        az: 'rm -f keys.json key.bin secret.bin secret.txt',
        powershell: 'Remove-Item keys.json, key.bin, secret.bin -ErrorAction SilentlyContinue',
      },
    }),
    portal: facts.keys[0]?.bek.keyVaultId ?? '',
    az: [
      ...deleted.map(
        ({ vault, name, kind }) =>
          `az keyvault ${kind === 'keys' ? 'key' : 'secret'} recover --vault-name ${sh(vault)} --name ${sh(name)} --output none`,
      ),
      ...(missing.length > 0
        ? ['umask 077', ...copyFile(facts), ...missing.flatMap((one) => fromCopy(facts, one))]
        : []),
    ],
    powershell: [
      ...deleted.map(
        ({ vault, name, kind }) =>
          `Undo-AzKeyVault${kind === 'keys' ? 'Key' : 'Secret'}Removal -VaultName ${ps(vault)} -Name ${ps(name)}`,
      ),
      ...(missing.length > 0 ? [...copyFilePs(facts), ...missing.flatMap((one) => fromCopyPs(facts, one))] : []),
    ],
    rest: [
      ...deleted.map(({ host, name, kind }) =>
        restLine({
          method: 'post',
          url: `https://${host}/deleted${kind}/${name}/recover?api-version=${vaultVersion}`,
          resource: audienceOf(host),
        }),
      ),
      ...fromCopyRest(facts, missing),
    ],
  };
}

/** Removes the copy of the key material, which nothing needs any more. */
export function removeCopyLines(facts: HandFacts): HandStep {
  const { keyCopy } = facts;
  const known = typeof keyCopy === 'object' ? parseBlobUri(keyCopy.uri) : undefined;
  const blob = known ? sh(known.name) : setBefore('COPY');
  const box = known ? sh(known.container) : setBefore('BOX');
  return {
    kind: 'remove-key-copy',
    atGroup: false,
    portal: stagingAccountId(facts.plan.body),
    az: [
      ...(known ? [] : copyPlace(facts)),
      `az storage blob delete --auth-mode login --account-name ${sh(staging(facts))} --container-name ${box} --name ${blob}`,
    ],
    powershell: [
      ...copyPlacePs(facts),
      `Remove-AzStorageBlob -Context $storage -Container $bag['Config Blob Container Name'] -Blob $bag['${copyProperty(facts)}']`,
    ],
    rest: typeof keyCopy === 'object' ? [restLine({ method: 'delete', url: keyCopy.uri, ...storage })] : [],
  };
}

function keyPlaces(keys: readonly AdeKeys[]): KeyPlace[] {
  const urls = keys.flatMap(({ bek, kek }) => [...(kek ? [kek.keyUrl] : []), bek.secretUrl]);
  const places = urls.flatMap((url) => keyPlaceOf(url) ?? []);
  return [...new Map(places.map((place) => [`${place.host}/${place.kind}/${place.name}`, place])).values()];
}
