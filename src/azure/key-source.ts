import { CodedError } from '../kernel/errors.ts';
import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseItemId, parseVaultId, type Ref } from './parse/arm-id.ts';
import { type EncryptionInfo, materialOfPoint, parseEncryptionInfo } from './parse/encryption-info.ts';
import type { ReadBlob } from './staging-blobs.ts';

/** Where the key material of a restore lies. */
export type KeySource = {
  /** The blob that Azure Backup wrote beside the restored disks; absent: it wrote none. */
  encryptionInfoUri?: string | undefined;
  item: Ref;
  /** The point itself, of which those of before 11 July 2017 hold it. */
  pointName: string;
};

/** For src/azure alone. @throws azure.not-found where the blob is gone and the point holds nothing either */
export type ReadKeyMaterial = (source: KeySource) => Promise<EncryptionInfo>;

export function createReadKeyMaterial(clients: ClientsOf, readBlob: ReadBlob): ReadKeyMaterial {
  async function ofPoint({ item, pointName }: KeySource): Promise<EncryptionInfo | undefined> {
    const { subscriptionId, resourceGroup, name } = parseVaultId(item);
    const { containerName, itemName } = parseItemId(item);
    const { recoveryPoints } = clients(subscriptionId).reading.backup;
    const point = await askIfThere(() =>
      recoveryPoints.get(name, resourceGroup, 'Azure', containerName, itemName, pointName),
    );
    return point && materialOfPoint(point);
  }

  return async (source) => {
    if (source.encryptionInfoUri) {
      try {
        return parseEncryptionInfo(await readBlob(source.encryptionInfoUri));
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'azure.not-found') throw error;
        const kept = await ofPoint(source);
        if (!kept) throw error;
        return kept;
      }
    }
    return (await ofPoint(source)) ?? parseEncryptionInfo({});
  };
}
