targetScope = 'subscription'

@description('Prefix of the names of the bot: instances have roles of their own, as each has its own subscriptions.')
param instance string

@description('Ids of the subscriptions that the roles can be given in.')
param subscriptionIds array

var roles = [
  loadJsonContent('../roles/observe.json')
  loadJsonContent('../roles/observe-keys.json')
  loadJsonContent('../roles/protect.json')
  loadJsonContent('../roles/restore.json')
  loadJsonContent('../roles/protect-regions.json')
  loadJsonContent('../roles/grant.json')
  loadJsonContent('../roles/rebuild.json')
  loadJsonContent('../roles/rebuild-places.json')
  loadJsonContent('../roles/rebuild-staging.json')
  loadJsonContent('../roles/keys.json')
  loadJsonContent('../roles/keys-staging.json')
  loadJsonContent('../roles/drill.json')
  loadJsonContent('../roles/quarantine.json')
  loadJsonContent('../roles/grant-policies.json')
]

// A tenant has one custom role of a name: made once, and seen in every subscription it may be given in. With one name for
// two instances each deployment would take the subscriptions of the other away from it.
var of = instance == 'strongroom' ? '' : ' (${instance})'

resource definitions 'Microsoft.Authorization/roleDefinitions@2022-04-01' = [
  for role in roles: {
    name: guid(tenant().tenantId, '${role.name}${of}')
    properties: {
      roleName: '${role.name}${of}'
      description: role.description
      type: 'CustomRole'
      permissions: [
        {
          actions: map(role.permissions, permission => permission.action)
          notActions: []
          dataActions: map(role.dataPermissions, permission => permission.action)
          notDataActions: []
        }
      ]
      assignableScopes: map(union([subscription().subscriptionId], subscriptionIds), id => '/subscriptions/${id}')
    }
  }
]

@description('GUID of the role that reads.')
output observe string = guid(tenant().tenantId, '${roles[0].name}${of}')

@description('GUID of the role that sees which keys there are.')
output observeKeys string = guid(tenant().tenantId, '${roles[1].name}${of}')

@description('GUID of the role that backs up.')
output protect string = guid(tenant().tenantId, '${roles[2].name}${of}')

@description('GUID of the role that restores.')
output restore string = guid(tenant().tenantId, '${roles[3].name}${of}')

@description('GUID of the role that asks about machines before they are protected.')
output protectRegions string = guid(tenant().tenantId, '${roles[4].name}${of}')

@description('GUID of the role that gives Azure Backup rights on key vaults.')
output grant string = guid(tenant().tenantId, '${roles[5].name}${of}')

@description('GUID of the role that makes machines of restored disks.')
output rebuild string = guid(tenant().tenantId, '${roles[6].name}${of}')

@description('GUID of the role that Azure asks for on networks and key vaults when it does.')
output rebuildPlaces string = guid(tenant().tenantId, '${roles[7].name}${of}')

@description('GUID of the role that reads generated templates.')
output rebuildStaging string = guid(tenant().tenantId, '${roles[8].name}${of}')

@description('GUID of the role that brings keys back.')
output keys string = guid(tenant().tenantId, '${roles[9].name}${of}')

@description('GUID of the role that reads and deletes the copy of keys beside restored disks.')
output keysStaging string = guid(tenant().tenantId, '${roles[10].name}${of}')

@description('GUID of the role that tries restores and deletes what it made.')
output drill string = guid(tenant().tenantId, '${roles[11].name}${of}')

@description('GUID of the role that sees whether copies in quarantine are kept apart.')
output quarantine string = guid(tenant().tenantId, '${roles[12].name}${of}')

@description('GUID of the role that writes access policies.')
output grantPolicies string = guid(tenant().tenantId, '${roles[13].name}${of}')
