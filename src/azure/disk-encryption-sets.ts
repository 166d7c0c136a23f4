import type { EncryptionSetFacts } from '../kernel/facts.ts';
import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseResourceId, type Ref } from './parse/arm-id.ts';
import { parseDiskEncryptionSet } from './parse/disk-encryption-set.ts';

export type DiskEncryptionSets = {
  get(set: Ref): Promise<EncryptionSetFacts | undefined>;
};

export function createDiskEncryptionSets(clients: ClientsOf): DiskEncryptionSets {
  return {
    async get(set) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(set);
      const { diskEncryptionSets } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() => diskEncryptionSets.get(resourceGroup, name));
      return found && parseDiskEncryptionSet(found);
    },
  };
}
