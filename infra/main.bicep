targetScope = 'subscription'

@description('Prefix of all names: 3 to 12 small letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'strongroom'

@description('Region of the bot and its database. Choose another one than that of the vaults: a region that is down should not take its restores with it.')
param location string

@description('The image, by its digest. Empty: everything is made but the app.')
param image string = ''

@description('The image is one that was published, and everybody may pull: no registry is made.')
param publicImage bool = false

@description('The image of the job that makes the tables. Empty: that of the bot. An upgrade sets this one first.')
param migrateImage string = ''

@description('Ids of the subscriptions whose vaults the bot works with.')
param subscriptionIds array

@description('Tier grant: giving Azure Backup, and nobody else, what it needs on the key vaults in grantKeyVaultIds.')
param grant bool = false

@description('With tier grant: access policies of key vaults too.')
param grantPolicies bool = false

@description('Where restores from each vault go, as docs/settings.md, "Restore profiles", shows it. Tier restore may write to the groups and accounts that are named here.')
param restoreProfiles array = []

@description('Object ids of people who may change settings.')
param admins array = []

@description('The approval policy, as docs/approval-policy.md has it: the text of the file. Empty: one approval by another holder of the action.')
param approvalPolicy string = ''

@description('The key of the pager, docs/pager.md; empty: nobody is paged.')
@secure()
param pagerSecret string = ''

@description('The key that reads who is on call, docs/approval-policy.md; empty: none.')
@secure()
param onCallKey string = ''

@description('Further settings of docs/settings.md, by name, e.g. KEEP_DAYS and DECIDE_MINUTES. Values are texts.')
param moreSettings object = {}

@description('Keeps each day\'s head of the audit in a storage account that lets nobody delete it.')
param auditAnchor bool = true

@description('Language where neither person nor channel chose.')
@allowed(['en', 'nl'])
param language string = 'en'

@description('Time zone where neither chose, e.g. Europe/Amsterdam.')
param timeZone string = 'UTC'

@description('What Teams shows as the name of the bot.')
param displayName string = 'Strongroom'

@description('Size of the database server.')
param databaseSku string = 'Standard_B1ms'

@description('Tier of that size.')
@allowed(['Burstable', 'GeneralPurpose', 'MemoryOptimized'])
param databaseTier string = 'Burstable'

@description('Gigabytes of its disk, which grows by itself and never shrinks: those that it has by now.')
@minValue(32)
param databaseStorageGb int = 32

@description('Replicas and database in several zones; the region must have zones, and the database another tier than Burstable.')
param zoneRedundant bool = false

@description('Host name of another PostgreSQL server in the same network, after a restore of the database. Empty: the one that is made here.')
param databaseHost string = ''

@description('Makes an Application Insights resource, which the bot sends traces and metrics to.')
param applicationInsights bool = false

@description('Mail addresses that alerts go to. Empty: no alert rules.')
param alertEmails array = []

@description('Resource group of everything but the identities. Another region of the same instance takes another name.')
param groupName string = 'rg-${name}'

@description('Region of the identities and the bot resource, which outlive the rest. Best not that of the bot.')
param identityLocation string = location

@description('Days that backups of the database are kept.')
@minValue(7)
@maxValue(35)
param backupRetentionDays int = 14

@description('Keeps the backups of the database in the paired region too. Only when the server is made: it cannot be switched later.')
param geoRedundantBackup bool = false

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Replicas of the app when there is little to do; two survive the loss of one.')
@minValue(1)
@maxValue(4)
param minReplicas int = 2

@description('Address range of the network that is made: at least a /24 that nothing else uses.')
param addressPrefix string = '10.90.0.0/24'

@description('ARM id of a subnet of your own for the apps, delegated to Microsoft.App/environments, /27 or larger. Empty: a network is made.')
param appsSubnetId string = ''

@description('With appsSubnetId: ARM id of the subnet for the database, delegated to Microsoft.DBforPostgreSQL/flexibleServers.')
param databaseSubnetId string = ''

@description('With appsSubnetId: ARM id of the private DNS zone for the database, linked to that network.')
param databaseZoneId string = ''

@description('Host name of a registry of your own, which the three identities may pull from. Empty: one is made, unless the image is public.')
param registryServer string = ''

@description('Host name of your own for the bot. Empty: that of the environment.')
param domain string = ''

@description('With domain: ARM id of its certificate in the environment of the apps.')
param certificateId string = ''

@description('Address ranges that may reach the bot, as the service tag AzureBotService lists them. Empty: every one; its tokens are what counts.')
param allowedAddresses array = []

@description('Tags of every resource.')
param tags object = {}

var government = environment().name == 'AzureUSGovernment'
// Two regions of one instance, as after the loss of the first, have names of their own.
var suffix = uniqueString(subscription().subscriptionId, name, location)
var identityGroupName = 'rg-${name}-identity'

// What outlives a region: who the bot is, in Azure and in Teams. The rest can be made anew elsewhere, and follows.
resource identityGroup 'Microsoft.Resources/resourceGroups@2023-07-01' = {
  name: identityGroupName
  location: identityLocation
  tags: tags
}

resource group 'Microsoft.Resources/resourceGroups@2023-07-01' = {
  name: groupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: '${name}-identity'
  scope: identityGroup
  params: {
    name: '${name}-identity'
    location: identityLocation
    tags: tags
  }
}

// It owns the tables of the database; the bot may only use them.
module tableOwner 'modules/identity.bicep' = {
  name: '${name}-table-owner'
  scope: identityGroup
  params: {
    name: '${name}-table-owner'
    location: identityLocation
    tags: tags
  }
}

// It may read and verify the audit, and nothing else.
module auditor 'modules/identity.bicep' = {
  name: '${name}-auditor'
  scope: identityGroup
  params: {
    name: '${name}-auditor'
    location: identityLocation
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    name: name
    location: location
    applicationInsights: applicationInsights
    retentionDays: logRetentionDays
    tags: tags
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    name: name
    location: location
    displayName: displayName
    workspaceId: monitoring.outputs.workspaceId
    tags: tags
  }
}

module network 'modules/network.bicep' = if (empty(appsSubnetId)) {
  name: 'network'
  scope: group
  params: {
    name: name
    location: location
    addressPrefix: addressPrefix
    databaseSuffix: government ? 'postgres.database.usgovcloudapi.net' : 'postgres.database.azure.com'
    tags: tags
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  scope: group
  params: {
    name: '${name}-${suffix}'
    location: location
    identityName: tableOwner.outputs.name
    principalId: tableOwner.outputs.principalId
    sku: databaseSku
    tier: databaseTier
    storageGb: databaseStorageGb
    zoneRedundant: zoneRedundant
    backupRetentionDays: backupRetentionDays
    geoRedundantBackup: geoRedundantBackup
    subnetId: empty(appsSubnetId) ? network!.outputs.databaseSubnetId : databaseSubnetId
    zoneId: empty(appsSubnetId) ? network!.outputs.zoneId : databaseZoneId
    tags: tags
  }
}

module anchor 'modules/anchor.bicep' = if (auditAnchor) {
  name: 'anchor'
  scope: identityGroup
  params: {
    accountName: 'anchor${take(uniqueString(subscription().subscriptionId, name), 13)}'
    location: identityLocation
    tags: tags
  }
}

module registry 'modules/registry.bicep' = if (empty(registryServer) && !publicImage) {
  name: 'registry'
  scope: group
  params: {
    name: '${name}${suffix}'
    location: location
    tags: tags
  }
}

module environmentOfApps 'modules/environment.bicep' = {
  name: 'environment'
  scope: group
  params: {
    name: name
    location: location
    subnetId: empty(appsSubnetId) ? network!.outputs.appsSubnetId : appsSubnetId
    workspaceName: monitoring.outputs.workspaceName
    zoneRedundant: zoneRedundant
    tags: tags
  }
}

var host = empty(domain) ? '${name}.${environmentOfApps.outputs.domain}' : domain
// An image from anywhere else is one that everybody may pull.
var imagesFrom = empty(registryServer) ? '${name}${suffix}${environment().suffixes.acrLoginServer}' : registryServer
var databaseServer = empty(databaseHost) ? database.outputs.host : databaseHost
// verify-full: the server must show a certificate for its own name.
var databasePath = '${databaseServer}:5432/${database.outputs.database}?sslmode=verify-full'
var databaseUrl = 'postgres://${identity.outputs.name}@${databasePath}'
var imageToMigrate = empty(migrateImage) ? image : migrateImage
// Standard_B1ms gives 35 connections to users, and twice as many replicas run while a new version is deployed.
var smallDatabase = databaseTier == 'Burstable'
var furtherSettings = [
  for setting in items(moreSettings): {
    name: setting.key
    value: string(setting.value)
  }
]

module app 'modules/app.bicep' = if (!empty(image)) {
  name: 'app'
  scope: group
  params: {
    name: name
    location: location
    environmentId: environmentOfApps.outputs.id
    image: image
    registryServer: imagesFrom
    identityId: identity.outputs.id
    domain: domain
    certificateId: certificateId
    allowedAddresses: allowedAddresses
    minReplicas: minReplicas
    maxReplicas: max(minReplicas, smallDatabase ? 2 : 4)
    restoreProfiles: restoreProfiles
    approvalPolicy: approvalPolicy
    pagerSecret: pagerSecret
    onCallKey: onCallKey
    settings: concat(
      [
        {
          name: 'CLOUD'
          value: government ? 'usgov' : 'public'
        }
        {
          name: 'TENANT_ID'
          value: tenant().tenantId
        }
        {
          name: 'BOT_APP_ID'
          value: identity.outputs.clientId
        }
        {
          name: 'SUBSCRIPTIONS'
          value: join(subscriptionIds, ',')
        }
        {
          name: 'ADMINS'
          value: join(admins, ',')
        }
        {
          name: 'GRANT_KEY_ACCESS'
          value: grant ? (grantPolicies ? 'all' : 'on') : 'off'
        }
        {
          name: 'AUDIT_ANCHOR'
          value: auditAnchor ? anchor!.outputs.containerId : ''
        }
        {
          name: 'LANGUAGE'
          value: language
        }
        {
          name: 'TIME_ZONE'
          value: timeZone
        }
        {
          name: 'DATABASE_URL'
          value: databaseUrl
        }
        {
          name: 'DATABASE_AUTH'
          value: 'entra'
        }
        {
          name: 'DATABASE_CONNECTIONS'
          value: smallDatabase ? '8' : '12'
        }
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: monitoring.outputs.connectionString
        }
      ],
      furtherSettings
    )
    tags: tags
  }
}

module migrate 'modules/migrate.bicep' = if (!empty(imageToMigrate)) {
  name: 'migrate'
  scope: group
  params: {
    name: '${name}-migrate'
    location: location
    environmentId: environmentOfApps.outputs.id
    image: imageToMigrate
    registryServer: imagesFrom
    identityId: tableOwner.outputs.id
    settings: [
      {
        name: 'CLOUD'
        value: government ? 'usgov' : 'public'
      }
      {
        name: 'DATABASE_AUTH'
        value: 'entra'
      }
      {
        name: 'DATABASE_URL'
        value: databaseUrl
      }
      {
        name: 'MIGRATE_DATABASE_URL'
        value: 'postgres://${tableOwner.outputs.name}@${databasePath}'
      }
      {
        name: 'MIGRATE_CLIENT_ID'
        value: tableOwner.outputs.clientId
      }
      {
        // Its role in the database is made by the job.
        name: 'BOT_OBJECT_ID'
        value: identity.outputs.principalId
      }
      {
        name: 'AUDITOR_ROLE'
        value: auditor.outputs.name
      }
      {
        name: 'AUDITOR_OBJECT_ID'
        value: auditor.outputs.principalId
      }
    ]
    tags: tags
  }
}

module verify 'modules/verify.bicep' = if (!empty(image)) {
  name: 'verify'
  scope: group
  params: {
    name: '${name}-audit-verify'
    location: location
    environmentId: environmentOfApps.outputs.id
    image: image
    registryServer: imagesFrom
    identityId: auditor.outputs.id
    settings: [
      {
        name: 'CLOUD'
        value: government ? 'usgov' : 'public'
      }
      {
        name: 'DATABASE_AUTH'
        value: 'entra'
      }
      {
        name: 'DATABASE_URL'
        value: 'postgres://${auditor.outputs.name}@${databasePath}'
      }
      {
        name: 'DATABASE_CLIENT_ID'
        value: auditor.outputs.clientId
      }
      {
        name: 'AUDIT_ANCHOR'
        value: auditAnchor ? anchor!.outputs.containerId : ''
      }
    ]
    tags: tags
  }
}

// Beside the identity, as an id can be that of one bot only: a second region points it to itself.
module bot 'modules/bot.bicep' = {
  name: '${name}-bot'
  scope: identityGroup
  params: {
    name: '${name}-${uniqueString(subscription().subscriptionId, name)}'
    displayName: displayName
    endpoint: 'https://${host}/api/messages'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    tags: tags
  }
}

module alerts 'modules/alerts.bicep' = if (!empty(alertEmails)) {
  name: 'alerts'
  scope: group
  params: {
    name: name
    location: location
    workspaceId: monitoring.outputs.workspaceId
    principalId: identity.outputs.principalId
    databaseId: database.outputs.id
    emails: alertEmails
    tags: tags
  }
}

@description('For npm run package: --bot-id.')
output BOT_APP_ID string = identity.outputs.clientId

@description('For npm run package: --host.')
output HOST string = host

@description('Where an image that is built goes.')
output REGISTRY string = imagesFrom

@description('Resource group of the app, the database and the rest.')
output GROUP string = groupName

@description('Object id of the identity, for the permissions that are given by hand.')
output PRINCIPAL_ID string = identity.outputs.principalId
