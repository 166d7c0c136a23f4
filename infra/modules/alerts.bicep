@description('Prefix of the names.')
param name string

@description('Region.')
param location string

@description('ARM id of the workspace that logs and activity log go to.')
param workspaceId string

@description('Object id of the identity of the bot.')
param principalId string

@description('Mail addresses that are written to.')
param emails array

@description('Tags of every resource.')
param tags object

// docs/operations.md says for each rule what to do. Log lines are JSON in Log_s; those of several replicas are together.
var lines = 'ContainerAppConsoleLogs_CL | where ContainerAppName_s == "${name}" | extend line = parse_json(Log_s)'
var rules = [
  {
    key: 'unaudited-change'
    title: 'A change by the bot without an audit row'
    severity: 0
    window: 'PT6H'
    every: 'PT30M'
    threshold: 0
    // The activity log comes up to 20 minutes late; a change must be young enough for its log line to be in the window.
    query: 'AzureActivity | where TimeGenerated > ago(5h) and Caller =~ "${principalId}" and ActivityStatusValue == "Start" | extend id = tolower(tostring(parse_json(HTTPRequest).clientRequestId)) | join kind=leftanti (${lines} | where tostring(line.msg) == "a change is sent to Azure" | project id = tolower(tostring(line.clientRequestId))) on id'
  }
  {
    key: 'audit-broken'
    title: 'The audit chain is broken'
    severity: 0
    window: 'PT15M'
    every: 'PT15M'
    threshold: 0
    query: '${lines} | where tostring(line.msg) == "The audit chain is broken"'
  }
  {
    key: 'silent'
    title: 'No sign of life'
    severity: 1
    window: 'PT2H'
    every: 'PT30M'
    threshold: 0
    // The head of the audit chain is logged at intervals.
    query: '${lines} | where tostring(line.msg) == "audit head" | summarize seen = count() | where seen == 0'
  }
  {
    key: 'stuck'
    title: 'Work that fails again and again'
    severity: 1
    window: 'PT15M'
    every: 'PT15M'
    threshold: 0
    query: '${lines} | where tostring(line.msg) == "a run failed; it is repeated" and toint(line.failures) >= 5'
  }
  {
    key: 'messages'
    title: 'Messages that Teams does not take'
    severity: 2
    window: 'PT30M'
    every: 'PT15M'
    threshold: 10
    query: '${lines} | where tostring(line.msg) == "a message was not taken"'
  }
  {
    key: 'signing-keys'
    title: 'The keys that Teams signs with cannot be read'
    severity: 2
    window: 'PT30M'
    every: 'PT15M'
    // It is asked again with growing waits: this many lines are about a quarter of an hour.
    threshold: 5
    query: '${lines} | where tostring(line.msg) == "The keys that Teams signs with cannot be read"'
  }
  {
    key: 'throttled'
    title: 'Azure throttles'
    severity: 3
    window: 'PT1H'
    every: 'PT1H'
    threshold: 30
    query: '${lines} | where tostring(line.msg) == "Azure throttles"'
  }
  {
    key: 'forged'
    title: 'Many requests that are not from Teams'
    severity: 2
    window: 'PT15M'
    every: 'PT15M'
    threshold: 0
    // A line a minute at most, with how many there were.
    query: '${lines} | where tostring(line.msg) startswith "A request to the bot was refused" | summarize refused = sum(toint(line.refused)) | where refused > 100'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-alerts'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [
      for email in emails: {
        name: 'mail-${uniqueString(email)}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.key}'
    location: location
    tags: tags
    properties: {
      displayName: 'Strongroom: ${rule.title}'
      severity: rule.severity
      enabled: true
      evaluationFrequency: rule.every
      windowSize: rule.window
      scopes: [
        workspaceId
      ]
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: rule.threshold
          }
        ]
      }
      // The table of the app's lines is made with the first of them, which comes after this deployment.
      skipQueryValidation: true
      autoMitigate: true
      actions: {
        actionGroups: [
          people.id
        ]
      }
    }
  }
]
