import type { PointSource } from './point-source.ts';
import type { PolicyProperties } from './policy.ts';

/** What lives in a Recovery Services vault. */
export type Vault = {
  id: string;
  name: string;
  resourceGroup: string;
  subscriptionId: string;
  location: string;
  policies: Map<string, Policy>;
  /** By item name, lower case. */
  items: Map<string, ProtectedItem>;
  /** Newest last. */
  jobs: Job[];
  operations: Map<string, Operation>;
  guard?: Guard;
  /** When it last looked for VMs; those of the beginning it has seen. */
  discoveredAt?: Date;
  /** Its policies run; without it nothing is backed up but on demand. */
  backsUp?: boolean;
  isImmutable?: boolean;
  /** Its points do not say when they expire: of 219 recorded ones, and two of 2026, none did. */
  hidesExpiry?: boolean;
  /** Items whose protection is being configured, by item name, lower case. */
  configuring: Map<string, ProtectedItem>;
};

/** A Resource Guard that stands before the critical operations of a vault (multi-user authorisation). */
export type Guard = {
  /** ARM id. */
  id: string;
  operations: { name: string; requests: string }[];
  since: Date;
  /** A restore must name the guard's request, as documented for 2024-04-01 and later; else the right alone is enough. */
  namedInRestores?: boolean;
  /** The guard is another tenant's: calls carry a token of that tenant beside their own. */
  foreign?: boolean;
};

/** `properties` as the service answers them, without the count of items. */
export type Policy = { name: string; properties: PolicyProperties };

export type ProtectedItem = {
  vault: Vault;
  containerName: string;
  itemName: string;
  /** Name of the VM as it was registered. */
  vmName: string;
  vmId: string;
  /** Empty for an item whose protection is stopped. */
  policyName: string;
  protectionState: 'IRPending' | 'Protected' | 'ProtectionError' | 'ProtectionStopped' | 'BackupsSuspended';
  health: {
    /** Absent where the number behind the title is not known. */
    code?: number;
    title: string;
    message: string;
    recommendations: string[];
    status: 'Passed' | 'ActionRequired';
  };
  lastBackup?: { at: Date; status: 'Completed' | 'Failed' };
  softDeletedAt?: Date;
  /** Once deleted, it doesn't tell until when it is kept: both members are optional. */
  hidesEnd?: true;
  /** Its restores stand at 1 % to their end and tell no time that remains (recorded in 2026). */
  percentStands?: boolean;
  /** No later point has reached the paired region. */
  copiedUntil?: Date;
  /** Newest first. */
  points: RecoveryPoint[];
};

type TierName = 'InstantRP' | 'HardenedRP' | 'ArchivedRP';
type TierStatus = 'Invalid' | 'Valid' | 'Disabled' | 'Deleted' | 'Rehydrated';

export type RecoveryPoint = {
  name: string;
  at: Date;
  consistency: 'AppConsistent' | 'FileSystemConsistent' | 'CrashConsistent';
  tiers: { tier: TierName; status: TierStatus }[];
  source: PointSource;
  /** When it goes. */
  expiresAt?: Date;
  /** Whether Azure tells `expiresAt`: where left out as its vault does. */
  tellsExpiry?: boolean;
  softDeleted?: boolean;
  /** What Defender knew of the machine when the point was made (2026-07-01). */
  threat?: { status: string; title: string; severity: string };
};

export type JobError = {
  /** Absent where the number behind the title is not known. */
  errorCode?: number;
  errorTitle: string;
  errorString: string;
  recommendations: string[];
};

export type Job = {
  id: string;
  vault: Vault;
  item: ProtectedItem;
  operation: 'Backup' | 'Restore' | 'ConfigureBackup' | 'DisableBackup' | 'DeleteBackupData' | 'Undelete';
  /** The client request id of the call that started it. */
  activityId: string;
  startedAt: Date;
  /** From when the job can be read by its id. */
  openAt: Date;
  /** From when lists show it. */
  listedAt: Date;
  endsAt: Date;
  result: 'Completed' | 'CompletedWithWarnings' | 'Failed';
  /** One after the other; the last ends with the job. `failed`: this one does not complete. */
  tasks: { name: string; endsAt: Date; gigabytes?: number; failed?: boolean }[];
  errors: JobError[];
  bag: Record<string, string | null>;
  /** Added to the bag when the job has completed. */
  closingBag?: Record<string, string>;
  internalBag: Record<string, string>;
  /** Restores report a percentage, backups do not. */
  reportsPercent: boolean;
  cancellableUntil: Date;
  cancelled?: { askedAt: Date; at: Date };
};

export type Operation = {
  id: string;
  vault: Vault;
  acceptedAt: Date;
  doneAt: Date;
  item?: ProtectedItem;
  jobId?: string;
  error?: { code: string; message: string };
  /** What validation found; an empty list is a good answer. */
  findings?: { code: string; message: string; recommendations: string[] }[];
};
