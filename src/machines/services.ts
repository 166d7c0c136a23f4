import type { Access } from '../access/access.ts';
import type { CountReaders } from '../access/count-readers.ts';
import type { Members } from '../access/memberships.ts';
import type { Azure } from '../azure/open.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config/config.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import type { Store } from '../store/open.ts';
import type { Inventory } from './inventory.ts';
import type { MachineInspector } from './read-machine.ts';
import type { RegionInspector } from './region-inspector.ts';

/**
 * Services for reading machines, with the whole inventory. A person's VisibleInventory is narrower and fits as well.
 */
export type MachineServices = {
  config: Config;
  clock: Clock;
  log: Log;
  store: Store;
  azure: Azure;
  access: Access;
  countReaders: CountReaders;
  members: Members;
  inventory: Inventory;
  machineInspector: MachineInspector;
  regionInspector: RegionInspector;
};
