import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Cloud } from '../config/clouds.ts';
import { outsideOfCloud } from './errors.ts';

/** Whether an address belongs to the configured cloud: its services by name, its key vaults and accounts by suffix. */
export function isOfCloud(address: string, cloud: Cloud): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  const host = hostname.toLowerCase();
  const named = [cloud.resourceManager, cloud.authorityHost, cloud.graph].map((url) => new URL(url).hostname);
  const below = [cloud.keyVaultSuffix, cloud.managedHsmSuffix, cloud.blobSuffix];
  return named.includes(host) || below.some((suffix) => host.endsWith(`.${suffix}`));
}

/**
 * The last thing before the network. Addresses come from answers as well, such as a template's blob or the next page
 * of a list: none of them may lead a token, or this machine's network, elsewhere.
 */
export function withinCloud(client: HttpClient, cloud: Cloud): HttpClient {
  return {
    async sendRequest(request) {
      if (isOfCloud(request.url, cloud)) return client.sendRequest(request);
      throw outsideOfCloud();
    },
  };
}
