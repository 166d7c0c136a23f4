import type { Problem } from './validator.ts';

/** Intended differences of the local Azure from Microsoft's documents. */
export type Deviation = { name: string; why: string; covers: (problem: Problem) => boolean };

const tierList = /^\/value\/\d+\/properties\/recoveryPointTierDetails\/\d+\/(type|status)$/;
const wordAndNumber = (problem: Problem) =>
  (problem.keyword === 'type' || problem.keyword === 'enum') && typeof problem.value === 'number';

export const deviations: Deviation[] = [
  {
    name: 'operation without an end',
    why: 'While an operation runs the service sends endTime "0001-01-01T00:00:00", which lacks a zone (recorded).',
    covers: ({ at, value }) => at === '/endTime' && value === '0001-01-01T00:00:00',
  },
  {
    name: 'numeric actions of a job',
    why: 'The service sends actionsInfo as numbers, on finished jobs too (recorded); the document has words.',
    covers: (problem) => /\/actionsInfo\/\d+$/.test(problem.at) && wordAndNumber(problem),
  },
  {
    name: 'numeric tiers in the list of points',
    why: 'The service sends type and status of a tier as numbers (recorded in 2019 and 2020); the document has words.',
    covers: (problem) =>
      problem.operation === 'RecoveryPoints_List' && tierList.test(problem.at) && wordAndNumber(problem),
  },
  {
    name: 'numeric tiers of a point in old versions',
    why: 'The same, in the point itself when an api-version before 2021 is asked for.',
    covers: (problem) =>
      problem.operation === 'RecoveryPoints_Get' &&
      /\/recoveryPointTierDetails\/\d+\/(type|status)$/.test(problem.at) &&
      wordAndNumber(problem),
  },
  {
    name: 'sizes newer than the document',
    why: 'The document says itself that its list of VM sizes is not complete and that new sizes are not added.',
    covers: ({ at, keyword }) => at.endsWith('/hardwareProfile/vmSize') && keyword === 'enum',
  },
  {
    name: 'capitalised permissions of an access policy',
    why: 'Key Vault shows permissions as they were written, and the portal writes Get and List; the document has get.',
    covers: ({ at, keyword }) =>
      /\/accessPolicies\/\d+\/permissions\/(keys|secrets)\/\d+$/.test(at) && keyword === 'enum',
  },
  {
    name: 'a list of subscriptions or tenants without a next page',
    why: 'The document requires nextLink; ARM leaves it out on the last page, as in every other list.',
    covers: ({ operation, keyword, message }) =>
      /^(Subscriptions|Tenants)_List$/.test(operation) && keyword === 'required' && message.includes('nextLink'),
  },
];

/** Routes that Microsoft's documents lack under this path. */
export const undocumentedRoutes: Record<string, string> = {
  'GET /providers/Microsoft.Authorization/roleDefinitions/{roleDefinitionId}':
    'The document has GET /{roleId} with the whole id; built-in roles have an id without a subscription.',
  'GET /{scope}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances':
    'Its document (2020-10-01) is not among those at hand; the SDK reads it.',
  'GET /{scope}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances':
    'Its document (2020-10-01) is not among those at hand; the SDK reads it.',
  'GET /{scope}/providers/Microsoft.Authorization/locks': 'Its document (2020-05-01) is not among those at hand.',
  'GET /subscriptions/{subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values':
    'Its document (2015-04-01) is not among those at hand.',
  'GET /subscriptions/{subscriptionId}/providers/Microsoft.Compute/skus':
    'Its document (2021-07-01) is not among those at hand; the SDK reads it.',
  'GET /subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/operations/{operationId}':
    'Where Azure-AsyncOperation leads is in no document; the SDK follows it.',
  'GET /subscriptions/{subscriptionId}/resourcegroups/{resourceGroupName}/providers/Microsoft.Resources/deployments/{deploymentName}/operationStatuses/{operationId}':
    'Where Azure-AsyncOperation leads is in no document; the SDK follows it.',
  'GET /subscriptions/{subscriptionId}/providers/Microsoft.Network/locations/{location}/operationResults/{operationId}':
    'Where Location of an effective list leads is in no document; the SDK follows it.',
  'POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}/listNetworkManagerEffectiveSecurityAdminRules':
    'Its document (networkManagerEffectiveConfiguration.json) is not among those at hand.',
  'POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}/listNetworkManagerEffectiveConnectivityConfigurations':
    'Its document (networkManagerEffectiveConfiguration.json) is not among those at hand.',
  'GET /subscriptions/{subscriptionId}/operationresults/{operationId}':
    'Where Location of the deletion of a group leads is in no document; clients follow it.',
  'GET /subscriptions/{subscriptionId}/providers/Microsoft.RecoveryServices/locations/{location}/deletedVaults':
    'Its document (2025-08-01) is not among those at hand.',
  'PATCH /keys/{key-name}': 'The version may be left out, which the document says in words only.',
  'PATCH /secrets/{secret-name}': 'The version may be left out, which the document says in words only.',
  'GET /keys/{key-name}': 'The version may be left out, which the document says in words only.',
  'GET /secrets/{secret-name}': 'The version may be left out, which the document says in words only.',
};
