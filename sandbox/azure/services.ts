import { tenantId } from '../world/people.ts';
import type { Call } from './call.ts';
import { AzureError, BlobError } from './errors.ts';

/** A service that is called with a token; services differ by host, and each has its own audience. */
type Service = {
  /** Host, or suffix of hosts with a leading dot. */
  host: string;
  audiences: string[];
  /** The answer to a call without a valid token. */
  challenge: { code: string; message: string; header: string };
};

export const arm = 'management.azure.com';
export const vaultHosts = '.vault.azure.net';
export const hsmHosts = '.managedhsm.azure.net';
export const blobHosts = '.blob.core.windows.net';
export const graph = 'graph.microsoft.com';

const authority = 'https://login.microsoftonline.com';

const services: Service[] = [
  {
    host: arm,
    audiences: ['https://management.azure.com', 'https://management.core.windows.net'],
    challenge: {
      code: 'AuthenticationFailed',
      message: 'Authentication failed. The access token is missing, expired or issued for another audience.',
      header: `Bearer authorization_uri="${authority}/common", error="invalid_token"`,
    },
  },
  {
    host: vaultHosts,
    audiences: ['https://vault.azure.net'],
    challenge: {
      code: 'Unauthorized',
      message: 'AKV10000: Request is missing a Bearer or PoP token.',
      header: `Bearer authorization="${authority}/${tenantId}", resource="https://vault.azure.net"`,
    },
  },
  {
    host: hsmHosts,
    audiences: ['https://managedhsm.azure.net'],
    challenge: {
      code: 'Unauthorized',
      message: 'AKV10000: Request is missing a Bearer or PoP token.',
      header: `Bearer authorization="${authority}/${tenantId}", resource="https://managedhsm.azure.net"`,
    },
  },
  {
    host: blobHosts,
    audiences: ['https://storage.azure.com'],
    challenge: {
      code: 'InvalidAuthenticationInfo',
      message:
        'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
      header: `Bearer authorization_uri=${authority}/${tenantId}/oauth2/authorize resource_id=https://storage.azure.com`,
    },
  },
  {
    host: graph,
    audiences: ['https://graph.microsoft.com'],
    challenge: {
      code: 'InvalidAuthenticationToken',
      message: 'Access token is empty, expired or for another audience.',
      header: `Bearer authorization_uri="${authority}/common/oauth2/authorize"`,
    },
  },
];

function serviceOf(call: Pick<Call, 'host'>): Service | undefined {
  return services.find(({ host }) => hostMatches(host, call.host));
}

export function hostMatches(wanted: string, host: string): boolean {
  return wanted.startsWith('.') ? host.endsWith(wanted) : host === wanted;
}

/** Entra spells an audience with or without the trailing slash, as in the requested scope. */
export function audiencesOf(call: Pick<Call, 'host'>): string[] {
  return serviceOf(call)?.audiences.flatMap((one) => [one, `${one}/`]) ?? [];
}

export function unauthenticated(call: Pick<Call, 'host'>): AzureError {
  const { code, message, header } = (serviceOf(call) ?? (services[0] as Service)).challenge;
  const more = { headers: { 'www-authenticate': header } };
  return hostMatches(blobHosts, call.host)
    ? new BlobError(401, code, message, more)
    : new AzureError(401, code, message, more);
}
