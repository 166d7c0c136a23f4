@description('Prefix of the names.')
param name string

@description('Region.')
param location string

@description('ARM id of the workspace that logs and activity log go to.')
param workspaceId string

@description('ARM id of the database server.')
param databaseId string

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
    // It holds a POST that only asks, too, and by one correlation id what a deployment then does in the name of its caller.
    query: 'let told = ${lines} | where tostring(line.msg) == "a change is sent to Azure" or tostring(line.msg) == "Azure is asked by a POST" | project id = tolower(tostring(line.clientRequestId)); let seen = AzureActivity | where TimeGenerated > ago(5h) and Caller =~ "${principalId}" and ActivityStatusValue == "Start" | extend id = tolower(tostring(parse_json(HTTPRequest).clientRequestId)); seen | join kind=leftanti told on id | join kind=leftanti (seen | join kind=leftsemi told on id | where isnotempty(CorrelationId) | project CorrelationId) on CorrelationId'
  }
  {
    key: 'audit-broken'
    title: 'The audit chain is broken'
    severity: 0
    window: 'PT15M'
    every: 'PT15M'
    threshold: 0
    // Said to whoever typed it, and by the job that verifies it every night.
    query: 'ContainerAppConsoleLogs_CL | where ContainerAppName_s == "${name}" or ContainerGroupName_s startswith "${name}-audit-verify" | extend line = parse_json(Log_s) | where tostring(line.msg) == "The audit chain is broken"'
  }
  {
    key: 'audit-unverified'
    title: 'Nobody has verified the audit'
    severity: 2
    window: 'P2D'
    every: 'PT6H'
    threshold: 0
    // A chain that is broken and one that nobody looks at are silent alike. Not before the bot has run for a night.
    query: 'let begun = toscalar(${lines} | summarize min(TimeGenerated)); ContainerAppConsoleLogs_CL | where ContainerGroupName_s startswith "${name}-audit-verify" | extend line = parse_json(Log_s) | where tostring(line.msg) startswith "The audit chain is" | summarize seen = count() | where seen == 0 and begun < ago(36h)'
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
    key: 'not-starting'
    title: 'A replica does not start'
    severity: 1
    window: 'PT15M'
    every: 'PT5M'
    threshold: 1
    query: '${lines} | where tostring(line.msg) == "Strongroom cannot start"'
  }
  {
    key: 'database-away'
    title: 'A replica is without its database'
    severity: 1
    window: 'PT15M'
    every: 'PT5M'
    threshold: 0
    // Each replica says it after a minute, every five minutes, and when it is over: the last of both counts.
    query: '${lines} | where tostring(line.msg) == "this process is without its database; what is due is kept" or tostring(line.msg) == "the database answers again" | summarize arg_max(TimeGenerated, line) by ContainerGroupName_s | where tostring(line.msg) == "this process is without its database; what is due is kept"'
  }
  {
    key: 'database-behind'
    title: 'The database came back behind what was committed'
    severity: 0
    window: 'PT15M'
    every: 'PT5M'
    threshold: 0
    query: '${lines} | where tostring(line.msg) == "the database came back behind what was committed"'
  }
  {
    key: 'clock-off'
    title: 'The clock of a host is off'
    severity: 2
    window: 'PT15M'
    every: 'PT5M'
    threshold: 0
    // Each replica says it every minute.
    query: '${lines} | where tostring(line.msg) == "the clock of this host is off; that of the database is used"'
  }
  {
    key: 'waiting'
    title: 'Messages or approved requests wait too long'
    severity: 1
    window: 'PT30M'
    every: 'PT15M'
    threshold: 0
    // Each replica says it every ten minutes.
    query: '${lines} | where tostring(line.msg) == "what waits" and (toint(line.outboxSeconds) > 600 or toint(line.approvedSeconds) > 1800)'
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
    key: 'pages'
    title: 'Pages that the pager does not take'
    severity: 1
    window: 'PT15M'
    every: 'PT5M'
    threshold: 0
    // A try that fails is repeated; the fifth comes more than a minute after the first, and people sleep meanwhile.
    query: '${lines} | where tostring(line.msg) == "a page was given up" or (tostring(line.msg) == "a page was not taken; it is tried again" and toint(line.tries) >= 5)'
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

// 99 of 100 in 30 days are to be in time. These tell that the one in a hundred is being used up too fast: a fiftieth of it in
// an hour, a twentieth in six, a tenth in a day, and that it goes on. Three at least: at night one may be all there was.
var objectives = replace(loadTextContent('../objectives.kql'), '{name}', name)
var burns = [
  {
    key: 'late-hour'
    within: '1h'
    severity: 1
    window: 'PT1H'
    every: 'PT5M'
    lately: '15m'
    share: '0.144'
  }
  {
    key: 'late-six-hours'
    within: '6h'
    severity: 2
    window: 'PT6H'
    every: 'PT15M'
    lately: '1h'
    share: '0.06'
  }
  {
    key: 'late-day'
    within: '1d'
    severity: 3
    window: 'P1D'
    every: 'PT1H'
    lately: '3h'
    share: '0.03'
  }
]
var lateRules = [
  for burn in burns: {
    key: burn.key
    title: 'People wait too long'
    severity: burn.severity
    window: burn.window
    every: burn.every
    threshold: 0
    query: '${objectives}| where TimeGenerated > ago(${burn.within}) | summarize late = sum(late), counted = sum(counted), lateNow = sumif(late, TimeGenerated > ago(${burn.lately})), countedNow = sumif(counted, TimeGenerated > ago(${burn.lately})) by objective | where late >= 3 and late > ${burn.share} * counted and lateNow > ${burn.share} * countedNow'
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
  for rule in concat(rules, lateRules): {
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

// What the server itself shows; a database that is full or away is told within minutes, whatever the bot logs.
var measures = [
  {
    key: 'database-down'
    metric: 'is_db_alive'
    aggregation: 'Maximum'
    operator: 'LessThan'
    threshold: 1
    severity: 1
  }
  {
    key: 'database-storage'
    metric: 'storage_percent'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 85
    severity: 1
  }
  {
    key: 'database-cpu'
    metric: 'cpu_percent'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 90
    severity: 2
  }
  {
    key: 'database-connections'
    metric: 'connections_failed'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 20
    severity: 2
  }
]

resource databaseAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for measure in measures: {
    name: '${name}-${measure.key}'
    location: 'global'
    tags: tags
    properties: {
      description: 'Strongroom: ${measure.metric} of the database; docs/operations.md says what to do.'
      severity: measure.severity
      enabled: true
      scopes: [
        databaseId
      ]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: measure.key
            criterionType: 'StaticThresholdCriterion'
            metricName: measure.metric
            timeAggregation: measure.aggregation
            operator: measure.operator
            threshold: measure.threshold
          }
        ]
      }
      autoMitigate: true
      actions: [
        {
          actionGroupId: people.id
        }
      ]
    }
  }
]
