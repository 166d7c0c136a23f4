import type { Clock } from '../kernel/clock.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import { spelledName } from '../kernel/keys.ts';
import { asObject } from '../kernel/stored.ts';
import type { SendOutcome } from './calls.ts';
import { foreignResource } from './key-changes.ts';
import { keyMaterial, longestBackup } from './key-source.ts';
import { type PlainClient, sendPlain } from './plain-client.ts';
import type { ReadBlob } from './staging-blobs.ts';
import { type KeyState, readKeyState, type StoredKeys } from './stored-keys.ts';
import { createVaultObjects } from './vault-objects.ts';

/** The customer's keys of confidential machines: their state, and their recovery from what a failed restore left. */
export type SetKeys = {
  inspect(url: string): Promise<KeyState>;
  /**
   * Brings a key back: recovered while soft-deleted, otherwise restored from the blob. An existing key is left
   * alone, so that it may be sent again.
   * @param exportUri the blob that a restore left; undefined: it left none
   */
  send(call: { url: string; exportUri: string | undefined; clientRequestId: string }): Promise<SendOutcome>;
};

/** @param clientsOf clients with a token for this host: key vaults and Managed HSMs have different ones */
export function createSetKeys(
  storedKeys: StoredKeys,
  readBlob: ReadBlob,
  clientsOf: (host: string) => { reading: PlainClient; changing: PlainClient },
  clock: Clock,
): SetKeys {
  const look = (url: string) => readKeyState(storedKeys, url, clock.now());
  const isThere = async (url: string) => {
    const { state } = await look(url);
    return state === 'present' || state === 'disabled' || state === 'expired';
  };
  return {
    inspect: look,
    async send({ url, exportUri, clientRequestId }) {
      const standing = await look(url);
      if (standing.failure) return { kind: 'refused', failure: standing.failure };
      const { origin, hostname } = new URL(url);
      const { reading, changing } = clientsOf(hostname);
      const objects = createVaultObjects(reading, changing, clientRequestId);
      if (standing.state === 'soft-deleted') {
        return sendPlain(() => objects.recover(origin, 'keys', spelledName(url)));
      }
      if (standing.state !== 'missing') return { kind: 'accepted' };
      const nothing = { kind: 'refused', failure: { code: 'keys.no-material', params: { what: 'key' } } } as const;
      if (exportUri === undefined) return nothing;
      try {
        const backup = parseKeyExport(await readBlob(exportUri));
        if (backup === undefined) return nothing;
        let restored = '';
        const outcome = await sendPlain(async () => {
          restored = await objects.restore(origin, 'keys', backup);
        });
        const foreign = outcome.kind === 'accepted' ? await foreignResource(standing, restored, isThere) : undefined;
        return foreign ? { kind: 'refused', failure: foreign } : outcome;
      } catch (error) {
        if (error instanceof CodedError) return { kind: 'refused', failure: asFailure(error) };
        throw error;
      }
    },
  };
}

/**
 * A backup of the key of a confidential machine's OS disk, in Key Vault's format; undefined if there is none.
 * Documented: OsDiskEncryptionDetails.KeyBackupData. The blob is untrusted input: only Key Vault can say which key
 * it is a backup of.
 */
function parseKeyExport(blob: Record<string, unknown>): string | undefined {
  return keyMaterial(asObject(blob.OsDiskEncryptionDetails).KeyBackupData, longestBackup);
}
