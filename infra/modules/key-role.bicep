targetScope = 'subscription'

// What Azure Backup is given on key vaults that go by roles: the five data actions that it needs, and nothing else.
resource definition 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, 'Azure Backup disk keys')
  properties: {
    // One custom role of a name in a tenant; the bot looks for it by this name.
    roleName: 'Azure Backup disk keys (${take(subscription().subscriptionId, 8)})'
    description: 'Lets Azure Backup read and back up the keys and secrets of encrypted disks, and nothing else.'
    type: 'CustomRole'
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: [
          'Microsoft.KeyVault/vaults/keys/backup/action'
          'Microsoft.KeyVault/vaults/keys/read'
          'Microsoft.KeyVault/vaults/secrets/backup/action'
          'Microsoft.KeyVault/vaults/secrets/getSecret/action'
          'Microsoft.KeyVault/vaults/secrets/readMetadata/action'
        ]
        notDataActions: []
      }
    ]
    assignableScopes: [
      subscription().id
    ]
  }
}
