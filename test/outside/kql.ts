import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { npmPackages } from './npm-packages.ts';
import { outcome, type Part } from './part.ts';
import { mustRun } from './run-tool.ts';

const version = '12.4.1';
const snapshots = join(import.meta.dirname, 'bicep');

/** As Azure Monitor documents them; those that end in _CL have the columns that their first lines brought. */
const tables = {
  AzureActivity: `(ActivityStatus:string, ActivityStatusValue:string, ActivitySubstatus:string,
    ActivitySubstatusValue:string, Authorization:string, Authorization_d:dynamic, Caller:string, CallerIpAddress:string,
    Category:string, CategoryValue:string, Claims:string, Claims_d:dynamic, CorrelationId:string, EventDataId:string,
    EventSubmissionTimestamp:datetime, Hierarchy:string, HTTPRequest:string, Level:string, OperationId:string,
    OperationName:string, OperationNameValue:string, Properties:string, Properties_d:dynamic, Resource:string,
    ResourceGroup:string, ResourceId:string, ResourceProvider:string, ResourceProviderValue:string, SourceSystem:string,
    SubscriptionId:string, TenantId:string, TimeGenerated:datetime, Type:string, _ResourceId:string)`,
  ContainerAppConsoleLogs_CL: `(Category:string, ContainerAppName_s:string, ContainerGroupId_g:guid,
    ContainerGroupName_s:string, ContainerId_s:string, ContainerImage_s:string, ContainerJobName_s:string,
    ContainerName_s:string, EnvironmentName_s:string, Log_s:string, RevisionName_s:string, Stream_s:string,
    TenantId:string, TimeGenerated:datetime, Type:string, _timestamp_d:real, time_t:datetime)`,
};

type Query = { name: string; query: string };

/** Each has one mistake, of the kinds that Azure tells when a query runs and not when it is deployed. */
const planted: Query[] = [
  { name: 'planted column', query: 'ContainerAppConsoleLogs_CL | where ContainerAppName == "strongroom"' },
  { name: 'planted function', query: 'AzureActivity | summarize countwhen(Caller == "") by Caller' },
  { name: 'planted type', query: 'AzureActivity | where TimeGenerated > "yesterday" and Caller > 5' },
  { name: 'planted bracket', query: 'AzureActivity | where tostring(Caller == "x"' },
  { name: 'planted table', query: 'AzureActivities | take 1' },
];

type Found = { name: string; messages: string[] };

export const kql: Part = {
  about: "Microsoft's parser of Kusto, on every query of the alerts and the workbook",
  async run() {
    const packages = await npmPackages('kql', { '@kusto/language-service-next': version });
    const script = join(packages, 'kql.mjs');
    copyFileSync(join(import.meta.dirname, 'kql.mjs'), script);
    const queries = [...alertQueries(), ...workbookQueries()];
    const input = JSON.stringify({ tables, queries: [...queries, ...planted] });
    const found = JSON.parse(await mustRun(process.execPath, [script], { input })) as Found[];
    const isPlanted = ({ name }: Found) => planted.some((one) => one.name === name);
    const failures = [
      ...found.filter((one) => !isPlanted(one)).flatMap(({ name, messages }) => messages.map((m) => `${name}: ${m}`)),
      ...found.filter((one) => isPlanted(one) && one.messages.length === 0).map(({ name }) => `${name} was not found`),
    ];
    return outcome(
      `@kusto/language-service-next ${version} of npm`,
      `${queries.length} queries; of ${planted.length} mistakes that were planted each is found`,
      failures,
    );
  },
};

type Resource = { properties: { criteria?: { allOf: { query: string }[] }; serializedData?: string } };

/** What would be deployed, as the part `bicep` holds it: with the names in it, and everything put together. */
function resourcesOf(stage: string, type: string): [string, Resource][] {
  const all = parse(readFileSync(join(snapshots, `${stage}.yaml`), 'utf8')) as Record<string, Resource>;
  const found = Object.entries(all).filter(([name]) => name.startsWith(`${type}@`));
  if (found.length === 0) throw new Error(`stage ${stage} makes no ${type}`);
  return found;
}

function alertQueries(): Query[] {
  return resourcesOf('alerts', 'Microsoft.Insights/scheduledQueryRules').flatMap(([id, { properties }]) => {
    const name = id.split(' ')[1] ?? id;
    return (properties.criteria?.allOf ?? []).map(({ query }) => ({ name, query: evaluated(query) }));
  });
}

const someId = '00000000-0000-4000-8000-000000000000';

/** What only Azure knows when it deploys, as the id of the bot's identity, stands in a snapshot as `[format('…', …)]`. */
function evaluated(query: string): string {
  const [, inside] = /^\[format\((.*)\)\]$/s.exec(query) ?? [];
  if (inside === undefined) return query;
  const [format = '', ...values] = [...inside.matchAll(/reference\([^)]*\)\.\w+|'((?:[^']|'')*)'/gs)].map(
    ([, literal]) => literal?.replaceAll("''", "'") ?? someId,
  );
  return format.replaceAll(/\{(\d+)\}/g, (_, index) => values[Number(index)] ?? '');
}

function workbookQueries(): Query[] {
  return resourcesOf('infrastructure', 'Microsoft.Insights/workbooks').flatMap(([, { properties }]) => {
    const { items } = JSON.parse(properties.serializedData ?? '{}') as { items: { name: string; content: Query }[] };
    return items.flatMap(({ name, content }) => (content.query ? [{ name, query: content.query }] : []));
  });
}
