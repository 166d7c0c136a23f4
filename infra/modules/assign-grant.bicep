@description('GUID of the role.')
param role string

@description('Object id of the identity of the bot.')
param principalId string

@description('Name of the key vault, in the group that this is deployed to.')
param name string

@description('Object id of Azure Backup in this tenant: the only one that the bot may give a role.')
param backupServiceId string

// The role that modules/key-role.bicep makes in the subscription: the only one that the bot may give.
var keyRole = guid(subscription().id, 'Azure Backup disk keys')
var request = '@Request[Microsoft.Authorization/roleAssignments'
var toBackup = '${request}:PrincipalId] ForAnyOfAnyValues:GuidEquals {${backupServiceId}}'
var keysOnly = '${request}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${keyRole}}'

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
    condition: '((!(ActionMatches{\'Microsoft.Authorization/roleAssignments/write\'})) OR (${toBackup} AND ${keysOnly}))'
    conditionVersion: '2.0'
  }
}
