import type { InterfaceFacts } from '../kernel/facts.ts';
import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { segmentOf } from './parse/arm-id.ts';
import { parseInterface } from './parse/interface.ts';
import { apiVersions } from './places.ts';

export type Interfaces = {
  /** A network interface by its ARM id; undefined when there is none. */
  get(id: string): Promise<InterfaceFacts | undefined>;
};

export function createInterfaces(clients: ClientsOf): Interfaces {
  return {
    async get(id) {
      const { resources } = clients(segmentOf(id, 'subscriptions')).reading.resources;
      const found = await askIfThere(() => resources.getById(id.replace(/^\/+/, ''), apiVersions.network));
      return found && parseInterface(found);
    },
  };
}
