import { hash } from 'node:crypto';

/** The two keys of a storage account, as `listKeys` tells them: whoever holds one may do anything to its blobs. */
export function storageKeys(account: string): { keyName: string; value: string; permissions: string }[] {
  return ['key1', 'key2'].map((keyName) => ({
    keyName,
    value: hash('sha512', `storage ${account} ${keyName}`, 'base64'),
    permissions: 'Full',
  }));
}
