@description('Prefix of the names.')
param name string

@description('Region.')
param location string

@description('What people see as its name.')
param displayName string

@description('ARM id of the workspace that logs go to.')
param workspaceId string

@description('Tags of every resource.')
param tags object

var lines = 'ContainerAppConsoleLogs_CL | where ContainerAppName_s == "${name}" | extend line = parse_json(Log_s)'
var objectives = replace(loadTextContent('../objectives.kql'), '{name}', name)
var charts = [
  {
    title: 'In time: of 100, and what is left of the one in a hundred that may be late'
    shownAs: 'table'
    query: '${objectives}| summarize late = sum(late), counted = sum(counted) by objective | extend inTime = round(100.0 * (counted - late) / counted, 2), left = strcat(round(100 - 10000.0 * late / counted), " %") | project objective, counted, late, ["in time, %"] = inTime, ["may still be late"] = left'
  }
  {
    title: 'Late, by the hour'
    shownAs: 'barchart'
    query: '${objectives}| summarize late = sum(late) by objective, bin(TimeGenerated, 1h)'
  }
  {
    title: 'Turns, by the hour'
    shownAs: 'timechart'
    query: '${lines} | where tostring(line.msg) == "turns are answered" | summarize turns = sum(tolong(line.turns)) by bin(TimeGenerated, 1h)'
  }
  {
    title: 'What waits: seconds of the oldest message, and of the oldest approved request that has not begun'
    shownAs: 'timechart'
    query: '${lines} | where tostring(line.msg) == "what waits" | summarize messages = max(todouble(line.outboxSeconds)), approved = max(todouble(line.approvedSeconds)) by bin(TimeGenerated, 10m)'
  }
  {
    title: 'Changes sent to Azure, by step'
    shownAs: 'barchart'
    query: '${lines} | where tostring(line.msg) == "a change is sent to Azure" | summarize sent = count() by step = tostring(line.step), bin(TimeGenerated, 1d)'
  }
  {
    title: 'Throttled by Azure, by subscription and action'
    shownAs: 'timechart'
    query: '${lines} | where tostring(line.msg) == "Azure throttles" | summarize throttled = count() by what = tostring(line.key), bin(TimeGenerated, 1h)'
  }
  {
    title: 'Warnings and errors'
    shownAs: 'table'
    query: '${lines} | where tostring(line.level) in ("warn", "error", "fatal") | summarize lines = count(), latest = max(TimeGenerated) by level = tostring(line.level), message = tostring(line.msg) | order by lines'
  }
  {
    title: 'Starts, by version'
    shownAs: 'table'
    query: '${lines} | where tostring(line.msg) == "Strongroom starts" | project TimeGenerated, replica = ContainerGroupName_s, version = tostring(line.version), node = tostring(line.node), database = tostring(line.database) | order by TimeGenerated | take 20'
  }
  {
    title: 'Heads of the audit chain, the last of each day: --head of audit verify'
    shownAs: 'table'
    query: '${lines} | where tostring(line.msg) == "audit head" | summarize arg_max(TimeGenerated, line) by day = bin(TimeGenerated, 1d) | project day, head = strcat(tostring(line.seq), ":", tostring(line.hash)) | order by day'
  }
]
var hour = 3600000
var period = {
  type: 9
  name: 'period'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    parameters: [
      {
        id: guid(name, 'period')
        version: 'KqlParameterItem/1.0'
        name: 'Period'
        type: 4
        isRequired: true
        value: {
          durationMs: 720 * hour
        }
        typeSettings: {
          allowCustom: true
          selectableValues: [
            {
              durationMs: hour
            }
            {
              durationMs: 24 * hour
            }
            {
              durationMs: 168 * hour
            }
            {
              durationMs: 720 * hour
            }
          ]
        }
      }
    ]
  }
}
var items = [
  for chart in charts: {
    type: 3
    name: chart.title
    content: {
      version: 'KqlItem/1.0'
      title: chart.title
      query: chart.query
      size: chart.shownAs == 'table' ? 4 : 1
      visualization: chart.shownAs
      timeContextFromParameter: 'Period'
      queryType: 0
      resourceType: 'microsoft.operationalinsights/workspaces'
      crossComponentResources: [
        workspaceId
      ]
    }
  }
]

// docs/operations.md says what each line of the logs means.
resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // A GUID is all that Azure takes here.
  name: guid(resourceGroup().id, name)
  location: location
  kind: 'shared'
  tags: tags
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: workspaceId
    version: '1.0'
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([period], items)
      fallbackResourceIds: [
        workspaceId
      ]
    })
  }
}
