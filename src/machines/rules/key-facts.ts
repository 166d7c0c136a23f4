import type { AdeKeys, RecoveryPointFacts, Tri } from '../../kernel/facts.ts';
import { type KeyVersion, keyUrlKey, parseKeyUrl, type StoredKey } from '../../kernel/keys.ts';
import type { KeyInspection } from './check-machine.ts';
import type { EncryptionAssessment } from './encryption-assessment.ts';

/** Facts from Key Vault, as far as they were read. */
export type KeyFacts = {
  /** The KEK belongs to a certificate (`managed: true` on the key). */
  kekCertificateBacked: Tri;
  /** A newer version of BEK or KEK than the point's is in use. */
  rotatedSincePoint: Tri;
};

/** Every key and secret that the point or today's machine names, each address once. */
export function keyUrlsOf({ ade }: EncryptionAssessment): string[] {
  if (ade.value === 'no') return [];
  const urls = [...(ade.keysAtPoint ? [ade.keysAtPoint] : []), ...ade.keysNow].flatMap(urlsOf);
  return [...new Map(urls.map((url) => [keyUrlKey(url), url])).values()];
}

/** ARM ids of key vaults that the next backup reads: today's, or the point's if the machine names none. */
export function keyVaultIdsOf({ ade }: EncryptionAssessment): string[] {
  const keys = ade.keysNow.length > 0 ? ade.keysNow : ade.keysAtPoint ? [ade.keysAtPoint] : [];
  const ids = keys.flatMap(({ bek, kek }) => [bek.keyVaultId, ...(kek ? [kek.keyVaultId] : [])]);
  return [...new Map(ids.filter((id) => id !== '').map((id) => [id.toLowerCase(), id])).values()];
}

/** Key Vault facts for the plan's rules; undefined if no key is involved. */
export function keyFactsOf(
  encryption: EncryptionAssessment,
  inspections: readonly KeyInspection[],
): KeyFacts | undefined {
  const { ade } = encryption;
  if (ade.value === 'no' || inspections.length === 0) return undefined;
  const states = new Map(inspections.map(({ url, state }) => [keyUrlKey(url), state]));
  const stateOf = (url: string) => {
    const state = states.get(keyUrlKey(url));
    return state?.kind === 'read' ? state.value : undefined;
  };
  const keks = (ade.keysAtPoint ? [ade.keysAtPoint] : ade.keysNow).flatMap(({ kek }) => (kek ? [kek.keyUrl] : []));
  return {
    kekCertificateBacked: ade.kek === 'no' ? 'no' : certificateBacked(keks.map(stateOf)),
    rotatedSincePoint: rotated(ade.keysAtPoint, ade.keysNow, stateOf),
  };
}

function urlsOf({ bek, kek }: AdeKeys): string[] {
  return [bek.secretUrl, ...(kek ? [kek.keyUrl] : [])];
}

function certificateBacked(keys: readonly (StoredKey | undefined)[]): Tri {
  const told = keys.map((key) => (key === undefined || key.kind === 'gone' ? undefined : key.certificateBacked));
  if (told.includes(true)) return 'yes';
  return told.length > 0 && !told.includes(undefined) ? 'no' : 'unknown';
}

/**
 * A newer secret version is a rotation, since only ADE writes there. A newer KEK version is one only if the machine
 * uses it: otherwise the old version still wraps the secret.
 */
function rotated(
  atPoint: AdeKeys | undefined,
  now: readonly AdeKeys[],
  stateOf: (url: string) => StoredKey | undefined,
): Tri {
  if (atPoint === undefined) return 'unknown';
  const secret = isNewest(atPoint.bek.secretUrl, stateOf(atPoint.bek.secretUrl));
  if (secret === 'no') return 'yes';
  const kekUrl = atPoint.kek?.keyUrl;
  if (kekUrl === undefined || now.some(({ kek }) => kek && keyUrlKey(kek.keyUrl) === keyUrlKey(kekUrl))) {
    return secret === 'yes' ? 'no' : 'unknown';
  }
  const key = isNewest(kekUrl, stateOf(kekUrl));
  if (key === 'no' && now.length > 0) return 'yes';
  return secret === 'yes' && key === 'yes' ? 'no' : 'unknown';
}

function isNewest(url: string, state: StoredKey | undefined): Tri {
  const version = parseKeyUrl(url)?.version ?? '';
  if (state?.kind !== 'present' || version === '') return 'unknown';
  return newestVersion(state.versions)?.version.toLowerCase() === version ? 'yes' : 'no';
}

export function newestVersion(versions: readonly KeyVersion[]): KeyVersion | undefined {
  return [...versions].sort((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))[0];
}

/**
 * Whether the point itself contains a key or secret that is gone from its vault: points from before 11 July 2017 do.
 * They contain one pair, and no backup of a secret without a wrapping key.
 */
export function isKeptInPoint({ keys, hasKeyAndSecret }: RecoveryPointFacts, url: string): boolean {
  if (!hasKeyAndSecret || !keys?.kek) return false;
  return [keys.kek.keyUrl, keys.bek.secretUrl].some((kept) => keyUrlKey(kept) === keyUrlKey(url));
}
