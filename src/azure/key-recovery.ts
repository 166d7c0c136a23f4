import type { Clock } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import type { AdeKeys } from '../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl, spelledName } from '../kernel/keys.ts';
import type { SendOutcome } from './calls.ts';
import { type RecoveryCall, type RecoveryQuery, sendAll, tagsOf, wrapped } from './key-changes.ts';
import type { EncryptionInfo, ReadKeyMaterial } from './key-source.ts';
import type { PlainClient } from './plain-client.ts';
import { type KeyState, readKeyState, type StoredKeys } from './stored-keys.ts';
import { createVaultObjects } from './vault-objects.ts';

/** Keys that came back at another address: a wrapped secret is set again, which makes a new version. */
type Replaced = { from: AdeKeys; to: AdeKeys };

export type RecoveryFound =
  | { kind: 'done'; replaced: Replaced[] }
  | { kind: 'absent' }
  | { kind: 'unknown'; failure: Failure };

export type KeyRecovery = {
  /** The state of each secret and key, each once. */
  inspect(query: { keys: readonly AdeKeys[] }): Promise<KeyState[]>;
  /**
   * Brings missing ones back, one after another: soft-deleted ones are recovered, others restored from Azure
   * Backup's copy. Existing ones are left alone, so that it may be sent again.
   */
  send(call: RecoveryCall): Promise<SendOutcome>;
  find(query: RecoveryQuery): Promise<RecoveryFound>;
};

export function createKeyRecovery(
  storedKeys: StoredKeys,
  readMaterial: ReadKeyMaterial,
  vault: { reading: PlainClient; changing: PlainClient },
  clock: Clock,
): KeyRecovery {
  const look = (keys: readonly AdeKeys[]) =>
    Promise.all(keyAddresses(keys).map((url) => readKeyState(storedKeys, url, clock.now())));

  const isThere = async (url: string) => {
    const { state } = await readKeyState(storedKeys, url, clock.now());
    return state !== 'missing' && state !== 'soft-deleted' && state !== 'unknown';
  };

  return {
    inspect: ({ keys }) => look(keys),
    async send(call) {
      const standings = await look(call.keys);
      const unknown = standings.find(({ state }) => state === 'unknown');
      if (unknown?.failure) return { kind: 'refused', failure: unknown.failure };
      const missing = standings.filter(({ state }) => state === 'missing' || state === 'soft-deleted');
      const needsMaterial = missing.some(({ state }) => state === 'missing');
      const objects = createVaultObjects(vault.reading, vault.changing, call.clientRequestId);
      try {
        const info = needsMaterial ? await readMaterial(call) : undefined;
        return await sendAll(objects, call, missing, info, isThere);
      } catch (error) {
        if (error instanceof CodedError) return { kind: 'refused', failure: asFailure(error) };
        throw error;
      }
    },
    async find(query) {
      const { keys } = query;
      const standings = await look(keys);
      const unknown = standings.find(({ state }) => state === 'unknown');
      if (unknown?.failure) return { kind: 'unknown', failure: unknown.failure };
      if (standings.some(({ state }) => state === 'soft-deleted')) return { kind: 'absent' };
      const lacks = new Set(standings.filter(({ state }) => state === 'missing').map(({ url }) => keyUrlKey(url)));
      const lacking = keys.filter(({ bek }) => lacks.has(keyUrlKey(bek.secretUrl)));
      const wholeKeys = keys.every(({ kek }) => !kek || !lacks.has(keyUrlKey(kek.keyUrl)));
      // Only a wrapped secret comes back under another version; the others keep theirs.
      if (!wholeKeys || lacking.some(({ kek }) => !kek)) return { kind: 'absent' };
      if (lacking.length === 0) return { kind: 'done', replaced: [] };
      try {
        const info = await readMaterial(query);
        const replaced = await Promise.all(lacking.map((one) => replacementOf(query, one, info)));
        const found = replaced.flatMap((one) => one ?? []);
        return found.length === lacking.length ? { kind: 'done', replaced: found } : { kind: 'absent' };
      } catch (error) {
        if (error instanceof CodedError) return { kind: 'unknown', failure: asFailure(error) };
        throw error;
      }
    },
  };

  /** The newest version of the secret if it equals what this sets: the stored value, its type and all of its tags. */
  async function replacementOf(
    query: RecoveryQuery,
    from: AdeKeys,
    info: EncryptionInfo,
  ): Promise<Replaced | undefined> {
    const { bek, kek } = from;
    const { origin } = new URL(bek.secretUrl);
    const name = spelledName(bek.secretUrl);
    const newest = await createVaultObjects(vault.reading, vault.changing).newestSecret(origin, name);
    const wanted = info.bySecret.get(keyUrlKey(bek.secretUrl))?.secretValue;
    if (!newest || !kek || newest.value !== wanted || newest.contentType !== wrapped) return undefined;
    const meant = Object.entries(tagsOf(query, name, kek.keyUrl));
    if (meant.some(([tag, value]) => newest.tags[tag] !== value)) return undefined;
    const [address, before] = [parseKeyUrl(newest.url), parseKeyUrl(bek.secretUrl)];
    if (!address || address.host !== before?.host || address.name !== before.name) return undefined;
    return { from, to: { ...from, bek: { ...bek, secretUrl: newest.url } } };
  }
}

/** Keys before the secrets that they wrap, each once. */
function keyAddresses(keys: readonly AdeKeys[]): string[] {
  const all = [...keys.flatMap(({ kek }) => kek?.keyUrl ?? []), ...keys.map(({ bek }) => bek.secretUrl)];
  const byKey = new Map(all.map((url) => [keyUrlKey(url), url]));
  return [...byKey.values()];
}
