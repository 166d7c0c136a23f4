import { nameOf } from '../arm-id.ts';
import { parseKeyUrl } from '../encryption/key-url.ts';
import type { AdeKeys } from '../facts.ts';
import type { HandFacts, HandStep } from './hand-step.ts';
import { ps, sh } from './quote.ts';
import { restLine } from './rest-line.ts';

type Place = { vault: string; host: string; name: string; kind: 'keys' | 'secrets' };

const vaultVersion = '7.4';

/** Which versions are there and enabled. `secret show` would print the secret itself. */
export function checkKeyLines({ keys }: HandFacts): HandStep {
  const places = placesOf(keys);
  return {
    kind: 'check-keys',
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
 * Brings back what is missing: recovered while it is soft-deleted, else from the encryption-info blob, which the lines
 * read themselves and remove from the disk again. Keys before the secrets that they wrap.
 */
export function recoverKeyLines(facts: HandFacts): HandStep {
  const away = facts.away.flatMap(({ url, state }) => {
    const place = placeOf(url);
    return place ? [{ ...place, url, state }] : [];
  });
  const ordered = [...away].sort((a, b) => a.kind.localeCompare(b.kind));
  const missing = ordered.filter(({ state }) => state === 'missing');
  const deleted = ordered.filter(({ state }) => state === 'soft-deleted');
  return {
    kind: 'recover-keys',
    portal: facts.keys[0]?.bek.keyVaultId ?? '',
    az: [
      ...deleted.map(
        ({ vault, name, kind }) =>
          `az keyvault ${kind === 'keys' ? 'key' : 'secret'} recover --vault-name ${sh(vault)} --name ${sh(name)} --output none`,
      ),
      ...(missing.length > 0
        ? [
            'umask 077',
            ...copyPlace(facts),
            `az storage blob download --auth-mode login --account-name ${sh(staging(facts))} --container-name "$BOX" --name "$COPY" --file keys.json --output none`,
            ...missing.flatMap((one) => fromCopy(facts, one)),
            'rm -f keys.json key.bin secret.bin',
          ]
        : []),
    ],
    powershell: [
      ...deleted.map(
        ({ vault, name, kind }) =>
          `Undo-AzKeyVault${kind === 'keys' ? 'Key' : 'Secret'}Removal -VaultName ${ps(vault)} -Name ${ps(name)}`,
      ),
      ...(missing.length > 0
        ? [
            ...copyPlacePs(facts),
            "Get-AzStorageBlobContent -Context $storage -Container $bag['Config Blob Container Name'] -Blob $bag['Encryption Info Blob Name'] -Destination keys.json | Out-Null",
            '$copy = @((Get-Content keys.json -Raw | ConvertFrom-Json).PSObject.Properties.Value)',
            ...missing.flatMap((one) => fromCopyPs(facts, one)),
            'Remove-Item keys.json, key.bin, secret.bin -ErrorAction SilentlyContinue',
          ]
        : []),
    ],
    rest: deleted.map(({ host, name, kind }) =>
      restLine({
        method: 'post',
        url: `https://${host}/deleted${kind}/${name}/recover?api-version=${vaultVersion}`,
        resource: `https://${host.split('.').slice(1).join('.')}`,
      }),
    ),
  };
}

/** Of every cloud's storage, and the version from which on it takes such a token. */
const storage = { resource: 'https://storage.azure.com', headers: { 'x-ms-version': '2023-11-03' } };

/** The copy of the key material, which nothing needs any more. */
export function removeCopyLines(facts: HandFacts): HandStep {
  const { keyCopy } = facts;
  const known = typeof keyCopy === 'object' ? blobOf(keyCopy.uri) : undefined;
  const blob = known ? sh(known.name) : '"$COPY"';
  const box = known ? sh(known.container) : '"$BOX"';
  return {
    kind: 'remove-key-copy',
    portal: facts.plan.body.storageAccountId,
    az: [
      ...(known ? [] : copyPlace(facts)),
      `az storage blob delete --auth-mode login --account-name ${sh(staging(facts))} --container-name ${box} --name ${blob}`,
    ],
    powershell: [
      ...copyPlacePs(facts),
      "Remove-AzStorageBlob -Context $storage -Container $bag['Config Blob Container Name'] -Blob $bag['Encryption Info Blob Name']",
    ],
    rest: typeof keyCopy === 'object' ? [restLine({ method: 'delete', url: keyCopy.uri, ...storage })] : [],
  };
}

export function blobOf(uri: string): { account: string; container: string; name: string } {
  const { hostname, pathname } = new URL(uri);
  const [container = '', ...rest] = decodeURIComponent(pathname).split('/').filter(Boolean);
  return { account: hostname.split('.')[0] ?? hostname, container, name: rest.join('/') };
}

type Away = Place & { url: string };

function fromCopy(facts: HandFacts, { vault, name, kind, url }: Away): string[] {
  const member = kind === 'keys' ? 'KeyUrl' : 'SecretUrl';
  const pick = (value: string) =>
    `jq -r ${sh(`[.. | objects | select((.${member}? // "") | test("/${kind}/${name}(/|$)"; "i"))][0].${value}`)} keys.json`;
  if (kind === 'keys') {
    return [
      `${pick('KeyBackupData')} | base64 -d > key.bin`,
      `az keyvault key restore --vault-name ${sh(vault)} --file key.bin --output none`,
    ];
  }
  const kek = kekOf(facts, url);
  if (!kek) {
    return [
      `${pick('KeyVaultSecretBackupData')} | base64 -d > secret.bin`,
      `az keyvault secret restore --vault-name ${sh(vault)} --file secret.bin --output none`,
    ];
  }
  const tags = Object.entries(tagsOf(facts, secretName(url), kek)).map(([tag, value]) => sh(`${tag}=${value}`));
  return [
    `az keyvault secret set --vault-name ${sh(vault)} --name ${sh(secretName(url))} --value "$(${pick('SecretData')})" --content-type 'Wrapped BEK' --tags ${tags.join(' ')} --output none`,
  ];
}

function fromCopyPs(facts: HandFacts, { vault, name, kind, url }: Away): string[] {
  const member = kind === 'keys' ? 'KeyUrl' : 'SecretUrl';
  const one = `$one = $copy | Where-Object { $_.${member} -match ${ps(`/${kind}/${name}(/|$)`)} } | Select-Object -First 1`;
  const bytes = (value: string, file: string) =>
    `[IO.File]::WriteAllBytes("$PWD/${file}", [Convert]::FromBase64String($one.${value}))`;
  if (kind === 'keys') {
    return [
      one,
      bytes('KeyBackupData', 'key.bin'),
      `Restore-AzKeyVaultKey -VaultName ${ps(vault)} -InputFile key.bin | Out-Null`,
    ];
  }
  const kek = kekOf(facts, url);
  if (!kek) {
    return [
      one,
      bytes('KeyVaultSecretBackupData', 'secret.bin'),
      `Restore-AzKeyVaultSecret -VaultName ${ps(vault)} -InputFile secret.bin | Out-Null`,
    ];
  }
  const tags = Object.entries(tagsOf(facts, secretName(url), kek)).map(([tag, value]) => `${tag} = ${ps(value)}`);
  return [
    one,
    `$tags = @{ ${tags.join('; ')} }`,
    `Set-AzKeyVaultSecret -VaultName ${ps(vault)} -Name ${ps(secretName(url))} -SecretValue (ConvertTo-SecureString $one.SecretData -AsPlainText -Force) -ContentType 'Wrapped BEK' -Tag $tags | Out-Null`,
  ];
}

/** By these the platform finds and unwraps the secret; their names and values are documented. */
function tagsOf({ osType, vm }: HandFacts, name: string, kekUrl: string): Record<string, string> {
  return {
    DiskEncryptionKeyEncryptionAlgorithm: 'RSA-OAEP',
    DiskEncryptionKeyFileName: osType === 'Linux' ? 'LinuxPassPhraseFileName' : `${name}.BEK`,
    DiskEncryptionKeyEncryptionKeyURL: kekUrl,
    MachineName: vm.name,
  };
}

function copyPlace(facts: HandFacts): string[] {
  const { vault, jobId } = facts;
  const job = `az backup job show --resource-group ${sh(vault.resourceGroup)} --vault-name ${sh(vault.name)} --name "$JOB" --output tsv --query`;
  return [
    ...(jobId ? [`JOB=${sh(jobId)}`] : []),
    `BOX=$(${job} 'properties.extendedInfo.propertyBag."Config Blob Container Name"')`,
    `COPY=$(${job} 'properties.extendedInfo.propertyBag."Encryption Info Blob Name"')`,
  ];
}

function copyPlacePs(facts: HandFacts): string[] {
  const { vault, jobId } = facts;
  return [
    `$vault = Get-AzRecoveryServicesVault -ResourceGroupName ${ps(vault.resourceGroup)} -Name ${ps(vault.name)}`,
    `$bag = (Get-AzRecoveryServicesBackupJobDetail -JobId ${jobId ? ps(jobId) : '$job.JobId'} -VaultId $vault.ID).Properties`,
    `$storage = New-AzStorageContext -StorageAccountName ${ps(staging(facts))} -UseConnectedAccount`,
  ];
}

function staging({ plan }: HandFacts): string {
  return nameOf(plan.body.storageAccountId);
}

function kekOf({ keys }: HandFacts, secretUrl: string): string | undefined {
  return keys.find(({ bek }) => bek.secretUrl.toLowerCase() === secretUrl.toLowerCase())?.kek?.keyUrl;
}

/** As Azure spelled it: a secret that is set anew keeps the capitals of its GUID. */
function secretName(url: string): string {
  return new URL(url).pathname.split('/')[2] ?? '';
}

function placesOf(keys: readonly AdeKeys[]): Place[] {
  const urls = keys.flatMap(({ bek, kek }) => [...(kek ? [kek.keyUrl] : []), bek.secretUrl]);
  const places = urls.flatMap((url) => placeOf(url) ?? []);
  return [...new Map(places.map((place) => [`${place.host}/${place.kind}/${place.name}`, place])).values()];
}

function placeOf(url: string): Place | undefined {
  const address = parseKeyUrl(url);
  if (!address) return undefined;
  const { host, kind, name } = address;
  return { host, kind, name, vault: host.split('.')[0] ?? host };
}
