import { createHttpHeaders, type HttpClient, type PipelineResponse } from '@azure/core-rest-pipeline';

type Json = Record<string, unknown>;

/** A difference of Azure from the local one: where, how, and what the report has to say of it. */
export type Planted = {
  method: string;
  path: RegExp;
  status: number;
  change: (body: Json, headers: Map<string, string>, answer: { status: number }) => void;
  where: RegExp;
  what: RegExp;
  /** Whether only the first such answer is changed. */
  once?: true;
};

const of = (member: string, change: (inner: Json) => void) => (body: Json) => {
  for (const one of Array.isArray(body.value) ? (body.value as Json[]) : [body]) {
    const inner = member.split('.').reduce<unknown>((at, name) => (at as Json | undefined)?.[name], one);
    if (typeof inner === 'object' && inner !== null) change(inner as Json);
  }
};
const add = (more: Json) => (inner: Json) => void Object.assign(inner, more);
const without = (name: string) => (inner: Json) => void delete inner[name];

const job = /\/backupJobs\/[^/?]+\?/;
const jobs = /backupJobs\/\{\}/;
const vm = /\/virtualMachines\/[^/?]+\?/i;
const point = /\/recoveryPoints\/\d+\?/;
const restore = /\/restore\?/;

/** Twenty: members, kinds, words, headers, statuses, order and times. None of them changes what the bot decides. */
export const planted: Planted[] = [
  {
    method: 'GET',
    path: job,
    status: 200,
    change: of('properties', add({ region: 'x' })),
    where: jobs,
    what: /member properties\.region/,
  },
  {
    method: 'GET',
    path: job,
    status: 200,
    change: of('properties', without('activityId')),
    where: jobs,
    what: /member properties\.activityId/,
  },
  {
    method: 'GET',
    path: job,
    status: 200,
    change: of('properties', add({ entityFriendlyName: null })),
    where: jobs,
    what: /member properties\.entityFriendlyName/,
  },
  {
    method: 'GET',
    path: job,
    status: 200,
    change: of('properties', add({ backupManagementType: 'AzureVM' })),
    where: jobs,
    what: /backupManagementType, words/,
  },
  {
    method: 'GET',
    path: vm,
    status: 200,
    change: of('properties.osProfile', add({ allowExtensionOperations: 'true' })),
    where: /virtualMachines\/\{\}\?/,
    what: /member properties\.osProfile\.allowExtensionOperations/,
  },
  {
    method: 'GET',
    path: /\/disks\/[^/?]+\?/i,
    status: 200,
    change: of('properties', add({ uniqueId: 'a disk' })),
    where: /disks\/\{\}\?/,
    what: /member properties\.uniqueId/,
  },
  {
    method: 'GET',
    path: vm,
    status: 200,
    change: (body) => add({ etag: '1' })(body),
    where: /virtualMachines\/\{\}\?/,
    what: /member etag/,
  },
  {
    method: 'GET',
    path: point,
    status: 200,
    change: of('properties', add({ threatInfo: [] })),
    where: /recoveryPoints\/\{\}\?/,
    what: /member properties\.threatInfo/,
  },
  {
    method: 'GET',
    path: point,
    status: 200,
    change: of('properties', without('isPrivateAccessEnabledOnAnyDisk')),
    where: /recoveryPoints\/\{\}\?/,
    what: /isPrivateAccessEnabledOnAnyDisk/,
  },
  {
    method: 'POST',
    path: restore,
    status: 202,
    change: (_, headers) => void headers.delete('retry-after'),
    where: /\/restore\?/,
    what: /header retry-after/,
  },
  {
    method: 'POST',
    path: restore,
    status: 202,
    change: (_, headers) => void headers.set('x-ms-throttling-version', 'v1'),
    where: /\/restore\?/,
    what: /header x-ms-throttling-version/,
  },
  {
    method: 'POST',
    path: /\/backup\?/,
    status: 202,
    change: (_, headers) => void headers.set('retry-after', '17'),
    where: /\/backup\?/,
    what: /header retry-after, words/,
  },
  {
    method: 'GET',
    path: /\/vaults\?/,
    status: 200,
    change: (_, headers) => void headers.set('content-type', 'application/json'),
    where: /RecoveryServices\/vaults\?/,
    what: /header content-type, words/,
  },
  {
    method: 'POST',
    path: /\/backupJobs\/[^/]+\/cancel\?/,
    status: 202,
    change: (_, __, answer) => void Object.assign(answer, { status: 204 }),
    where: /cancel\?/,
    what: /status/,
  },
  {
    method: 'GET',
    path: /\/backupPolicies\/[^/?]+\?/,
    status: 200,
    change: of('properties', add({ instantRpRetentionRangeInDays: '2' })),
    where: /backupPolicies\/\{\}/,
    what: /instantRpRetentionRangeInDays/,
  },
  {
    method: 'GET',
    path: /\/networkInterfaces\/[^/?]+\?/i,
    status: 200,
    change: of('properties', add({ enableIPForwarding: 'false' })),
    where: /networkInterfaces\/\{\}/,
    what: /enableIPForwarding/,
  },
  {
    method: 'GET',
    path: /\/storageAccounts\/[^/?]+\?/i,
    status: 200,
    once: true,
    change: of('properties', without('accessTier')),
    where: /storageaccounts\/\{\}/i,
    what: /accessTier/,
  },
  {
    method: 'GET',
    path: /\/runCommands\//,
    status: 200,
    change: of('properties.instanceView', add({ startTime: '2026-11-24T10:00:00' })),
    where: /runCommands/,
    what: /instanceView\.startTime/,
  },
  {
    method: 'GET',
    path: /\/operationStatuses\//,
    status: 200,
    once: true,
    change: (body) => add({ status: 'Accepted' })(body),
    where: /operationStatuses/,
    what: /order|words/,
  },
  {
    method: 'GET',
    path: /\/backupOperations\//,
    status: 200,
    change: (body) => add({ startTime: '2026-11-24T08:00:00Z', endTime: '2026-11-24T08:30:00Z' })(body),
    where: /backupOperations/,
    what: /time/,
  },
];

/** An Azure that differs so from the local one. */
export function differing(inner: HttpClient): HttpClient {
  const spent = new Set<Planted>();
  return {
    async sendRequest(request) {
      const response = await inner.sendRequest(request);
      const fits = planted.filter(
        (one) =>
          one.method === request.method &&
          one.path.test(request.url) &&
          one.status === response.status &&
          /management\.azure\.com/.test(request.url) &&
          !spent.has(one),
      );
      return fits.reduce((answer, one) => {
        if (one.once) spent.add(one);
        return changed(answer, one);
      }, response);
    },
  };
}

function changed(response: PipelineResponse, { change }: Planted): PipelineResponse {
  const headers = new Map(Object.entries(response.headers.toJSON()));
  const text = response.bodyAsText ?? '';
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Json;
  const answer = { status: response.status };
  change(body, headers, answer);
  return {
    ...response,
    ...answer,
    headers: createHttpHeaders(Object.fromEntries(headers)),
    ...(text && { bodyAsText: JSON.stringify(body) }),
  };
}
