import type { PointSource } from './point-source.ts';
import type { PolicyProperties } from './policy.ts';

/** A Recovery Services vault and its content. */
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
  /** When it last discovered VMs; it knows those of the seed. */
  discoveredAt?: Date;
  /** Whether its policies run; otherwise only on-demand backups are made. */
  backsUp?: boolean;
  isImmutable?: boolean;
  /** Whether its points hide their expiry: of 219 recorded ones, and two of 2026, none showed it. */
  hidesExpiry?: boolean;
  /** Items whose protection is being configured, by item name, lower case. */
  configuring: Map<string, ProtectedItem>;
};

/** A Resource Guard in front of a vault's critical operations (multi-user authorisation). */
export type Guard = {
  /** ARM id. */
  id: string;
  operations: { name: string; requests: string }[];
  since: Date;
  /**
   * Whether a restore must name the guard's request, as documented for 2024-04-01 and later; otherwise the right alone
   * is enough.
   */
  namedInRestores?: boolean;
  /** Whether the guard belongs to another tenant: calls then carry a token of that tenant as well. */
  foreign?: boolean;
};

/** `properties` as the service returns them, without the count of items. */
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
    /** Absent if the number behind the title is not known. */
    code?: number;
    title: string;
    message: string;
    recommendations: string[];
    status: 'Passed' | 'ActionRequired';
  };
  lastBackup?: { at: Date; status: 'Completed' | 'Failed' };
  softDeletedAt?: Date;
  /** Set if a deleted item doesn't show until when it is kept: both members are optional. */
  hidesEnd?: true;
  /** Set if its restores stay at 1 % to their end and show no remaining time (recorded in 2026). */
  percentStands?: boolean;
  /** Last time of replication to the paired region; later points haven't reached it. */
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
  /** Expiry of the point. */
  expiresAt?: Date;
  /** Whether Azure shows `expiresAt`; by default as its vault does. */
  tellsExpiry?: boolean;
  softDeleted?: boolean;
  /** Threat that Defender knew against the machine when the point was made (2026-07-01). */
  threat?: { status: string; title: string; severity: string };
};

export type JobError = {
  /** Absent if the number behind the title is not known. */
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
  /** When the job becomes readable by its id. */
  openAt: Date;
  /** When lists begin to show it. */
  listedAt: Date;
  endsAt: Date;
  result: 'Completed' | 'CompletedWithWarnings' | 'Failed';
  /** Tasks in order; the last ends with the job. `failed`: this one does not complete. */
  tasks: { name: string; endsAt: Date; gigabytes?: number; failed?: boolean }[];
  errors: JobError[];
  bag: Record<string, string | null>;
  /** Added to the bag when the job has completed. */
  closingBag?: Record<string, string>;
  internalBag: Record<string, string>;
  /** Whether the job reports a percentage: restores do, backups do not. */
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
  /** Findings of a validation; an empty list means success. */
  findings?: { code: string; message: string; recommendations: string[] }[];
};
