targetScope = 'subscription'

@description('Prefix of all names: 3 to 12 small letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'strongroom'

@description('Region of the bot and its database. Choose another one than that of the vaults: a region that is down should not take its restores with it.')
param location string

@description('The image in the registry, with its tag. Empty: everything is made but the app; build the image, then deploy again with it.')
param image string = ''

@description('The image of the job that makes the tables. Empty: that of the bot. An upgrade sets this one first.')
param migrateImage string = ''

@description('Ids of the subscriptions whose vaults the bot works with.')
param subscriptionIds array

@description('Tier observe: reading the subscriptions. Without it no command but help works.')
param observe bool = true

@description('Tier protect: policies, protection and backups, cancelling jobs.')
param protect bool = false

@description('Tier restore: starting restores that somebody else approved.')
param restore bool = false

@description('Tier rebuild: making a machine of restored disks.')
param rebuild bool = false

@description('Tier keys: bringing back missing keys of restored disks from the copy in the recovery point.')
param keys bool = false

@description('Tier drill: trying restores in the drill group of each restore profile, and deleting there what was made.')
param drill bool = false

@description('ARM ids of the resource groups that hold the networks and key vaults of restored machines, for tier rebuild.')
param rebuildGroupIds array = []

@description('Tier grant: giving Azure Backup, and nobody else, what it needs on the key vaults in grantKeyVaultIds.')
param grant bool = false

@description('ARM ids of the key vaults of encrypted machines, for tier grant.')
param grantKeyVaultIds array = []

@description('Object id of Azure Backup in this tenant, for tier grant: az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3 --query id, in US Government ff281ffe-705c-4f53-9f37-a40e6f2c68f3.')
param backupServiceId string = ''

@description('ARM ids of the vaults that protect and restore may work on.')
param vaultIds array = []

@description('Where restores from each vault go, as README.md, "Settings", shows it. Tier restore may write to the groups and accounts that are named here.')
param restoreProfiles array = []

@description('ARM ids of the resource groups of the machines, for tiers protect and restore.')
param sourceResourceGroupIds array = []

@description('ARM ids of the key vaults that disks are encrypted from, where these use Azure roles: the bot may see which versions there are, never a value.')
param keyVaultIds array = []

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

@description('Replicas and database in several zones; the region must have zones, and the database another tier than Burstable.')
param zoneRedundant bool = false

@description('Host name of another PostgreSQL server in the same network, after a restore of the database. Empty: the one that is made here.')
param databaseHost string = ''

@description('Makes an Application Insights resource, which the bot sends traces and metrics to.')
param applicationInsights bool = false

@description('Mail addresses that alerts go to. Empty: no alert rules.')
param alertEmails array = []

@description('Tags of every resource.')
param tags object = {}

var government = environment().name == 'AzureUSGovernment'
var suffix = uniqueString(subscription().subscriptionId, name)
var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
var storageAccountContributor = '17d1049b-9a84-46fb-8f53-869881c3d3ab'
var virtualMachineContributor = '9980e02c-c2be-4d73-94e8-173b1dc7cf3c'
// Two profiles may share a group or an account; a role is given once.
// Drills restore and rebuild too, in a group and an account of their own.
var drillPlaces = drill ? map(filter(restoreProfiles, profile => contains(profile, 'drill')), profile => profile.drill) : []
var drillGroupIds = union([], map(drillPlaces, place => toLower(place.resourceGroupId)))
var targetGroupIds = union(drillGroupIds, map(restoreProfiles, profile => toLower(profile.targetResourceGroupId)))
var rebuildPlaceIds = union(targetGroupIds, map(rebuildGroupIds, id => toLower(id)))
var stagingIds = union(map(drillPlaces, place => toLower(place.stagingStorageAccountId)), map(restoreProfiles, profile => toLower(profile.stagingStorageAccountId)))

resource group 'Microsoft.Resources/resourceGroups@2023-07-01' = {
  name: 'rg-${name}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: '${name}-identity'
    location: location
    tags: tags
  }
}

// It owns the tables of the database; the bot may only use them.
module tableOwner 'modules/identity.bicep' = {
  name: 'table-owner'
  scope: group
  params: {
    name: '${name}-table-owner'
    location: location
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
    principalId: identity.outputs.principalId
    tags: tags
  }
}

module network 'modules/network.bicep' = {
  name: 'network'
  scope: group
  params: {
    name: name
    location: location
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
    zoneRedundant: zoneRedundant
    subnetId: network.outputs.databaseSubnetId
    zoneId: network.outputs.zoneId
    tags: tags
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  scope: group
  params: {
    name: '${name}${suffix}'
    location: location
    principalIds: [
      identity.outputs.principalId
      tableOwner.outputs.principalId
    ]
    tags: tags
  }
}

module environmentOfApps 'modules/environment.bicep' = {
  name: 'environment'
  scope: group
  params: {
    name: name
    location: location
    subnetId: network.outputs.appsSubnetId
    workspaceName: monitoring.outputs.workspaceName
    zoneRedundant: zoneRedundant
    tags: tags
  }
}

var host = '${name}.${environmentOfApps.outputs.domain}'
var databaseServer = empty(databaseHost) ? database.outputs.host : databaseHost
// verify-full: the server must show a certificate for its own name.
var databasePath = '${databaseServer}:5432/${database.outputs.database}?sslmode=verify-full'
var databaseUrl = 'postgres://${identity.outputs.name}@${databasePath}'
var imageToMigrate = empty(migrateImage) ? image : migrateImage
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
    registryServer: registry.outputs.server
    identityId: identity.outputs.id
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
          value: grant ? 'on' : 'off'
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
    registryServer: registry.outputs.server
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
    ]
    tags: tags
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  scope: group
  params: {
    name: '${name}-${suffix}'
    displayName: displayName
    endpoint: 'https://${host}/api/messages'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    tags: tags
  }
}

module roles 'modules/roles.bicep' = {
  name: 'strongroom-roles'
  params: {
    subscriptionIds: subscriptionIds
  }
}

module observers 'modules/assign-subscription.bicep' = [
  for id in subscriptionIds: if (observe) {
    name: 'strongroom-observe-${uniqueString(id)}'
    scope: subscription(id)
    params: {
      role: roles.outputs.observe
      principalId: identity.outputs.principalId
    }
  }
]

module keyObservers 'modules/assign-key-vault.bicep' = [
  for id in keyVaultIds: if (observe) {
    name: 'strongroom-keys-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.observeKeys
      principalId: identity.outputs.principalId
    }
  }
]

module protectors 'modules/assign-vault.bicep' = [
  for id in vaultIds: if (protect) {
    name: 'strongroom-protect-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.protect
      principalId: identity.outputs.principalId
    }
  }
]

module protectorsOfRegions 'modules/assign-subscription.bicep' = [
  for id in subscriptionIds: if (protect) {
    name: 'strongroom-regions-${uniqueString(id)}'
    scope: subscription(id)
    params: {
      role: roles.outputs.protectRegions
      principalId: identity.outputs.principalId
    }
  }
]

module keyRoles 'modules/key-role.bicep' = [
  for id in subscriptionIds: if (grant) {
    name: 'strongroom-key-role-${uniqueString(id)}'
    scope: subscription(id)
  }
]

module granters 'modules/assign-grant.bicep' = [
  for id in grantKeyVaultIds: if (grant) {
    name: 'strongroom-grant-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.grant
      principalId: identity.outputs.principalId
      backupServiceId: backupServiceId
    }
    dependsOn: [
      keyRoles
    ]
  }
]

module restorers 'modules/assign-vault.bicep' = [
  for id in vaultIds: if (restore) {
    name: 'strongroom-restore-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.restore
      principalId: identity.outputs.principalId
    }
  }
]

module rebuilders 'modules/assign-group.bicep' = [
  for id in targetGroupIds: if (rebuild) {
    name: 'strongroom-rebuild-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: roles.outputs.rebuild
      principalId: identity.outputs.principalId
    }
  }
]

module rebuildersAtPlaces 'modules/assign-group.bicep' = [
  for id in rebuildPlaceIds: if (rebuild) {
    name: 'strongroom-places-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: roles.outputs.rebuildPlaces
      principalId: identity.outputs.principalId
    }
  }
]

module templateReaders 'modules/assign-storage-account.bicep' = [
  for id in stagingIds: if (rebuild) {
    name: 'strongroom-templates-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.rebuildStaging
      principalId: identity.outputs.principalId
    }
  }
]

module drillers 'modules/assign-group.bicep' = [
  for id in drillGroupIds: {
    name: 'strongroom-drill-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: roles.outputs.drill
      principalId: identity.outputs.principalId
    }
  }
]

module keyRecoverers 'modules/assign-key-vault.bicep' = [
  for id in keyVaultIds: if (keys) {
    name: 'strongroom-recovery-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.keys
      principalId: identity.outputs.principalId
    }
  }
]

module keyCopyReaders 'modules/assign-storage-account.bicep' = [
  for id in stagingIds: if (keys) {
    name: 'strongroom-key-copies-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.keysStaging
      principalId: identity.outputs.principalId
    }
  }
]

module targetWriters 'modules/assign-group.bicep' = [
  for id in targetGroupIds: if (restore) {
    name: 'strongroom-target-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: contributor
      principalId: identity.outputs.principalId
    }
  }
]

module stagingWriters 'modules/assign-storage-account.bicep' = [
  for id in stagingIds: if (restore) {
    name: 'strongroom-staging-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: storageAccountContributor
      principalId: identity.outputs.principalId
    }
  }
]

module sourceWriters 'modules/assign-group.bicep' = [
  for id in sourceResourceGroupIds: if (protect || restore) {
    name: 'strongroom-source-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: virtualMachineContributor
      principalId: identity.outputs.principalId
    }
  }
]

module activityLogs 'modules/activity-log.bicep' = [
  for id in subscriptionIds: if (!empty(alertEmails)) {
    name: 'strongroom-activity-${uniqueString(id)}'
    scope: subscription(id)
    params: {
      name: 'to-${name}'
      workspaceId: monitoring.outputs.workspaceId
    }
  }
]

module alerts 'modules/alerts.bicep' = if (!empty(alertEmails)) {
  name: 'alerts'
  scope: group
  params: {
    name: name
    location: location
    workspaceId: monitoring.outputs.workspaceId
    principalId: identity.outputs.principalId
    emails: alertEmails
    tags: tags
  }
}

@description('For npm run package: --bot-id.')
output BOT_APP_ID string = identity.outputs.clientId

@description('For npm run package: --host.')
output HOST string = host

@description('Where the image goes.')
output REGISTRY string = registry.outputs.server

@description('Object id of the identity, for the permissions that are given by hand.')
output PRINCIPAL_ID string = identity.outputs.principalId
