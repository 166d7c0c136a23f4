import { type Cloud, clouds } from '../src/kernel/config/clouds.ts';

/** Permissions granted by hand or by installing, beside the roles of infra/roles. Rows of docs/permissions.md. */
export type OtherPermission = { what: string; why: string; consent: string; without: string };

const bothPlanes = 'an administrator of the key vault';

export const byHand: OtherPermission[] = [
  {
    what: 'Microsoft Graph, application permission `Application.Read.All`',
    why: 'finds Azure Backup, to see whether it may read a key vault',
    consent: 'a Privileged Role Administrator, once',
    without: '`check` says unknown about the keys',
  },
  {
    what: 'Microsoft Graph, application permission `User.Read.All`',
    why: "tells guests from members where Teams doesn't; names who gains access to a copy",
    consent: 'a Privileged Role Administrator, once',
    without: 'everyone may look, and nobody may change or decide anything',
  },
  {
    what: 'Microsoft Graph, application permission `Schedule.Read.All`',
    why: 'tells who has a shift in Teams, for [groups that use one](approval-policy.md#who-is-on-call)',
    consent: 'a Privileged Role Administrator, once, if needed',
    without: 'nobody is in such a group',
  },
  {
    what: 'Microsoft Graph, application permission `GroupMember.Read.All`',
    why: 'reads the groups in ADMINS, in the approval policy, and with access to a copy',
    consent: 'a Privileged Role Administrator, once',
    without: 'only people named by object id count; the card says so',
  },
  {
    what: "On the storage account of `AUDIT_ANCHOR`: Reader, and Storage Blob Data Contributor (the auditor's identity: Storage Blob Data Reader); the immutability policy lets it only append heads",
    why: "appends each day's head of the audit, compares, and keeps `commands`",
    consent: 'who may give roles on that account',
    without: '`audit verify` shows only that the audit fits itself, and no commands are kept',
  },
  {
    what: 'Key vaults with access policies: `list` on keys and secrets',
    why: 'stands for Strongroom observe keys',
    consent: bothPlanes,
    without: '`check` says unknown about keys and secrets',
  },
  {
    what: 'Key vaults: keys `get, list, backup` and secrets `get, list, backup`, or the role Azure Backup disk keys, **for Azure Backup**; `check` prints the commands',
    why: 'it copies keys into recovery points',
    consent: bothPlanes,
    without: 'backups of machines with Azure Disk Encryption fail',
  },
  {
    what: 'With the key of a confidential machine: keys `get, list, backup` **for Azure Backup**; `get, wrapKey, unwrapKey`, or the role Key Vault Crypto Service Encryption User, **for the disk encryption set**. `check` asks for the first and prints the commands for the second',
    why: 'as above; and a restored disk is wrapped with the key',
    consent: bothPlanes,
    without: "backups fail, or restored disks don't open",
  },
  {
    what: 'Managed HSMs with such a key, by local RBAC at `/keys/<name>`: Managed HSM Crypto User **for Azure Backup**, Managed HSM Crypto Service Encryption User **for the disk encryption set**. `check` prints the commands',
    why: 'as above: an HSM knows no Azure roles',
    consent: 'a Managed HSM Policy Administrator',
    without: 'as above',
  },
  {
    what: 'Managed HSMs with such a key: Managed HSM Crypto Auditor. With tier keys also, at `/keys`, for the bot and whoever approves, `keys/restore/action` and `keys/deletedKeys/recover/action`: by a custom role, or by Managed HSM Crypto User and Crypto Officer (which also gives roles, purges and exports keys)',
    why: 'sees the key and who may use it; recovers or restores it',
    consent: 'a Managed HSM Policy Administrator',
    without: '`check` says unknown; a lost key is brought back by hand',
  },
  {
    what: 'Resource Guards that stand before a vault: Reader and Backup MUA Operator on the guard; the second best activated for the time of a request',
    why: 'Azure asks for the second; the first shows whether it is active',
    consent: 'the owners of the guard',
    without: 'Azure refuses what the guard protects',
  },
  {
    what: 'AcrPull on the registry, for the bot, the table owner and the auditor; `infra/roles.bicep` gives it, but not on your own (`REGISTRY_SERVER`)',
    why: 'Container Apps pulls the image as them',
    consent: 'as for tier observe',
    without: 'no replica starts, and neither job runs',
  },
  {
    what: 'Monitoring Metrics Publisher on the Application Insights resource; `infra/roles.bicep` gives it with `APPLICATION_INSIGHTS=true`',
    why: 'sends traces and metrics there',
    consent: 'as for tier observe',
    without: 'they are lost',
  },
];

export const inTeams: OtherPermission[] = [
  {
    what: 'The app in a team, group chat or personal chat',
    why: 'Teams delivers what mentions the bot there, and takes its posts',
    consent: 'whoever may add apps there',
    without: 'the bot neither hears nor answers there',
  },
  {
    what: '`identity` and `messageTeamMembers` in the manifest',
    why: 'it knows who writes, and may write to a person',
    consent: 'whoever adds the app',
    without: 'private refusals are one neutral line in the channel',
  },
  {
    what: 'No resource-specific consent, no delegated permission, no sign-in of users',
    why: "it reads no messages that don't mention it, nor rosters, files or mail",
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
    why: 'health probes, and figures; keep it inside your network',
    without: 'the platform cannot tell a replica that hangs',
  },
  {
    direction: 'out',
    what: told('signIn'),
    why: 'tokens, and the keys that incoming ones are signed with',
    without: 'nothing works',
  },
  {
    direction: 'out',
    what: told('azure'),
    why: 'all that is read and sent in Azure',
    without: 'commands say so; approved restores wait',
  },
  {
    direction: 'out',
    what: told('teams'),
    why: 'posts in Teams; the last host of each is that of GCC and of DoD',
    without: 'messages wait',
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
    why: 'template and key copies, and the boot screen',
    without: 'no machine is made, and no key brought back',
  },
  {
    direction: 'out',
    what: 'HTTPS to `*.in.applicationinsights.azure.com` (US Government: `*.in.applicationinsights.azure.us`) and `settings.sdk.monitor.azure.com`, or to `OTEL_EXPORTER_OTLP_ENDPOINT`',
    why: 'traces and metrics',
    without: 'they are lost',
  },
  {
    direction: 'out',
    what: 'HTTPS to the host in `PAGER_URL`, where one is set',
    why: 'wakes somebody ([pager](pager.md))',
    without: 'nobody is woken',
  },
  {
    direction: 'out',
    what: 'HTTPS to what says who is on call, where the approval policy names one: `api.pagerduty.com`, `api.eu.pagerduty.com`, `api.atlassian.com` or an address of yours',
    why: 'who is in such a group',
    without: 'nobody is in it',
  },
  {
    direction: 'out',
    what: 'PostgreSQL (TCP 5432), where `DATABASE_URL` is set; never through a proxy',
    why: 'all that the bot remembers',
    without: "the bot doesn't start; a running one says so",
  },
  {
    direction: 'out',
    what: 'By the platform: the registry (`*.azurecr.io`, `*.<region>.data.azurecr.io`), and what [Container Apps](https://learn.microsoft.com/azure/container-apps/use-azure-firewall) lists; when the image is built, `registry-1.docker.io`, `auth.docker.io` and `registry.npmjs.org`',
    why: 'pulls the image, runs the container and takes its log',
    without: 'no replica starts',
  },
];
