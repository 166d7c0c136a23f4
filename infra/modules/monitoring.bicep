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

@description('Tags of every resource.')
param tags object

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
    // The connection string alone lets nobody write: roles.bicep says who may.
    DisableLocalAuth: true
  }
}

@description('Name of the workspace.')
output workspaceName string = workspace.name

@description('ARM id of the workspace.')
output workspaceId string = workspace.id

@description('APPLICATIONINSIGHTS_CONNECTION_STRING; empty without Application Insights.')
output connectionString string = applicationInsights ? insights!.properties.ConnectionString : ''
