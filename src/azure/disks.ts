import type { AdeKeys, DiskFacts } from '../kernel/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { parseResourceId, type Ref } from './parse/arm-id.ts';
import { parseDisk } from './parse/disk.ts';

type ApplyAdeCall = {
  diskId: Ref;
  keys: AdeKeys;
  /** 1.0 with an Entra application (dual pass), 1.1 without. */
  version: '1.0' | '1.1';
  clientRequestId: string;
};

export type Disks = {
  list(subscriptionId: string): Promise<DiskFacts[]>;
  get(disk: Ref): Promise<DiskFacts | undefined>;
  /** Writes where the keys of an encrypted disk are. `get` shows whether it did. */
  applyAde(call: ApplyAdeCall): Promise<SendOutcome>;
  /** Has nobody export it any more. `get` shows whether it did. */
  close(call: { diskId: Ref; clientRequestId: string }): Promise<SendOutcome>;
};

export function createDisks(clients: ClientsOf): Disks {
  return {
    list: (subscriptionId) => askAll(clients(subscriptionId).reading.compute.disks.list(), parseDisk),
    async get(disk) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(disk);
      const found = await askIfThere(() => clients(subscriptionId).reading.compute.disks.get(resourceGroup, name));
      return found && parseDisk(found);
    },
    applyAde({ diskId, keys, version, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(diskId);
      const { disks } = clients(subscriptionId).changing.compute;
      const encryptionSettingsCollection = {
        enabled: true,
        encryptionSettingsVersion: version,
        encryptionSettings: [toAdeSettings(keys)],
      };
      return sendForEffect(clientRequestId, (options) =>
        disks.update(resourceGroup, name, { encryptionSettingsCollection }, options).submitted(),
      );
    },
    close({ diskId, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(diskId);
      const { disks } = clients(subscriptionId).changing.compute;
      const closed = { networkAccessPolicy: 'DenyAll', publicNetworkAccess: 'Disabled' };
      return sendForEffect(clientRequestId, (options) =>
        disks.update(resourceGroup, name, closed, options).submitted(),
      );
    },
  };
}

function toAdeSettings({ bek, kek }: AdeKeys) {
  return {
    diskEncryptionKey: { secretUrl: bek.secretUrl, sourceVault: { id: bek.keyVaultId } },
    ...(kek && { keyEncryptionKey: { keyUrl: kek.keyUrl, sourceVault: { id: kek.keyVaultId } } }),
  };
}
