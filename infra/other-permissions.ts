import { type Cloud, clouds } from '../src/config/clouds.ts';

/** What is given by hand or by installing, beside the roles of infra/roles. Rows of docs/permissions.md. */
export type OtherPermission = { what: string; why: string; consent: string; without: string };

const bothPlanes = 'an administrator of the key vault';

export const byHand: OtherPermission[] = [
  {
    what: 'Microsoft Graph, application permission `Application.Read.All`, for the identity of the bot',
    why: 'finds the object id of Azure Backup in the tenant, to see whether it may read a key vault',
    consent: 'a Privileged Role Administrator, once',
    without: 'the check of a machine says unknown where it would say whether Azure Backup may read the keys',
  },
  {
    what: 'Microsoft Graph, application permission `User.Read.All`, for the identity of the bot',
    why: 'tells a guest from a member of the tenant, where Teams does not say, and what those are called who gain access to a restored copy',
    consent: 'a Privileged Role Administrator, once',
    without: 'everyone may look, and nobody may change or decide anything: what is unknown counts as no',
  },
  {
    what: 'Microsoft Graph, application permission `Schedule.Read.All`, for the identity of the bot',
    why: 'tells who has a shift in Teams, for groups of the approval policy that are read from one',
    consent: 'a Privileged Role Administrator, once, only where such a group is used',
    without: 'nobody is in such a group; the others are as they were',
  },
  {
    what: 'Microsoft Graph, application permission `GroupMember.Read.All`, for the identity of the bot',
    why: 'tells who is in the groups that ADMINS and the approval policy name, and in those that gain access to a restored copy',
    consent: 'a Privileged Role Administrator, once',
    without:
      'only people whom ADMINS and the policy name by object id count; of a copy it is said that the groups could not be read',
  },
  {
    what: 'Key vaults with access policies: `list` on keys and secrets, for the identity of the bot',
    why: 'as the role Strongroom observe keys, which such vaults do not know',
    consent: bothPlanes,
    without: 'the check of a machine says unknown about its keys and secrets',
  },
  {
    what: 'Key vaults: keys `get, list, backup` and secrets `get, list, backup`, or the role Azure Backup disk keys, for Azure Backup, not for the bot; `keyaccess` shows what is missing and prints the commands',
    why: 'Azure Backup copies the keys of encrypted machines into its recovery points',
    consent: bothPlanes,
    without: 'backups of machines with Azure Disk Encryption fail with UserErrorKeyVaultPermissionsNotConfigured',
  },
  {
    what: 'Key vaults with the key of a confidential machine: keys `get, list, backup` for Azure Backup, and `get, wrapKey, unwrapKey`, or the role Key Vault Crypto Service Encryption User, for the identity of the disk encryption set; `keyaccess` shows what is missing, asks for the first and prints the commands for the second',
    why: 'Azure Backup copies the key into its recovery points, and a restored disk is wrapped with it',
    consent: bothPlanes,
    without: 'backups of the machine fail, or no disk that is restored with the set opens',
  },
  {
    what: 'Managed HSMs with such a key, by local RBAC: Managed HSM Crypto User for Azure Backup and Managed HSM Crypto Service Encryption User for the set, both at `/keys/<name>`; the bot gives neither, and `keyaccess` prints the commands',
    why: 'as above: an HSM knows no Azure roles',
    consent: 'a Managed HSM Policy Administrator',
    without: 'as above',
  },
  {
    what: 'Managed HSMs with such a key: Managed HSM Crypto Auditor for the identity of the bot; with tier keys also, at `/keys`, the data actions `keys/restore/action` and `keys/deletedKeys/recover/action`, and both for whoever approves: by a custom role of the HSM, or by Managed HSM Crypto User, which may restore but not recover, and Managed HSM Crypto Officer, which may recover, and also give roles, purge and export keys',
    why: 'sees whether the key is there and who may use it; recovers a deleted key, and brings a lost one back from what Azure Backup keeps of it',
    consent: 'a Managed HSM Policy Administrator',
    without:
      'the check says unknown, the first restore of such a machine finds out whether the key is there, and a lost key is brought back by hand',
  },
  {
    what: 'Resource Guards that stand before a vault: Reader on the guard, and Backup MUA Operator there, for the identity of the bot; the second is best activated for the time of a request',
    why: 'Azure asks for it where the guard protects restores, or changes that keep less; the first shows beforehand whether the second is active',
    consent: 'the owners of the guard',
    without: 'what the guard protects is refused; without the first, it is not known beforehand whether it will be',
  },
  {
    what: 'AcrPull on the registry, for the identities of the bot, the table owner and the auditor; `infra/roles.bicep` gives it, but on a registry of your own (`REGISTRY_SERVER`)',
    why: 'Container Apps pulls the image as them',
    consent: 'as for tier observe',
    without: 'no replica starts, and neither job runs',
  },
  {
    what: 'Monitoring Metrics Publisher on the Application Insights resource, for the identity of the bot; `infra/roles.bicep` gives it with `APPLICATION_INSIGHTS=true`',
    why: 'sends traces and metrics there',
    consent: 'as for tier observe',
    without: 'they are lost; nothing else waits for them',
  },
];

export const inTeams: OtherPermission[] = [
  {
    what: 'The app in a team, group chat or personal chat',
    why: 'Teams delivers only what mentions the bot there, and takes its posts there',
    consent: 'whoever may add apps to that team or chat, as the app policy of the tenant says',
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

/** Hosts that the bot calls over HTTPS in a cloud, as its own settings of that cloud have them, by what they are for. */
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
    why: 'every message and click; accepted only with a token signed by Bot Framework for this bot, this tenant and this channel',
    without: 'Teams shows that the app cannot be reached',
  },
  {
    direction: 'in',
    what: '`/healthz`, `/readyz` and `/metrics`, on a port of their own (`OPS_PORT`)',
    why: 'health probes of the platform, and figures without names for a collector in the same network; keep it inside',
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
    why: 'posts and edits in Teams; the last of the public cloud is that of GCC, the last of US Government that of DoD',
    without: 'messages wait in the database and are sent later, in order',
  },
  {
    direction: 'out',
    what: told('keysAndPeople'),
    why: 'which versions of keys and secrets there are; who Azure Backup is in the tenant; who is a guest, and in which groups',
    without: 'the check of a machine says unknown there; nobody may change or decide anything',
  },
  {
    direction: 'out',
    what: told('blobs'),
    why: 'the template and the key copies that Azure Backup leaves in the staging account, and the boot screen of a machine that was made',
    without: 'a restore ends with its disks: no machine is made, and no key brought back',
  },
  {
    direction: 'out',
    what: 'HTTPS to `*.in.applicationinsights.azure.com` (US Government: `*.in.applicationinsights.azure.us`) and `settings.sdk.monitor.azure.com`, or to the collector in `OTEL_EXPORTER_OTLP_ENDPOINT`, where one is set',
    why: 'traces and metrics; the second host tells the exporter of Application Insights which of its features are on',
    without: 'they are lost; nothing else waits for them',
  },
  {
    direction: 'out',
    what: 'HTTPS to the host in `PAGER_URL`, where one is set',
    why: 'somebody is woken when a request waits, fails or stands still ([pager.md](pager.md))',
    without: 'nobody is woken; pages are tried for a day, and nothing else waits for them',
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
