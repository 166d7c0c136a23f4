import type { Azure } from '../azure/open.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import type { Access } from './access.ts';
import type { Acquaintances } from './acquaintances.ts';
import type { ApproverReads } from './approvers.ts';
import type { Checks } from './checks.ts';
import type { Inventory } from './inventory.ts';
import type { MachineLooks } from './machine-looks.ts';
import type { Members } from './members.ts';
import type { Planning } from './planning.ts';

/** What commands and workflows work with; main.ts puts it together once. */
export type Services = {
  config: Config;
  clock: Clock;
  log: Log;
  store: Store;
  acquaintances: Acquaintances;
  azure: Azure;
  inventory: Inventory;
  access: Access;
  approvers: ApproverReads;
  members: Members;
  planning: Planning;
  checks: Checks;
  machineLooks: MachineLooks;
};
