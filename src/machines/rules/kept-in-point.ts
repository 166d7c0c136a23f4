import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { keyUrlKey } from '../../kernel/key-url.ts';

/**
 * Whether a key or secret that is in no vault any more comes back from the point itself, where that holds the keys: those
 * of before 11 July 2017 do. It holds one pair, and no backup of a secret that no key wraps.
 */
export function isKeptInPoint({ keys, hasKeyAndSecret }: RecoveryPointFacts, url: string): boolean {
  if (!hasKeyAndSecret || !keys?.kek) return false;
  return [keys.kek.keyUrl, keys.bek.secretUrl].some((kept) => keyUrlKey(kept) === keyUrlKey(url));
}
