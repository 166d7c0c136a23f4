import { nameOf } from '../../kernel/arm-id.ts';
import { CodedError } from '../../kernel/errors.ts';

/**
 * The address of a blob, if it lies in the staging account that was signed. Whoever can write what names a blob could
 * otherwise have the bot read, trust or delete one of an account of their own, or have a person send their token to it.
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
