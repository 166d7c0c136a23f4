import { nameOf } from '../../kernel/arm-id.ts';
import { CodedError } from '../../kernel/errors.ts';

/**
 * The address of a blob, if it lies in the staging account that was signed. Whoever can write what names a blob could
 * otherwise have the bot read, trust or delete one of an account of their own.
 * @param accountId ARM id of the staging account
 * @throws CodedError blob-elsewhere { account, host }
 */
export function requireStagingBlob(uri: string, accountId: string): string {
  const account = nameOf(accountId).toLowerCase();
  const host = URL.canParse(uri) ? new URL(uri).hostname.toLowerCase() : '';
  if (account === '' || !host.startsWith(`${account}.blob.`)) throw new CodedError('blob-elsewhere', { account, host });
  return uri;
}
