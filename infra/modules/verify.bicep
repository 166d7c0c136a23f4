@description('Name of the job.')
param name string

@description('Region.')
param location string

@description('ARM id of the environment.')
param environmentId string

@description('The image, with its registry and digest.')
param image string

@description('Host name of the registry that is signed in to; an image from elsewhere everybody may pull.')
param registryServer string

@description('ARM id of the identity that may read the audit.')
param identityId string

@description('The settings of npm run audit, each { name, value }.')
param settings array

@description('Tags of every resource.')
param tags object

// npm run audit -- verify, every night: by somebody else than the bot, as it would be the bot that is suspected. Started by
// hand with other arguments it exports. It runs inside, as nobody outside reaches the database.
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
      triggerType: 'Schedule'
      scheduleTriggerConfig: {
        cronExpression: '23 3 * * *'
        parallelism: 1
        replicaCompletionCount: 1
      }
      replicaTimeout: 7200
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
          name: 'verify'
          image: image
          command: [
            'node'
            'src/app/cli/audit.ts'
            'verify'
            '--json'
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
