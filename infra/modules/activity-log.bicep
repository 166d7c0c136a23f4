targetScope = 'subscription'

@description('Name of the setting.')
param name string

@description('ARM id of the workspace.')
param workspaceId string

// What the bot changed in Azure, as Azure saw it: the other side of the alert on changes without an audit row.
resource setting 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: name
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
