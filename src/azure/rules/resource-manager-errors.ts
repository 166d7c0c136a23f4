import type { CatalogueEntry } from './entry.ts';

/** Errors of Azure Resource Manager. */
export const resourceManagerKnownErrors = [
  {
    id: 'disallowed-by-policy',
    titles: ['UserErrorRequestDisallowedByPolicy', 'RequestDisallowedByPolicy'],
    message: /invalid policy is configured on the VM/i,
    phases: ['backup', 'restore'],
    retry: 'after-fix',
  },
  {
    id: 'subscription-throttled',
    titles: ['SubscriptionRequestsThrottled', 'TooManyRequests', 'ResourceRequestsThrottled'],
    numbers: [429],
    message: /number of requests for action '?Microsoft\.RecoveryServices.{0,120}exceeded the limit/i,
    phases: ['azure'],
    retry: 'later',
  },
  {
    id: 'resource-not-found',
    titles: ['ResourceNotFound'],
    numbers: [404],
    phases: ['azure'],
    retry: 'no',
    mend: 'vms',
  },
  { id: 'resource-group-not-found', titles: ['ResourceGroupNotFound'], phases: ['azure'], retry: 'no' },
  { id: 'subscription-not-found', titles: ['SubscriptionNotFound'], phases: ['azure'], retry: 'no', mend: 'check' },
  {
    id: 'azure-unavailable',
    titles: ['GatewayTimeout', 'InvalidGatewayHost', 'RestApiInternalError'],
    numbers: [500, 502, 504],
    phases: ['azure'],
    retry: 'later',
    mend: 'retry',
  },
  {
    id: 'authorisation-failed',
    titles: ['AuthorizationFailed', 'LinkedAuthorizationFailed'],
    numbers: [403],
    message: /does(n't| not) have authori[sz]ation to perform action/i,
    phases: ['azure'],
    retry: 'after-fix',
    mend: 'check',
  },
] as const satisfies readonly CatalogueEntry[];
