import { Refused } from './call.ts';
import { size } from './place.ts';

/** Why Azure refused, and what helps: for the reader alone, as it may name things. */
export function explain(error: unknown): string {
  if (!(error instanceof Refused)) return error instanceof Error ? error.message : String(error);
  const reason = reasons.find(({ codes }) => error.codes.some((code) => codes.includes(code)));
  return `${reason?.why(error) ?? 'Azure refused a call for a reason that is not known here.'}\n(${error.message})`;
}

const reasons: { codes: string[]; why: (refused: Refused) => string }[] = [
  {
    codes: ['AuthorizationFailed', 'LinkedAuthorizationFailed', 'RoleAssignmentUpdateNotPermitted'],
    why: ({ action }) =>
      `You lack a right in this subscription${action ? `: ${action}` : ''}. The run needs Owner, or Contributor with User Access Administrator.`,
  },
  {
    codes: ['QuotaExceeded', 'SkuNotAvailable', 'ResourceQuotaExceeded'],
    why: () =>
      `The subscription has no room for machines of size ${size} in this region: two at first, two copies at a time. See "az vm list-usage", request more quota, or choose another --location.`,
  },
  {
    codes: ['RequestDisallowedByPolicy', 'RequestDisallowedByAzure'],
    why: () =>
      'A policy of Azure denies what the run makes. Ask for an exemption for groups named strongroom-fc-*, or choose a subscription without it.',
  },
  {
    codes: ['MissingSubscriptionRegistration', 'SubscriptionNotRegistered'],
    why: () =>
      'A resource provider is not registered. Register it: az provider register --namespace Microsoft.RecoveryServices (and Compute, Network, Storage, KeyVault).',
  },
];
