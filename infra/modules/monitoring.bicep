@description('Prefix of the names.')
param name string

@description('Region.')
param location string

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 90

@description('Makes an Application Insights resource on the same workspace, which the bot sends traces and metrics to.')
param applicationInsights bool = false

@description('Object id of the identity that may write to it.')
param principalId string

@description('Tags of every resource.')
param tags object

var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = if (applicationInsights) {
  name: '${name}-insights'
  location: location
  kind: 'web'
  tags: tags
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

// The connection string alone lets nobody write: local authentication is off.
resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (applicationInsights) {
  name: guid(insights.id, principalId, monitoringMetricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Name of the workspace.')
output workspaceName string = workspace.name

@description('ARM id of the workspace.')
output workspaceId string = workspace.id

@description('APPLICATIONINSIGHTS_CONNECTION_STRING; empty without Application Insights.')
output connectionString string = applicationInsights ? insights!.properties.ConnectionString : ''
