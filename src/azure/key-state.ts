import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { parseKeyUrl } from '../kernel/key-url.ts';
import type { StoredKey } from '../kernel/stored-key.ts';
import type { StoredKeys } from './stored-keys.ts';

/** How a secret (BEK) or key (KEK) stands in its key vault, in the version that its address names. */
export type KeyState = {
  url: string;
  kind: 'secret' | 'key';
  state: 'present' | 'disabled' | 'expired' | 'soft-deleted' | 'missing' | 'unknown';
  /** Why it is unknown. */
  failure?: Failure;
};

export async function readKeyState(storedKeys: StoredKeys, url: string, now: Date): Promise<KeyState> {
  const address = parseKeyUrl(url);
  const kind = address?.kind === 'keys' ? 'key' : 'secret';
  try {
    return { url, kind, state: versionState(await storedKeys.look(url), address?.version ?? '', now) };
  } catch (error) {
    if (error instanceof CodedError) return { url, kind, state: 'unknown', failure: asFailure(error) };
    throw error;
  }
}

function versionState(stored: StoredKey, version: string, now: Date): KeyState['state'] {
  if (stored.kind === 'deleted') return 'soft-deleted';
  if (stored.kind === 'gone') return 'missing';
  const found = stored.versions.find((one) => version === '' || one.version.toLowerCase() === version);
  if (!found) return 'missing';
  if (!found.enabled) return 'disabled';
  return found.expiresAt && found.expiresAt <= now ? 'expired' : 'present';
}
