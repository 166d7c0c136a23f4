import { nameOf } from '../../kernel/arm-id.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { StorageAccountFacts } from '../../kernel/place-facts.ts';

/**
 * Checks that a blob's address lies in the signed staging account. Otherwise anyone who can write the address
 * could make the bot read, trust or delete a blob in another account, or make a person send their token there.
 * @param accountId ARM id of the staging account
 * @param suffix of the cloud's blob storage, e.g. blob.core.windows.net
 * @throws CodedError blob-elsewhere { account, host }
 */
export function requireStagingBlob(uri: string, accountId: string, suffix: string): string {
  if (isStagingBlob(uri, accountId, suffix)) return uri;
  const host = URL.canParse(uri) ? new URL(uri).host : '';
  throw new CodedError('blob-elsewhere', { account: nameOf(accountId).toLowerCase(), host });
}

export function isStagingBlob(uri: string, accountId: string, suffix: string): boolean {
  const account = nameOf(accountId).toLowerCase();
  return account !== '' && uri.toLowerCase().startsWith(`https://${account}.${suffix}/`);
}

export function parseBlobUri(uri: string): { account: string; container: string; name: string } {
  const { hostname, pathname } = new URL(uri);
  const [container = '', ...rest] = decodeURIComponent(pathname).split('/').filter(Boolean);
  return { account: hostname.split('.')[0] ?? hostname, container, name: rest.join('/') };
}

/** Azure Backup stages on general-purpose accounts with standard, not zone-redundant storage only. */
export function isUsableStaging({ kind, sku, hierarchical }: StorageAccountFacts): boolean {
  return /^Storage(V2)?$/i.test(kind) && /^Standard_(?!.*ZRS)/i.test(sku) && !hierarchical;
}
