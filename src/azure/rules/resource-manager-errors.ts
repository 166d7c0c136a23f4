import type { CatalogueEntry } from './entry.ts';

/** Errors of Azure Resource Manager. */
export const resourceManagerKnownErrors = [
  {
    id: 'disallowed-by-policy',
    titles: ['UserErrorRequestDisallowedByPolicy', 'RequestDisallowedByPolicy'],
    message: /invalid policy is configured on the VM/i,
    retry: 'after-fix',
  },
  {
    id: 'subscription-throttled',
    titles: ['SubscriptionRequestsThrottled', 'TooManyRequests', 'ResourceRequestsThrottled'],
    numbers: [429],
    message: /number of requests for action '?Microsoft\.RecoveryServices.{0,120}exceeded the limit/i,
    retry: 'later',
  },
  {
    id: 'resource-not-found',
    titles: ['ResourceNotFound'],
    numbers: [404],
    retry: 'no',
    mend: 'vms',
  },
  { id: 'resource-group-not-found', titles: ['ResourceGroupNotFound'], retry: 'no' },
  { id: 'subscription-not-found', titles: ['SubscriptionNotFound'], retry: 'no', mend: 'check' },
  {
    id: 'azure-unavailable',
    titles: ['GatewayTimeout', 'InvalidGatewayHost', 'RestApiInternalError'],
    numbers: [500, 502, 504],
    retry: 'later',
    mend: 'retry',
  },
  {
    id: 'authorisation-failed',
    titles: ['AuthorizationFailed', 'LinkedAuthorizationFailed'],
    numbers: [403],
    message: /does(n't| not) have authori[sz]ation to perform action/i,
    retry: 'after-fix',
    mend: 'check',
  },
] as const satisfies readonly CatalogueEntry[];
