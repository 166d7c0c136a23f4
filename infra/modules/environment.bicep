@description('Prefix of the names.')
param name string

@description('Region.')
param location string

@description('ARM id of the subnet for the apps.')
param subnetId string

@description('Name of the Log Analytics workspace, in the same group.')
param workspaceName string

@description('Replicas in different zones; the region must have zones.')
param zoneRedundant bool = false

@description('Tags of every resource.')
param tags object

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  tags: tags
  properties: {
    zoneRedundant: zoneRedundant
    vnetConfiguration: {
      infrastructureSubnetId: subnetId
      internal: false
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
  }
}

@description('ARM id.')
output id string = environment.id

@description('Apps are reached at <app>.<domain>.')
output domain string = environment.properties.defaultDomain
