import type { Access } from './access/access.ts';
import type { CountReaders } from './access/count-readers.ts';
import type { Members } from './access/memberships.ts';
import type { ApproverReads } from './approval/approvers.ts';
import type { Azure } from './azure/open.ts';
import type { Command } from './chat/command.ts';
import type { FormKinds } from './chat/form-kind.ts';
import type { Config } from './config/config.ts';
import type { Clock } from './kernel/clock.ts';
import type { Inventory } from './machines/inventory.ts';
import type { MachineLooks } from './machines/machine-looks.ts';
import type { RegionLooks } from './machines/region-looks.ts';
import type { VisibleInventory } from './machines/visible-inventory.ts';
import type { DirectoryCache } from './people/directory-cache.ts';
import type { RequestKinds } from './requests/request-kind.ts';
import type { Checks } from './restore/checks.ts';
import type { Planning } from './restore/planning.ts';
import type { StepHandlers } from './saga/step-handler.ts';
import type { Store } from './store/open.ts';
import type { Log } from './telemetry/log.ts';

/** What commands and workflows share; main.ts puts it together once. */
export type CommonServices = {
  config: Config;
  clock: Clock;
  log: Log;
  store: Store;
  directory: DirectoryCache;
  azure: Azure;
  access: Access;
  approvers: ApproverReads;
  countReaders: CountReaders;
  members: Members;
  planning: Planning;
  checks: Checks;
  machineLooks: MachineLooks;
  regionLooks: RegionLooks;
  /** Everything that can be typed. */
  commands: readonly Command[];
  requestKinds: RequestKinds;
  formKinds: FormKinds;
  stepHandlers: StepHandlers;
};

/** What workflows work with: the whole inventory. Commands have less of it, and fit wherever this is asked for. */
export type Services = CommonServices & { inventory: Inventory };

/** What is worked with for one person in one place: nothing else is found, and the whole inventory does not fit. */
export type PersonServices = CommonServices & { inventory: VisibleInventory };
