@description('Name of the app; with the domain of the environment its host name.')
param name string

@description('Region.')
param location string

@description('ARM id of the environment.')
param environmentId string

@description('The image, with its registry and digest.')
param image string

@description('Host name of the registry that is signed in to; an image from elsewhere everybody may pull.')
param registryServer string

@description('ARM id of the identity of the bot.')
param identityId string

@description('Where restores go, as docs/settings.md, "Restore profiles", shows it.')
param restoreProfiles array

@description('The text of the approval policy; empty: none.')
param approvalPolicy string

@description('The key of the pager; empty: none.')
@secure()
param pagerSecret string

@description('The key that reads who is on call; empty: none.')
@secure()
param onCallKey string

@description('The other settings of docs/settings.md, each { name, value }.')
param settings array

@description('Host name of its own; empty: that of the environment.')
param domain string = ''

@description('ARM id of the certificate of that name.')
param certificateId string = ''

@description('Address ranges that may reach it; empty: every one.')
param allowedAddresses array = []

@description('Replicas when there is little to do; two survive the loss of one.')
@minValue(1)
param minReplicas int = 2

@description('Replicas when there is much to do.')
param maxReplicas int = 4

@description('Tags of every resource.')
param tags object

var port = 3978
// Not in the ingress, which would send each scrape to another replica: only the health probes of the platform reach it.
var opsPort = 9464
var hasPolicy = !empty(approvalPolicy)
var hasPager = !empty(pagerSecret)
var hasOnCall = !empty(onCallKey)

resource app 'Microsoft.App/containerApps@2024-03-01' = {
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
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        allowInsecure: false
        targetPort: port
        transport: 'http'
        customDomains: empty(domain)
          ? []
          : [
              {
                name: domain
                certificateId: certificateId
                bindingType: 'SniEnabled'
              }
            ]
        ipSecurityRestrictions: [
          for range in allowedAddresses: {
            name: 'allowed-${uniqueString(range)}'
            action: 'Allow'
            ipAddressRange: range
          }
        ]
      }
      registries: startsWith(image, '${registryServer}/')
        ? [
            {
              server: registryServer
              identity: identityId
            }
          ]
        : []
      // No secrets: a volume of secrets is how Container Apps puts a file into a container.
      secrets: concat(
        [
          {
            name: 'restore-profiles'
            value: string(restoreProfiles)
          }
        ],
        hasPolicy
          ? [
              {
                name: 'approval-policy'
                value: approvalPolicy
              }
            ]
          : [],
        hasPager
          ? [
              {
                name: 'pager-secret'
                value: pagerSecret
              }
            ]
          : [],
        hasOnCall
          ? [
              {
                name: 'oncall-key'
                value: onCallKey
              }
            ]
          : []
      )
    }
    template: {
      // The bot stops within 20 s of SIGTERM.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'bot'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat(
            settings,
            [
              {
                name: 'RESTORE_PROFILES'
                value: '/settings/restore-profiles.json'
              }
              {
                name: 'PORT'
                value: string(port)
              }
              {
                name: 'OPS_PORT'
                value: string(opsPort)
              }
              {
                // A secret that changes makes no new revision, and the bot reads its files at the start: this one does.
                name: 'SETTINGS_HASH'
                value: uniqueString(string(restoreProfiles), approvalPolicy, pagerSecret, onCallKey)
              }
            ],
            hasPager
              ? [
                  {
                    name: 'PAGER_SECRET'
                    secretRef: 'pager-secret'
                  }
                ]
              : [],
            hasOnCall
              ? [
                  {
                    name: 'ONCALL_KEY'
                    secretRef: 'oncall-key'
                  }
                ]
              : [],
            hasPolicy
              ? [
                  {
                    name: 'APPROVAL_POLICY'
                    value: '/settings/approval-policy.yaml'
                  }
                ]
              : []
          )
          volumeMounts: [
            {
              volumeName: 'settings'
              mountPath: '/settings'
            }
          ]
          // Both paths ask the door that Teams comes to, for at most 3 s. /healthz fails when a restart would help:
          // a minute of it, so that one slow answer does not; the ingress turns to other replicas after 10 s.
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/healthz'
                port: opsPort
              }
              periodSeconds: 3
              timeoutSeconds: 5
              // Two minutes, as an embedded volume or a slow server may take. The reference says 10 at most; the service
              // takes up to 240 of a startup probe (hashicorp/terraform-provider-azurerm#31989).
              failureThreshold: 40
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: opsPort
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 6
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: opsPort
              }
              periodSeconds: 5
              timeoutSeconds: 5
              failureThreshold: 2
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'turns'
            http: {
              metadata: {
                concurrentRequests: '20'
              }
            }
          }
        ]
      }
      volumes: [
        {
          name: 'settings'
          storageType: 'Secret'
          secrets: concat(
            [
              {
                secretRef: 'restore-profiles'
                path: 'restore-profiles.json'
              }
            ],
            hasPolicy
              ? [
                  {
                    secretRef: 'approval-policy'
                    path: 'approval-policy.yaml'
                  }
                ]
              : []
          )
        }
      ]
    }
  }
}
