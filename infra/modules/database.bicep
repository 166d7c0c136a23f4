@description('Name of the server, unique in Azure.')
param name string

@description('Region.')
param location string

@description('Name of the identity that makes the tables and owns them; the bot is another one.')
param identityName string

@description('Object id of that identity.')
param principalId string

@description('Size of the server.')
param sku string = 'Standard_B1ms'

@description('Tier of that size.')
@allowed(['Burstable', 'GeneralPurpose', 'MemoryOptimized'])
param tier string = 'Burstable'

@description('Gigabytes of its disk: those that it has by now, where it has grown.')
@minValue(32)
param storageGb int

@description('A second server in another zone; not for Burstable sizes.')
param zoneRedundant bool = false

@description('Days that backups of the database are kept.')
@minValue(7)
@maxValue(35)
param backupRetentionDays int = 14

@description('Keeps backups in the paired region too; only at the creation of the server.')
param geoRedundantBackup bool = false

@description('ARM id of the subnet that is delegated to the server.')
param subnetId string

@description('ARM id of the private DNS zone.')
param zoneId string

@description('Tags of every resource.')
param tags object

// Reached only from the network of the bot: there is no public address.
resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: sku
    tier: tier
  }
  properties: {
    version: '17'
    // There is no password: each connection is opened with a token of an identity.
    authConfig: {
      passwordAuth: 'Disabled'
      activeDirectoryAuth: 'Enabled'
      tenantId: tenant().tenantId
    }
    storage: {
      // It doubles by itself when it is nearly full, and Azure then refuses a deployment that names less.
      storageSizeGB: storageGb
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupRetentionDays
      geoRedundantBackup: geoRedundantBackup ? 'Enabled' : 'Disabled'
    }
    highAvailability: {
      mode: zoneRedundant ? 'ZoneRedundant' : 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: zoneId
    }
  }
}

// A server that has just been made does not take an administrator for a while, and says so by failing. A parameter, at its
// own default, is taken once it does.
resource ready 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'require_secure_transport'
  properties: {
    value: 'on'
    source: 'user-override'
  }
}

resource administrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: server
  name: principalId
  properties: {
    principalName: identityName
    principalType: 'ServicePrincipal'
    tenantId: tenant().tenantId
  }
  dependsOn: [
    ready
  ]
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'strongroom'
  properties: {
    charset: 'UTF8'
    collation: 'en_US.utf8'
  }
  // The server takes one change at a time.
  dependsOn: [
    administrator
  ]
}

@description('ARM id of the server.')
output id string = server.id

@description('Host name of the server.')
output host string = server.properties.fullyQualifiedDomainName

@description('Name of the database.')
output database string = database.name
