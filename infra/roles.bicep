targetScope = 'subscription'

// All that gives rights, apart from the rest: an owner runs it, seldom, and whoever deploys the bot needs no right to give any.

@description('Prefix of all names, as in main.bicep: instances of a tenant are told apart by it.')
@minLength(3)
@maxLength(12)
param name string = 'strongroom'

@description('Resource group of the bot, as in main.bicep.')
param groupName string = 'rg-${name}'

@description('Region of the deployment of the activity log settings; it is that of the bot.')
param location string

@description('Ids of the subscriptions whose vaults the bot works with.')
param subscriptionIds array

@description('Where restores from each vault go, as docs/settings.md, "Restore profiles", shows it. Tier restore may write to the groups and accounts that are named here.')
param restoreProfiles array = []

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

@description('Tier quarantine: restoring into the quarantine group of each restore profile, which is looked at to be kept apart.')
param quarantine bool = false

@description('ARM ids of the resource groups that hold the networks and key vaults of restored machines, for tier rebuild.')
param rebuildGroupIds array = []

@description('Tier grant: giving Azure Backup, and nobody else, what it needs on the key vaults in grantKeyVaultIds.')
param grant bool = false

@description('With tier grant: writing access policies too, of the key vaults that go by them. Whoever may write them may write any.')
param grantPolicies bool = false

@description('ARM ids of the key vaults of encrypted machines, for tier grant.')
param grantKeyVaultIds array = []

@description('Object id of Azure Backup in this tenant, for tier grant: az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3 --query id, in US Government ff281ffe-705c-4f53-9f37-a40e6f2c68f3.')
param backupServiceId string = ''

@description('ARM ids of the vaults that protect and restore may work on.')
param vaultIds array = []

@description('ARM ids of the resource groups of the machines, where the bot becomes Virtual Machine Contributor: to protect machines that are not protected yet, and where Azure refuses to restore one that still exists.')
param sourceResourceGroupIds array = []

@description('ARM ids of the key vaults that disks are encrypted from, where these use Azure roles: the bot may see which versions there are, never a value.')
param keyVaultIds array = []

@description('main.bicep made no registry: the image is public, or in one of your own, which is given to the three identities by hand.')
param noRegistry bool = false

@description('The activity log of each subscription goes to the workspace of the bot, for the alert on changes that the bot does not know of.')
param activityLog bool = false

@description('Application Insights was made: the bot may write to it.')
param applicationInsights bool = false

var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
var storageAccountContributor = '17d1049b-9a84-46fb-8f53-869881c3d3ab'
var virtualMachineContributor = '9980e02c-c2be-4d73-94e8-173b1dc7cf3c'
// Two profiles may share a group or an account; a role is given once.
// Drills restore and rebuild too, in a group and an account of their own.
var drillPlaces = drill
  ? map(filter(restoreProfiles, profile => contains(profile, 'drill')), profile => profile.drill)
  : []
var drillGroupIds = union([], map(drillPlaces, place => toLower(place.resourceGroupId)))
var quarantinePlaces = quarantine
  ? map(filter(restoreProfiles, profile => contains(profile, 'quarantine')), profile => profile.quarantine)
  : []
var quarantineGroupIds = union([], map(quarantinePlaces, place => toLower(place.resourceGroupId)))
var targetGroupIds = union(
  drillGroupIds,
  quarantineGroupIds,
  map(restoreProfiles, profile => toLower(profile.targetResourceGroupId))
)
var rebuildPlaceIds = union(targetGroupIds, map(rebuildGroupIds, id => toLower(id)))
var stagingIds = union(
  map(drillPlaces, place => toLower(place.stagingStorageAccountId)),
  map(quarantinePlaces, place => toLower(place.stagingStorageAccountId)),
  map(restoreProfiles, profile => toLower(profile.stagingStorageAccountId))
)

resource bot 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: '${name}-identity'
  scope: resourceGroup('rg-${name}-identity')
}

resource tableOwner 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: '${name}-table-owner'
  scope: resourceGroup('rg-${name}-identity')
}

resource auditor 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: '${name}-auditor'
  scope: resourceGroup('rg-${name}-identity')
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: '${name}-logs'
  scope: resourceGroup(groupName)
}

module pullers 'modules/assign-registry.bicep' = if (!noRegistry) {
  name: '${name}-pull'
  scope: resourceGroup(groupName)
  params: {
    name: '${name}${uniqueString(subscription().subscriptionId, name, location)}'
    principalIds: [
      bot.properties.principalId
      tableOwner.properties.principalId
      auditor.properties.principalId
    ]
  }
}

module publisher 'modules/assign-insights.bicep' = if (applicationInsights) {
  name: '${name}-insights'
  scope: resourceGroup(groupName)
  params: {
    name: '${name}-insights'
    principalId: bot.properties.principalId
  }
}

module roles 'modules/roles.bicep' = {
  name: '${name}-roles'
  params: {
    instance: name
    subscriptionIds: subscriptionIds
  }
}

module subscriptions 'modules/subscription.bicep' = [
  for id in subscriptionIds: {
    name: '${name}-subscription-${uniqueString(id)}'
    scope: subscription(id)
    params: {
      name: name
      principalId: bot.properties.principalId
      roleIds: concat(observe ? [roles.outputs.observe] : [], protect ? [roles.outputs.protectRegions] : [])
      grant: grant
      workspaceId: activityLog ? workspace.id : ''
    }
  }
]

module keyObservers 'modules/assign-key-vault.bicep' = [
  for id in keyVaultIds: if (observe) {
    name: '${name}-keys-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.observeKeys
      principalId: bot.properties.principalId
    }
  }
]

module protectors 'modules/assign-vault.bicep' = [
  for id in vaultIds: if (protect) {
    name: '${name}-protect-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.protect
      principalId: bot.properties.principalId
    }
  }
]

module granters 'modules/assign-grant.bicep' = [
  for id in grantKeyVaultIds: if (grant) {
    name: '${name}-grant-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.grant
      principalId: bot.properties.principalId
      backupServiceId: backupServiceId
    }
    dependsOn: [
      subscriptions
    ]
  }
]

module policyWriters 'modules/assign-key-vault.bicep' = [
  for id in grantKeyVaultIds: if (grant && grantPolicies) {
    name: '${name}-policies-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.grantPolicies
      principalId: bot.properties.principalId
    }
  }
]

module restorers 'modules/assign-vault.bicep' = [
  for id in vaultIds: if (restore) {
    name: '${name}-restore-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.restore
      principalId: bot.properties.principalId
    }
  }
]

module rebuilders 'modules/assign-group.bicep' = [
  for id in targetGroupIds: if (rebuild) {
    name: '${name}-rebuild-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: roles.outputs.rebuild
      principalId: bot.properties.principalId
    }
  }
]

module rebuildersAtPlaces 'modules/assign-group.bicep' = [
  for id in rebuildPlaceIds: if (rebuild) {
    name: '${name}-places-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: roles.outputs.rebuildPlaces
      principalId: bot.properties.principalId
    }
  }
]

module templateReaders 'modules/assign-storage-account.bicep' = [
  for id in stagingIds: if (rebuild) {
    name: '${name}-templates-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.rebuildStaging
      principalId: bot.properties.principalId
    }
  }
]

module drillers 'modules/assign-group.bicep' = [
  for id in drillGroupIds: {
    name: '${name}-drill-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: roles.outputs.drill
      principalId: bot.properties.principalId
    }
  }
]

module quarantineLookers 'modules/assign-group.bicep' = [
  for id in quarantineGroupIds: {
    name: '${name}-quarantine-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: roles.outputs.quarantine
      principalId: bot.properties.principalId
    }
  }
]

module keyRecoverers 'modules/assign-key-vault.bicep' = [
  for id in keyVaultIds: if (keys) {
    name: '${name}-recovery-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.keys
      principalId: bot.properties.principalId
    }
  }
]

module keyCopyReaders 'modules/assign-storage-account.bicep' = [
  for id in stagingIds: if (keys) {
    name: '${name}-key-copies-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: roles.outputs.keysStaging
      principalId: bot.properties.principalId
    }
  }
]

module targetWriters 'modules/assign-group.bicep' = [
  for id in targetGroupIds: if (restore) {
    name: '${name}-target-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: contributor
      principalId: bot.properties.principalId
    }
  }
]

module stagingWriters 'modules/assign-storage-account.bicep' = [
  for id in stagingIds: if (restore) {
    name: '${name}-staging-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: last(split(id, '/'))
      role: storageAccountContributor
      principalId: bot.properties.principalId
    }
  }
]

module sourceWriters 'modules/assign-group.bicep' = [
  for id in sourceResourceGroupIds: if (protect || restore) {
    name: '${name}-source-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      role: virtualMachineContributor
      principalId: bot.properties.principalId
    }
  }
]
