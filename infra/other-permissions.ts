import { type Cloud, clouds } from '../src/kernel/config/clouds.ts';

/** Permissions granted by hand or by installing, beside the roles of infra/roles. Rows of docs/permissions.md. */
export type OtherPermission = { what: string; why: string; consent: string; without: string };

const bothPlanes = 'an administrator of the key vault';

export const byHand: OtherPermission[] = [
  {
    what: 'Microsoft Graph, application permission `Application.Read.All`',
    why: 'finds Azure Backup in the tenant, to see whether it may read a key vault',
    consent: 'a Privileged Role Administrator, once',
    without: '`check` cannot tell whether Azure Backup may read the keys',
  },
  {
    what: 'Microsoft Graph, application permission `User.Read.All`',
    why: 'tells guests from members where Teams does not, and names the people who gain access to a restored copy',
    consent: 'a Privileged Role Administrator, once',
    without: 'everyone may look, and nobody may change or decide anything',
  },
  {
    what: 'Microsoft Graph, application permission `Schedule.Read.All`',
    why: 'tells who has a shift in Teams, for groups of the approval policy that use one',
    consent: 'a Privileged Role Administrator, once, only where such a group is used',
    without: 'nobody is in such a group',
  },
  {
    what: 'Microsoft Graph, application permission `GroupMember.Read.All`',
    why: 'reads the groups in ADMINS, in the approval policy, and those that gain access to a restored copy',
    consent: 'a Privileged Role Administrator, once',
    without: 'only people named by object id count; the card says that the groups of a copy could not be read',
  },
  {
    what: "On the storage account of `AUDIT_ANCHOR`: Reader, and Storage Blob Data Contributor (the auditor's identity: Storage Blob Data Reader); the immutability policy of `audit-heads` lets it append and nothing else, in `commands` it writes anew",
    why: "appends each day's head of the audit, compares the audit with those that are there, and keeps `commands`",
    consent: 'who may give roles on that account',
    without: '`audit verify` shows only that the audit fits itself, and no commands are kept',
  },
  {
    what: 'Key vaults with access policies: `list` on keys and secrets',
    why: 'stands for the role Strongroom observe keys, which such vaults do not know',
    consent: bothPlanes,
    without: '`check` says unknown about keys and secrets',
  },
  {
    what: 'Key vaults: keys `get, list, backup` and secrets `get, list, backup`, or the role Azure Backup disk keys, **for Azure Backup**; `check` prints the commands',
    why: 'Azure Backup copies the keys of encrypted machines into its recovery points',
    consent: bothPlanes,
    without: 'backups of machines with Azure Disk Encryption fail with UserErrorKeyVaultPermissionsNotConfigured',
  },
  {
    what: 'Key vaults with the key of a confidential machine: keys `get, list, backup` **for Azure Backup**; `get, wrapKey, unwrapKey`, or the role Key Vault Crypto Service Encryption User, **for the disk encryption set**. `check` asks for the first and prints the commands for the second',
    why: 'Azure Backup copies the key into its recovery points, and a restored disk is wrapped with it',
    consent: bothPlanes,
    without: 'backups of the machine fail, or no disk that is restored with the set opens',
  },
  {
    what: 'Managed HSMs with such a key, by local RBAC at `/keys/<name>`: Managed HSM Crypto User **for Azure Backup**, Managed HSM Crypto Service Encryption User **for the disk encryption set**. `check` prints the commands',
    why: 'as above: an HSM knows no Azure roles',
    consent: 'a Managed HSM Policy Administrator',
    without: 'as above',
  },
  {
    what: 'Managed HSMs with such a key: Managed HSM Crypto Auditor. With tier keys also, at `/keys`, for the bot and for whoever approves, the data actions `keys/restore/action` and `keys/deletedKeys/recover/action`: by a custom role, or by Managed HSM Crypto User (restores) and Managed HSM Crypto Officer (recovers, but also gives roles, purges and exports keys)',
    why: 'sees whether the key is there and who may use it; recovers a deleted key, and restores a lost one from the copy of Azure Backup',
    consent: 'a Managed HSM Policy Administrator',
    without: '`check` says unknown, and a lost key is brought back by hand',
  },
  {
    what: 'Resource Guards that stand before a vault: Reader and Backup MUA Operator on the guard; the second is best activated for the time of a request',
    why: 'Azure asks for the second where the guard protects restores, or changes that keep less; the first shows whether it is active',
    consent: 'the owners of the guard',
    without: 'Azure refuses what the guard protects; without the first, nobody knows beforehand',
  },
  {
    what: 'AcrPull on the registry, for the bot, the table owner and the auditor; `infra/roles.bicep` gives it, except on a registry of your own (`REGISTRY_SERVER`)',
    why: 'Container Apps pulls the image as them',
    consent: 'as for tier observe',
    without: 'no replica starts, and neither job runs',
  },
  {
    what: 'Monitoring Metrics Publisher on the Application Insights resource; `infra/roles.bicep` gives it with `APPLICATION_INSIGHTS=true`',
    why: 'sends traces and metrics there',
    consent: 'as for tier observe',
    without: 'they are lost; nothing else waits for them',
  },
];

export const inTeams: OtherPermission[] = [
  {
    what: 'The app in a team, group chat or personal chat',
    why: 'Teams delivers only what mentions the bot there, and takes its posts there',
    consent: 'whoever may add apps there',
    without: 'the bot neither hears nor answers there',
  },
  {
    what: '`identity` and `messageTeamMembers` in the manifest',
    why: 'it knows who writes by object id and tenant, and may write to a person in a personal chat',
    consent: 'whoever adds the app',
    without: 'private refusals of typed commands are one neutral line in the channel',
  },
  {
    what: 'No resource-specific consent, no delegated permission, no sign-in of users',
    why: 'it does not read messages that do not mention it, nor rosters, files or mail',
    consent: 'nobody',
    without: 'nothing',
  },
];

export type Traffic = { direction: 'in' | 'out'; what: string; why: string; without: string };

/** Hosts that the bot calls over HTTPS in a cloud, from the cloud's settings, by purpose. */
function hostsOf(cloud: Cloud) {
  const host = (address: string) => new URL(address).host;
  return {
    signIn: [host(cloud.authorityHost), host(cloud.bot.openIdMetadata)],
    azure: [host(cloud.resourceManager)],
    teams: cloud.bot.serviceUrlHosts,
    keysAndPeople: [`*.${cloud.keyVaultSuffix}`, `*.${cloud.managedHsmSuffix}`, host(cloud.graph)],
    blobs: [`*.${cloud.blobSuffix}`],
  };
}

type Purpose = keyof ReturnType<typeof hostsOf>;

function told(purpose: Purpose): string {
  const [common, government] = ['public', 'usgov'].map((name) => {
    const cloud = clouds[name];
    return (cloud ? hostsOf(cloud)[purpose] : []).map((host) => `\`${host}\``).join(', ');
  });
  return `HTTPS to ${common} (US Government: ${government})`;
}

export const traffic: Traffic[] = [
  {
    direction: 'in',
    what: 'HTTPS from Azure Bot Service to `/api/messages`',
    why: 'every message and click ([what is checked](security.md#the-internet-and-teams))',
    without: 'Teams shows that the app cannot be reached',
  },
  {
    direction: 'in',
    what: '`/healthz`, `/readyz` and `/metrics`, on a port of their own (`OPS_PORT`)',
    why: 'health probes, and figures without names; keep it inside your network',
    without: 'the platform cannot tell a replica that hangs',
  },
  {
    direction: 'out',
    what: told('signIn'),
    why: 'tokens for Azure and Teams, and the keys that incoming tokens are signed with',
    without: 'nothing works',
  },
  {
    direction: 'out',
    what: told('azure'),
    why: 'all that is read and sent in Azure',
    without: 'commands answer that Azure cannot be reached; approved restores wait',
  },
  {
    direction: 'out',
    what: told('teams'),
    why: 'posts and edits in Teams; the last host of each is that of GCC and of DoD',
    without: 'messages wait in the database and are sent later, in order',
  },
  {
    direction: 'out',
    what: told('keysAndPeople'),
    why: 'versions of keys and secrets; the id of Azure Backup; guests and groups',
    without: '`check` says unknown; nobody may change or decide anything',
  },
  {
    direction: 'out',
    what: told('blobs'),
    why: 'template and key copies in the staging account, and the boot screen of a new machine',
    without: 'a restore ends with its disks: no machine is made, and no key brought back',
  },
  {
    direction: 'out',
    what: 'HTTPS to `*.in.applicationinsights.azure.com` (US Government: `*.in.applicationinsights.azure.us`) and `settings.sdk.monitor.azure.com`, or to the collector in `OTEL_EXPORTER_OTLP_ENDPOINT`, where one is set',
    why: 'traces and metrics; the exporter of Application Insights reads its features from the second host',
    without: 'they are lost; nothing else waits for them',
  },
  {
    direction: 'out',
    what: 'HTTPS to the host in `PAGER_URL`, where one is set',
    why: 'wakes somebody ([pager](pager.md))',
    without: 'nobody is woken; pages are tried for a day',
  },
  {
    direction: 'out',
    what: 'HTTPS to the service that says who is on call, where the approval policy names one: `api.pagerduty.com`, `api.eu.pagerduty.com`, `api.atlassian.com` or an address of yours',
    why: 'who is in a group that is read from a schedule',
    without: 'nobody is in such a group, and it is said',
  },
  {
    direction: 'out',
    what: 'PostgreSQL (TCP 5432), where `DATABASE_URL` is set; never through a proxy',
    why: 'all that the bot remembers',
    without: 'the bot does not start; one that runs answers that its store is unavailable',
  },
  {
    direction: 'out',
    what: 'By the platform, not by the bot: the registry (`*.azurecr.io`, `*.<region>.data.azurecr.io`), and what [Container Apps](https://learn.microsoft.com/azure/container-apps/use-azure-firewall) lists; when the image is built, `registry-1.docker.io`, `auth.docker.io` and `registry.npmjs.org`',
    why: 'pulls the image, runs the container and takes its log',
    without: 'no replica starts',
  },
];
