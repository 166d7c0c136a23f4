@description('GUID of the role.')
param role string

@description('Object id of the identity of the bot.')
param principalId string

@description('Name of the key vault, in the group that this is deployed to.')
param name string

resource target 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: name
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(target.id, principalId, role)
  scope: target
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
