/**
 * What the rules read: Azure's answers reduced to plain data. `azure/` fills these in, tolerant of both encodings of
 * every enum; nothing here holds key material. An answer that was absent is `unknown`, never `no`.
 */

/** Three values, not two: unknown is never yes to what is safe nor no to what is encrypted. */
export type Tri = 'yes' | 'no' | 'unknown';

export type VaultFacts = {
  /** ARM id of the Recovery Services vault. */
  id: string;
  name: string;
  resourceGroup: string;
  subscriptionId: string;
  location: string;
  /** The vault itself is encrypted with a customer-managed key (a condition for a DES at restore). */
  customerManagedKey: Tri;
  crossRegionRestore: Tri;
  redundancy: Redundancy;
  /** Restores to another subscription; absent means yes, as for Azure's own tools. */
  crossSubscriptionRestore: Tri;
  /** A Resource Guard stands before critical operations. */
  multiUserAuthorization: Tri;
  /** Nothing in it may be kept shorter than it was; locked: for good. Azure leaves it out where it never was: unknown. */
  immutability: Immutability;
  /** As which it can act; absent where Azure tells of none. */
  identities?: readonly VaultIdentity[];
};

/** `id`: of a user-assigned identity by ARM id; absent: the vault's own. */
export type VaultIdentity = { id?: string; principalId: string };

export type Immutability = 'locked' | 'unlocked' | 'off' | 'unknown';
export type Redundancy = 'geo' | 'zone' | 'local' | 'unknown';

/** How a vault itself is protected. What an answer leaves out is unknown. */
export type VaultSettingsFacts = {
  immutability: Immutability;
  softDelete: 'always-on' | 'on' | 'off' | 'unknown';
  softDeleteDays?: number;
  redundancy: Redundancy;
  crossRegionRestore: Tri;
  publicAccess: Tri;
  privateEndpoints: number;
  /** Azure Monitor tells of failed jobs. */
  jobAlerts: Tri;
  customerKey: Tri;
  /** Points tell what Defender for Cloud knew of the machine. */
  sourceScan: Tri;
};

/** A change that Azure's activity log tells of. */
export type ActivityFacts = {
  /** e.g. Microsoft.RecoveryServices/vaults/write */
  operation: string;
  resourceId: string;
  /** A person's sign-in name, or the object id of an application; undefined where the log leaves it out. */
  caller?: string;
  at: Date;
};

/** A VM registered for backup in a vault. The protected item itself never says whether the VM is encrypted. */
export type ProtectedItemFacts = {
  id: string;
  vaultId: string;
  containerName: string;
  itemName: string;
  vmName: string;
  vmId: string;
  protectionState: string;
  /** Passed, ActionRequired, ActionSuggested, Invalid, or '' where Azure did not say. */
  health: string;
  healthDetails: { code?: number; title: string; message: string; recommendations: string[] }[];
  lastBackupStatus: string;
  /** Sentinel dates (year 1 or 2001) are dropped. */
  lastBackupAt?: Date;
  latestPointAt?: Date;
  policyName?: string;
  softDeleted: boolean;
  /** When a soft-deleted item is gone for good; absent where Azure doesn't say. */
  deletedForGoodAt?: Date;
  /** What Defender for Cloud saw on the source machine in the last 7 days. Absent: Azure does not say. */
  sourceScan?: { status: SourceScanStatus; summary: SourceScanSummary };
};

export type SourceScanStatus = 'configured' | 'not-configured' | 'not-applicable' | 'failed' | 'unknown';
export type SourceScanSummary = 'healthy' | 'no-threats-reported' | 'suspicious' | 'not-applicable' | 'unknown';

/**
 * What Defender for Cloud knew of the source machine when a point was taken: no scan of what was backed up. `healthy` is
 * not yet a clean backup, and what is found later changes no older point.
 */
export type ThreatFacts = { status: ThreatStatus; findings: readonly ThreatFinding[] };
export type ThreatStatus = 'healthy' | 'warning' | 'unhealthy' | 'unknown' | 'not-available';
/** The title is Defender's text. `since`: when it began, as far as Defender says. */
export type ThreatFinding = {
  title: string;
  severity: 'critical' | 'high' | 'warning' | 'informational' | 'unknown';
  since?: Date;
};

export type Tier = 'snapshot' | 'vault-standard' | 'vault-archive';

/** Where the secret (BEK) and, if wrapped, the key (KEK) of a disk or recovery point live. URLs carry the version. */
export type AdeKeys = {
  bek: { secretUrl: string; keyVaultId: string };
  kek?: { keyUrl: string; keyVaultId: string };
};

export type RecoveryPointFacts = {
  /** ARM id. */
  id: string;
  /** Up to 19 digits: a string for ever, never a number. */
  name: string;
  at: Date;
  consistency: 'application' | 'file-system' | 'crash' | 'unknown';
  tiers: { tier: Tier; status: 'valid' | 'disabled' | 'deleted' | 'rehydrated' | 'invalid' | 'unknown' }[];
  /** isSourceVMEncrypted: yes only for ADE. Absent in a list means unknown. */
  encrypted: Tri;
  keys?: AdeKeys;
  /** The point's own GET returned keyAndSecret (the condition for sending encryptionDetails). */
  hasKeyAndSecret: boolean;
  mechanism: 'none' | 'single-pass' | 'double-pass' | 'unknown';
  managed: Tri;
  osType: OsType;
  vmSize?: string;
  zones: string[];
  securityType?: string;
  /** lun -1 is the OS disk. */
  disks: { lun: number; name: string }[];
  /** Disks that the machine had and the point has not; absent where it tells of none. */
  leftOut?: { lun: number; name: string }[];
  diskCounts?: { included: number; attached: number };
  originalStorageAccountOption: boolean;
  /** A disk of it can be exported over a private endpoint only. Absent means no (documented); a list leaves it out. */
  privateDisks?: boolean;
  /** Data disks that are encrypted as confidential ones. Absent: none, or a version of the API that does not say. */
  confidentialDisks?: { lun: number; name: string }[];
  softDeleted: boolean;
  /** Absent: this version of the API does not say. */
  threat?: ThreatFacts;
  expiresAt?: Date;
  /** false: read from a list, whose omissions prove nothing. */
  detailed: boolean;
};

export type OsType = 'Windows' | 'Linux' | 'unknown';

export type VmDiskFacts = {
  name: string;
  /** -1 is the OS disk. */
  lun: number;
  /** ARM id of the managed disk; absent for an unmanaged one. */
  diskId?: string;
  /** Blob address of an unmanaged disk. */
  vhdUri?: string;
  sizeGb?: number;
  diskEncryptionSetId?: string;
  /** The set whose key a confidential disk is encrypted with. */
  secureEncryptionSetId?: string;
  /** None, ReadOnly or ReadWrite, as Azure spells it. */
  caching?: string;
};

/** Of an image of the Marketplace: a machine of its disks starts only with it. */
export type MarketplacePlan = { name: string; publisher: string; product: string };

export type AdeExtensionFacts = {
  name: string;
  type: string;
  /** e.g. 2.2 */
  typeHandlerVersion: string;
  provisioningState: string;
  /** EnableEncryption, DisableEncryption, ... */
  operation?: string;
  volumeType?: string;
  keyVaultUrl?: string;
  keyVaultId?: string;
  keyEncryptionKeyUrl?: string;
  kekVaultId?: string;
  /** Differs from one run of it to the next; ours is the id of the attempt. */
  sequence?: string;
};

export type VmFacts = {
  id: string;
  /** properties.vmId: what Azure gave it, and gives to no other. */
  immutableId?: string;
  createdAt?: Date;
  name: string;
  resourceGroup: string;
  subscriptionId: string;
  location: string;
  zones: string[];
  size?: string;
  osType: OsType;
  tags: Record<string, string>;
  provisioningState: string;
  /** Of the last thing that Azure was asked to do to it and could not, in Azure's words; gone once something succeeds. */
  provisioningFailure?: { code: string; message: string; at?: Date };
  power: 'running' | 'stopped' | 'deallocated' | 'changing' | 'unknown';
  agentReady: Tri;
  securityType?: string;
  /** securityProfile.encryptionAtHost; absent in a complete answer means no. */
  encryptionAtHost: Tri;
  /** securityProfile.uefiSettings; absent: none. */
  uefi?: { secureBoot: boolean; vTpm: boolean };
  /** The OS disk is a managed disk. */
  managed: Tri;
  disks: VmDiskFacts[];
  /** storageProfile.osDisk.encryptionSettings: the mark of dual pass. `enabled` absent means enabled. */
  osEncryptionSettings?: { enabled: boolean; keys?: AdeKeys };
  adeExtension?: AdeExtensionFacts;
  /** Per disk what the instance view reports; undefined when it reported no disks (deallocated). */
  instanceDisks?: { name: string; statusCodes: string[]; enabled?: boolean; keys?: AdeKeys }[];
  networkInterfaceIds: string[];
  /** ARM ids of the disks and interfaces that Azure deletes with it; absent: none. */
  deletedWith?: string[];
  /** Absent: not of the Marketplace. */
  plan?: MarketplacePlan;
  licenseType?: string;
  /** SCSI or NVMe, as Azure spells it. */
  diskController?: string;
  /** ARM ids of what it is placed in: availability set, capacity reservation, proximity group, host. */
  placement?: string[];
  /** Absent in a list. Names of all extensions. */
  extensions?: string[];
  /** As their publishers call them, those too that only the instance view shows. */
  extensionTypes?: string[];
  /** ARM ids of the applications of a gallery that Azure installs on it. */
  applications?: string[];
  /** Absent: none, or not read. */
  identity?: { principalId?: string; userAssigned: string[] };
};

export type InterfaceFacts = {
  id: string;
  /** resourceGuid: what Azure gave it, and gives to no other. */
  immutableId?: string;
  tags: Record<string, string>;
  /** Of its first address. */
  subnetId?: string;
  privateAddresses: string[];
  publicAddressId?: string;
  /** Its own network security group; the subnet may have another. */
  securityGroupId?: string;
  acceleratedNetworking?: boolean;
};

export type DiskFacts = {
  id: string;
  /** uniqueId: what Azure gave it, and gives to no other. */
  immutableId?: string;
  name: string;
  tags?: Record<string, string>;
  /** Of a disk that a machine starts from. */
  osType?: OsType;
  createdAt?: Date;
  /** ARM id of the machine that it is attached to. */
  managedBy?: string;
  /** When it was attached or detached last, or its machine started or deallocated. */
  ownedSince?: Date;
  sizeGb?: number;
  /** As Azure spells it, e.g. Premium_LRS. */
  sku?: string;
  encryptionType: 'platform-key' | 'customer-key' | 'platform-and-customer-keys' | 'unknown';
  diskEncryptionSetId?: string;
  /** encryptionSettingsCollection: version "1.0" with an Entra app, "1.1" without. */
  ade?: { enabled: boolean; version?: string; keys?: AdeKeys };
  securityEncryptionType?: string;
  /** Nobody may export it, with whatever role: no network reaches it. */
  closed?: true;
  /** The set whose key a confidential disk is encrypted with; absent: the platform's. */
  secureEncryptionSetId?: string;
};

/** A disk encryption set: the customer's key that it encrypts disks with. */
export type EncryptionSetFacts = {
  id: string;
  name: string;
  location?: string;
  /** As Azure spells it, e.g. EncryptionAtRestWithCustomerKey. */
  encryptionType: string;
  /** Without a version where the set follows the newest. */
  keyUrl?: string;
  /** Absent: the key lies in a Managed HSM, or in a key vault of another subscription (documented). */
  keyVaultId?: string;
  /** Object ids of its identities, the first of which it uses. */
  principalIds: string[];
};

/** The customer's key that a confidential machine's backup is unwrapped with, and how it stands. */
export type SetKey = {
  url: string;
  /** Absent: it lies in a Managed HSM, or in a key vault of another subscription: a set names those by the address alone. */
  keyVaultId?: string;
  state: 'present' | 'disabled' | 'expired' | 'soft-deleted' | 'missing' | 'unknown';
};

/** A key vault's settings; its keys and secrets are read elsewhere. */
export type KeyVaultFacts = {
  id: string;
  name: string;
  resourceGroup: string;
  subscriptionId: string;
  location: string;
  /** e.g. https://kv-prod.vault.azure.net/ */
  url: string;
  permissionModel: 'rbac' | 'access-policy';
  enabledForDiskEncryption: Tri;
  /** trusted-services: closed to the public, but Azure Backup gets in. */
  firewall: 'open' | 'trusted-services' | 'closed';
  /** Verbs in lower case; `all` stands for every one. Object ids, which are those of this tenant only. */
  accessPolicies: { objectId: string; keys: string[]; secrets: string[] }[];
};

export type JobStatus =
  | 'InProgress'
  | 'Completed'
  | 'CompletedWithWarnings'
  | 'Failed'
  | 'Cancelling'
  | 'Cancelled'
  | 'Invalid';

export type JobFacts = {
  vaultId: string;
  /** The job's GUID. */
  id: string;
  vmName: string;
  containerName: string;
  /** Backup, Restore, ConfigureBackup, DisableBackup, ... as Azure spells it. */
  operation: string;
  status: JobStatus;
  startedAt: Date;
  /** Absent while running, and where Azure sent a sentinel. */
  endedAt?: Date;
  /** The client request id of the call that started it: what shows that a step was already done. */
  activityId?: string;
  /** Azure lists the job as cancellable; only meaningful while it is in progress. */
  cancellable: boolean;
  errors: { code?: number; title: string; message: string; recommendations: string[] }[];
  /** Below: only from the job's own GET. */
  percent?: number;
  remainingSeconds?: number;
  tasks: { name: string; status: string; detail?: string }[];
  /** The property bag without addresses of key material; names are trimmed. */
  properties: Record<string, string>;
};
