@description('Name of the bot resource, unique in Azure.')
param name string

@description('What Teams shows as its name.')
param displayName string

@description('Where Teams sends activities: https://<host>/api/messages.')
param endpoint string

@description('ARM id of the user-assigned identity.')
param identityId string

@description('Client id of that identity.')
param identityClientId string

@description('F0 is free and has no limit on messages in Teams.')
@allowed(['F0', 'S1'])
param sku string = 'F0'

@description('Tags of every resource.')
param tags object

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  tags: tags
  sku: {
    name: sku
  }
  properties: {
    displayName: displayName
    endpoint: endpoint
    msaAppType: 'UserAssignedMSI'
    msaAppId: identityClientId
    msaAppMSIResourceId: identityId
    msaAppTenantId: tenant().tenantId
    // The keys of Direct Line and Web Chat would be a way in beside Teams.
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      enableCalling: false
    }
  }
}
