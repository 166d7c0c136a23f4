import type { DiskFacts } from '../domain/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { addressOf, type Ref } from './parse/arm-id.ts';
import { parseDisk } from './parse/disk.ts';

export type Disks = {
  list(subscriptionId: string): Promise<DiskFacts[]>;
  get(disk: Ref): Promise<DiskFacts | undefined>;
};

export function createDisks(clients: ClientsOf): Disks {
  return {
    list: (subscriptionId) => askAll(clients(subscriptionId).reading.compute.disks.list(), parseDisk),
    async get(disk) {
      const { subscriptionId, resourceGroup, name } = addressOf(disk);
      const found = await askIfThere(() => clients(subscriptionId).reading.compute.disks.get(resourceGroup, name));
      return found && parseDisk(found);
    },
  };
}
