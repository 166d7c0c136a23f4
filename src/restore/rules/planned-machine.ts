import type { Deviation } from '../../approval/rules/deviation.ts';
import type { MarketplacePlan, OsType } from '../../kernel/facts.ts';
import type { Security } from './security.ts';

/** A restored disk as the machine gets it. lun -1 is the OS disk; securityType is that of the disk. */
export type PlannedDisk = {
  lun: number;
  id: string;
  caching?: string | undefined;
  securityType?: string | undefined;
};

/** The machine that was signed, with the disks that the restore made of it: everything that a deployment is built from. */
export type PlannedMachine = {
  name: string;
  /** ARM ids. */
  subnetId: string;
  size: string;
  region: string;
  osType: OsType;
  disks: readonly PlannedDisk[];
  zone?: string | undefined;
  security?: readonly Security[] | undefined;
  plan?: MarketplacePlan | undefined;
  licenseType?: string | undefined;
  diskController?: string | undefined;
  acceleratedNetworking?: boolean | undefined;
  /** What a vote added. */
  agreed?: readonly Deviation[] | undefined;
};
