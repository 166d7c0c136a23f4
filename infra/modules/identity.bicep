@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

// The bot signs in to Azure and to Teams as this identity: there is no secret to keep or to rotate.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('ARM id.')
output id string = identity.id

@description('Name, which is also its role in the database.')
output name string = identity.name

@description('Client id: BOT_APP_ID, and the bot id of the Teams package.')
output clientId string = identity.properties.clientId

@description('Object id that roles are given to.')
output principalId string = identity.properties.principalId
