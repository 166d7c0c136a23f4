/** The endpoints of one cloud. Only the known clouds can be chosen by environment. */
export type Cloud = {
  name: string;
  resourceManager: string;
  /** Scope for ARM tokens. */
  resourceManagerScope: string;
  authorityHost: string;
  keyVaultSuffix: string;
  managedHsmSuffix: string;
  blobSuffix: string;
  /** Scope of the tokens that Azure's PostgreSQL accepts as passwords. */
  databaseScope: string;
  graph: string;
  portal: string;
  /** Prefix of links into Teams. */
  teams: string;
  /** Backup Management Service's application id in this cloud. */
  backupManagementAppId: string;
  bot: {
    /** Audience of the bot's outgoing tokens and issuer of the incoming ones. */
    tokenScope: string;
    issuer: string;
    openIdMetadata: string;
    /** Hosts (exact, with port where not 443) that may be a service URL. */
    serviceUrlHosts: string[];
  };
};

const publicCloud: Cloud = {
  name: 'public',
  resourceManager: 'https://management.azure.com',
  resourceManagerScope: 'https://management.azure.com/.default',
  authorityHost: 'https://login.microsoftonline.com',
  keyVaultSuffix: 'vault.azure.net',
  managedHsmSuffix: 'managedhsm.azure.net',
  blobSuffix: 'blob.core.windows.net',
  databaseScope: 'https://ossrdbms-aad.database.windows.net/.default',
  graph: 'https://graph.microsoft.com',
  portal: 'https://portal.azure.com',
  teams: 'https://teams.microsoft.com',
  backupManagementAppId: '262044b1-e2ce-469f-a196-69ab7ada62d3',
  bot: {
    tokenScope: 'https://api.botframework.com',
    issuer: 'https://api.botframework.com',
    openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    // The last host is Teams of the US Government Community Cloud, whose tenants and bots are in the public cloud.
    serviceUrlHosts: [
      'smba.trafficmanager.net',
      'smba.onyx.prod.teams.trafficmanager.net',
      'smba.infra.gcc.teams.microsoft.com',
    ],
  },
};

const usGovernmentCloud: Cloud = {
  name: 'usgov',
  resourceManager: 'https://management.usgovcloudapi.net',
  resourceManagerScope: 'https://management.usgovcloudapi.net/.default',
  authorityHost: 'https://login.microsoftonline.us',
  keyVaultSuffix: 'vault.usgovcloudapi.net',
  managedHsmSuffix: 'managedhsm.usgovcloudapi.net',
  blobSuffix: 'blob.core.usgovcloudapi.net',
  databaseScope: 'https://ossrdbms-aad.database.usgovcloudapi.net/.default',
  graph: 'https://graph.microsoft.us',
  portal: 'https://portal.azure.us',
  teams: 'https://gov.teams.microsoft.us',
  backupManagementAppId: 'ff281ffe-705c-4f53-9f37-a40e6f2c68f3',
  bot: {
    tokenScope: 'https://api.botframework.us',
    issuer: 'https://api.botframework.us',
    openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    // GCC High and DoD only: Azure Government does not reach the Teams of other clouds.
    serviceUrlHosts: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
  },
};

export const clouds: Record<string, Cloud> = { public: publicCloud, usgov: usGovernmentCloud };
