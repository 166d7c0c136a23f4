@description('Name of the registry, unique in Azure, letters and digits only.')
param name string

@description('Region.')
param location string

@description('Object ids of the identities that pull the image.')
param principalIds array

@description('Tags of every resource.')
param tags object

var pull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
  }
}

resource pullers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principalId in principalIds: {
    name: guid(registry.id, principalId, pull)
    scope: registry
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', pull)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

@description('Host name of the registry.')
output server string = registry.properties.loginServer
