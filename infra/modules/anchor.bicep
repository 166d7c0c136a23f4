@description('Name of the storage account.')
param accountName string

@description('Region.')
param location string

@description('Days for which nothing that was written can be deleted.')
@minValue(1)
@maxValue(146000)
param days int = 2557

@description('Tags of every resource.')
param tags object

resource account 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: accountName
  location: location
  tags: tags
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    allowBlobPublicAccess: false
    // A key of the account would be nobody's name.
    allowSharedKeyAccess: false
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-01-01' = {
  parent: account
  name: 'default'
}

resource heads 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01' = {
  parent: blobs
  name: 'audit-heads'
}

// Without a policy: kept commands, lists of backups and archived rows can be written anew and erased.
resource commands 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01' = {
  parent: blobs
  name: 'commands'
}

// Unlocked: locking can't be undone, so an administrator does it, docs/operations.md.
resource policy 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2023-01-01' = {
  parent: heads
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: days
    allowProtectedAppendWrites: true
  }
}

@description('ARM id of the container of heads.')
output containerId string = heads.id
