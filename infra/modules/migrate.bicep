@description('Name of the job.')
param name string

@description('Region.')
param location string

@description('ARM id of the environment.')
param environmentId string

@description('The image, with its registry and digest: the version whose tables are made.')
param image string

@description('Host name of the registry that is signed in to; an image from elsewhere everybody may pull.')
param registryServer string

@description('ARM id of the identity that owns the tables.')
param identityId string

@description('The settings of npm run migrate, each { name, value }.')
param settings array

@description('Tags of every resource.')
param tags object

// npm run migrate, started by hand: the bot never changes a table. It runs inside, as nobody outside reaches the database.
resource job 'Microsoft.App/jobs@2024-03-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Manual'
      manualTriggerConfig: {
        parallelism: 1
        replicaCompletionCount: 1
      }
      // A migration that takes longer is better looked at than cut off.
      replicaTimeout: 86400
      replicaRetryLimit: 0
      registries: startsWith(image, '${registryServer}/')
        ? [
            {
              server: registryServer
              identity: identityId
            }
          ]
        : []
    }
    template: {
      containers: [
        {
          name: 'migrate'
          image: image
          command: [
            'node'
            'src/app/cli/migrate.ts'
          ]
          env: settings
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
        }
      ]
    }
  }
}
