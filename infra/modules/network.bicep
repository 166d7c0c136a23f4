@description('Prefix of the names.')
param name string

@description('Region.')
param location string

@description('Address range of the network: at least a /24 that nothing else uses.')
param addressPrefix string = '10.90.0.0/24'

@description('Suffix of the names of PostgreSQL servers in this cloud.')
param databaseSuffix string

@description('Tags of every resource.')
param tags object

resource network 'Microsoft.Network/virtualNetworks@2023-06-01' = {
  name: '${name}-network'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    subnets: [
      {
        name: 'apps'
        properties: {
          // The smallest that an environment with workload profiles takes.
          addressPrefix: cidrSubnet(addressPrefix, 27, 0)
          delegations: [
            {
              name: 'apps'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 27, 1)
          delegations: [
            {
              name: 'database'
              properties: {
                serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers'
              }
            }
          ]
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: '${name}.private.${databaseSuffix}'
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = {
  parent: zone
  name: 'network'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}

@description('ARM id of the subnet for the container apps.')
output appsSubnetId string = '${network.id}/subnets/apps'

@description('ARM id of the subnet for the database.')
output databaseSubnetId string = '${network.id}/subnets/database'

@description('ARM id of the private DNS zone.')
output zoneId string = zone.id
