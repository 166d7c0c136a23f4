import type { Azure } from '../azure/open.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import type { Access } from './access.ts';
import type { Acquaintances } from './acquaintances.ts';
import type { ApproverReads } from './approvers.ts';
import type { Checks } from './checks.ts';
import type { FormKinds } from './form-kind.ts';
import type { Inventory } from './inventory.ts';
import type { MachineLooks } from './machine-looks.ts';
import type { Members } from './members.ts';
import type { Planning } from './planning.ts';
import type { RequestKinds } from './request-kind.ts';
import type { VisibleInventory } from './visible-inventory.ts';

/** What commands and workflows share; main.ts puts it together once. */
export type CommonServices = {
  config: Config;
  clock: Clock;
  log: Log;
  store: Store;
  acquaintances: Acquaintances;
  azure: Azure;
  access: Access;
  approvers: ApproverReads;
  members: Members;
  planning: Planning;
  checks: Checks;
  machineLooks: MachineLooks;
  requestKinds: RequestKinds;
  formKinds: FormKinds;
};

/** What workflows work with: the whole inventory. Commands have less of it, and fit wherever this is asked for. */
export type Services = CommonServices & { inventory: Inventory };

/** What is worked with for one person in one place: nothing else is found, and the whole inventory does not fit. */
export type PersonServices = CommonServices & { inventory: VisibleInventory };
