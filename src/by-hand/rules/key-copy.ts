import { nameOf } from '../../kernel/arm-id.ts';
import { parseKeyUrl, spelledName } from '../../kernel/keys.ts';
import { ps, setBefore, sh, word } from '../../kernel/quote.ts';
import {
  armUrl,
  backupVersion,
  findVaultPs,
  restLine,
  sendPs,
  vaultOptions,
} from '../../requests/rules/change-lines.ts';
import { stagingAccountId } from '../../restore/rules/staging.ts';
import { besideTargetPs, type HandFacts } from './hand-step.ts';

/** A key or secret in its vault. */
export type KeyPlace = { vault: string; host: string; name: string; kind: 'keys' | 'secrets' };

/** A key or secret that is gone, by its former address. */
export type Away = KeyPlace & { url: string };

/** Every cloud's storage resource, and the first version that accepts such a token. */
export const storage = { resource: 'https://storage.azure.com', headers: { 'x-ms-version': '2023-11-03' } };

/** A jq expression for a member of the copy's entry of a key or secret. */
function pickOf({ kind, name }: KeyPlace, value: string): string {
  const member = kind === 'keys' ? 'KeyUrl' : 'SecretUrl';
  return `[.. | objects | select((.${member}? // "") | test("/${kind}/${name}(/|$)"; "i"))][0].${value}`;
}

export function fromCopy(facts: HandFacts, one: Away): string[] {
  const { vault, kind, url } = one;
  const pick = (value: string) => `jq -er ${word(pickOf(one, value))} keys.json`;
  if (kind === 'keys') {
    return [
      `${pick('KeyBackupData')} | base64 -d > key.bin`,
      `az keyvault key restore --vault-name ${sh(vault)} --file key.bin --output none`,
      comparison(one, listVersions(one)),
    ];
  }
  const kek = findKek(facts, url);
  if (!kek) {
    return [
      `${pick('KeyVaultSecretBackupData')} | base64 -d > secret.bin`,
      `az keyvault secret restore --vault-name ${sh(vault)} --file secret.bin --output none`,
      comparison(one, listVersions(one)),
    ];
  }
  const tags = Object.entries(secretTags(facts, spelledName(url), kek)).map(([tag, value]) => sh(`${tag}=${value}`));
  // From a file that `umask` restricts to its owner: every process could read an argument.
  return [
    `jq -ej ${word(pickOf(one, 'SecretData'))} keys.json > secret.txt`,
    `az keyvault secret set --vault-name ${sh(vault)} --name ${sh(spelledName(url))} --file secret.txt --encoding utf-8 --content-type 'Wrapped BEK' --tags ${tags.join(' ')} --output none`,
    // az adds a tag of its own, `file-encoding`, to what it reads from a file.
    `az keyvault secret set-attributes --vault-name ${sh(vault)} --name ${sh(spelledName(url))} --tags ${tags.join(' ')} --output none`,
  ];
}

/** Lists the addresses of all versions, one per line; `secret show` would print the secret itself. */
function listVersions({ vault, name, kind }: KeyPlace): string {
  const [type, id] = kind === 'keys' ? ['key', 'kid'] : ['secret', 'id'];
  return `az keyvault ${type} list-versions --vault-name ${sh(vault)} --name ${sh(name)} --query "[].${id}" --output tsv`;
}

/**
 * Prints the id of the restored key, which Key Vault has sealed into the backup, or that it is another key: anyone with
 * a key of the staging account may have rewritten the copy.
 */
function comparison({ url, kind }: Away, list: string): string {
  const what = kind === 'keys' ? 'key' : 'secret';
  return `{ ${list} | grep -ixF ${sh(url)} || { echo 'STOP: the ${what} that came back is not the one that was backed up'; false; }; }`;
}

function comparisonPs({ vault, name, kind, url }: Away): string {
  const [type, what] = kind === 'keys' ? ['Key', 'key'] : ['Secret', 'secret'];
  const version = parseKeyUrl(url)?.version ?? '';
  return `if (@(Get-AzKeyVault${type} -VaultName ${ps(vault)} -Name ${ps(name)} -IncludeVersions).Version -notcontains ${ps(version)}) { throw 'STOP: the ${what} that came back is not the one that was backed up' }`;
}

export function fromCopyPs(facts: HandFacts, away: Away): string[] {
  const { vault, name, kind, url } = away;
  const member = kind === 'keys' ? 'KeyUrl' : 'SecretUrl';
  const one = `$one = $copy | Where-Object { $_.${member} -match ${ps(`/${kind}/${name}(/|$)`)} } | Select-Object -First 1`;
  const bytes = (value: string, file: string) =>
    `[IO.File]::WriteAllBytes("$PWD/${file}", [Convert]::FromBase64String($one.${value}))`;
  if (kind === 'keys') {
    return [
      one,
      bytes('KeyBackupData', 'key.bin'),
      `Restore-AzKeyVaultKey -VaultName ${ps(vault)} -InputFile key.bin | Out-Null`,
      comparisonPs(away),
    ];
  }
  const kek = findKek(facts, url);
  if (!kek) {
    return [
      one,
      bytes('KeyVaultSecretBackupData', 'secret.bin'),
      `Restore-AzKeyVaultSecret -VaultName ${ps(vault)} -InputFile secret.bin | Out-Null`,
      comparisonPs(away),
    ];
  }
  const tags = Object.entries(secretTags(facts, spelledName(url), kek)).map(([tag, value]) => `${tag} = ${ps(value)}`);
  return [
    one,
    `$tags = @{ ${tags.join('; ')} }`,
    `Set-AzKeyVaultSecret -VaultName ${ps(vault)} -Name ${ps(spelledName(url))} -SecretValue (ConvertTo-SecureString $one.SecretData -AsPlainText -Force) -ContentType 'Wrapped BEK' -Tag $tags | Out-Null`,
  ];
}

/** Tags by which the platform finds and unwraps the secret; names and values are documented. */
function secretTags({ osType, vm }: HandFacts, name: string, kekUrl: string): Record<string, string> {
  return {
    DiskEncryptionKeyEncryptionAlgorithm: 'RSA-OAEP',
    DiskEncryptionKeyFileName: osType === 'Linux' ? 'LinuxPassPhraseFileName' : `${name}.BEK`,
    DiskEncryptionKeyEncryptionKeyURL: kekUrl,
    MachineName: vm.name,
  };
}

export function copyPlace(facts: HandFacts): string[] {
  const { vault, jobId } = facts;
  const job = `az backup job show ${vaultOptions(vault)} --name ${setBefore('JOB')} --output tsv --query`;
  return [
    ...(jobId ? [`JOB=${word(jobId)}`] : []),
    `BOX=$(${job} 'properties.extendedInfo.propertyBag."Config Blob Container Name"')`,
    `COPY=$(${job} 'properties.extendedInfo.propertyBag."${copyProperty(facts)}"')`,
  ];
}

export function copyPlacePs(facts: HandFacts): string[] {
  const { vault, jobId, inPair } = facts;
  return [
    ...besideTargetPs(facts, [
      findVaultPs(vault),
      `$bag = (Get-AzRecoveryServicesBackupJobDetail -JobId ${jobId ? ps(jobId) : '$job.JobId'}${inPair ? ' -UseSecondaryRegion' : ''} -VaultId $vault.ID).Properties`,
    ]),
    `$storage = New-AzStorageContext -StorageAccountName ${ps(staging(facts))} -UseConnectedAccount`,
  ];
}

/** Writes keys.json, from the blob or from the point, in the same shape. */
export function copyFile(facts: HandFacts): string[] {
  const { keysInPoint } = facts;
  if (keysInPoint) {
    const read = restLine({ method: 'get', url: armUrl(keysInPoint, backupVersion) });
    return [`${read} | jq ${word(`.properties.keyAndSecret | {Point: {${inPoint}}}`)} > keys.json`];
  }
  return [
    ...copyPlace(facts),
    `az storage blob download --auth-mode login --account-name ${sh(staging(facts))} --container-name ${setBefore('BOX')} --name ${setBefore('COPY')} --file keys.json --output none`,
  ];
}

export function copyFilePs(facts: HandFacts): string[] {
  const { keysInPoint } = facts;
  if (keysInPoint) {
    return [
      sendPs(`-Method GET -Path ${ps(armUrl(keysInPoint, backupVersion))}`),
      '$kept = ($sent.Content | ConvertFrom-Json).properties.keyAndSecret',
      '$copy = @([pscustomobject]@{ KeyUrl = $kept.kekDetails.keyUrl; KeyBackupData = $kept.kekDetails.keyBackupData; SecretUrl = $kept.bekDetails.secretUrl; SecretData = $kept.bekDetails.secretData })',
    ];
  }
  return [
    ...copyPlacePs(facts),
    "Get-AzStorageBlobContent -Context $storage -Container $bag['Config Blob Container Name'] -Blob $bag['Encryption Info Blob Name'] -Destination keys.json | Out-Null",
    '$copy = @((Get-Content keys.json -Raw | ConvertFrom-Json).PSObject.Properties.Value)',
  ];
}

/** For jq: members of the point under the blob's names. */
const inPoint = [
  'KeyUrl: .kekDetails.keyUrl',
  'KeyBackupData: .kekDetails.keyBackupData',
  'SecretUrl: .bekDetails.secretUrl',
  'SecretData: .bekDetails.secretData',
].join(', ');

/** The job property that names the blob with key material. */
export function copyProperty({ setKey }: HandFacts): string {
  return setKey ? 'Secured Encryption Info Blob Name' : 'Encryption Info Blob Name';
}

export function keyPlaceOf(url: string): KeyPlace | undefined {
  const address = parseKeyUrl(url);
  if (!address) return undefined;
  const { host, kind, name } = address;
  return { host, kind, name, vault: host.split('.')[0] ?? host };
}

/** The option for a store: both tools use a different one for a Managed HSM than for a key vault. */
export function storeOption({ host, vault }: KeyPlace): string {
  return `${isHsm(host) ? '--hsm-name' : '--vault-name'} ${sh(vault)}`;
}

export function storeParameter({ host, vault }: KeyPlace): string {
  return `${isHsm(host) ? '-HsmName' : '-VaultName'} ${ps(vault)}`;
}

function isHsm(host: string): boolean {
  return /\.managedhsm\./i.test(host);
}

export function staging({ plan }: HandFacts): string {
  return nameOf(stagingAccountId(plan.body));
}

function findKek({ keys }: HandFacts, secretUrl: string): string | undefined {
  return keys.find(({ bek }) => bek.secretUrl.toLowerCase() === secretUrl.toLowerCase())?.kek?.keyUrl;
}

/** Restores from the copy through REST. The copy's content goes from file to file: others could read an argument. */
export function fromCopyRest(facts: HandFacts, missing: readonly Away[]): string[] {
  const { keyCopy, keysInPoint } = facts;
  if (missing.length === 0 || (typeof keyCopy !== 'object' && !keysInPoint)) return [];
  return [
    'umask 077',
    ...(typeof keyCopy === 'object'
      ? [`${restLine({ method: 'get', url: keyCopy.uri, ...storage })} --output-file keys.json`]
      : copyFile(facts)),
    ...missing.flatMap((one) => {
      const { host, kind, url } = one;
      const kek = kind === 'secrets' ? findKek(facts, url) : undefined;
      const name = spelledName(url);
      const backup = kind === 'keys' ? 'KeyBackupData' : 'KeyVaultSecretBackupData';
      // The REST interface takes a backup as base64url without padding.
      const body = kek
        ? `{value: ${pickOf(one, 'SecretData')}, contentType: "Wrapped BEK", tags: ${JSON.stringify(secretTags(facts, name, kek))}}`
        : `{value: (${pickOf(one, backup)} | gsub("[+]"; "-") | gsub("/"; "_") | gsub("="; ""))}`;
      return [
        `jq ${word(body)} keys.json > body.json`,
        restLine({
          method: kek ? 'put' : 'post',
          url: `https://${host}/${kind}/${kek ? name : 'restore'}?api-version=${vaultVersion}`,
          resource: audienceOf(host),
          file: 'body.json',
        }),
        ...(kek ? [] : [comparison(one, listVersionsByRest(one))]),
      ];
    }),
    'rm -f keys.json body.json',
  ];
}

/** Lists versions through REST. A key may have more versions than one page, and is public itself. */
function listVersionsByRest({ host, name, kind, url }: Away): string {
  const { version = '' } = parseKeyUrl(url) ?? {};
  const call = (path: string) =>
    restLine({ method: 'get', url: `https://${host}/${path}?api-version=${vaultVersion}`, resource: audienceOf(host) });
  return kind === 'keys'
    ? `${call(`keys/${name}/${version}`)} | jq -er .key.kid`
    : `${call(`secrets/${name}/versions`)} | jq -r '.value[].id'`;
}

export const vaultVersion = '7.4';

/** Audience of a data-plane token for a key vault, by its host. */
export function audienceOf(host: string): string {
  return `https://${host.split('.').slice(1).join('.')}`;
}
