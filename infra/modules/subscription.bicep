targetScope = 'subscription'

// All of a subscription in one deployment: each is a resource of the one that begins it, which takes 800.

@description('Prefix of the names of deployments.')
param name string

@description('Object id of the identity of the bot.')
param principalId string

@description('GUIDs of the roles that the bot is given on the whole subscription.')
param roleIds array

@description('Makes the role that Azure Backup is given on key vaults.')
param grant bool

@description('ARM id of the workspace that the activity log goes to. Empty: it goes nowhere.')
param workspaceId string

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roleIds: {
    name: guid(subscription().id, principalId, role)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

module keyRole 'key-role.bicep' = if (grant) {
  name: '${name}-key-role'
}

// What the bot changed in Azure, as Azure saw it: the other side of the alert on changes without an audit row.
resource setting 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(workspaceId)) {
  name: 'to-${name}'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'Administrative'
        enabled: true
      }
    ]
  }
}
