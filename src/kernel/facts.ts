/**
 * Facts that the rules read: Azure's answers reduced to plain data. `azure/` fills these in and accepts both
 * encodings of every enum; nothing here holds key material. A member missing from an answer is `unknown`, never
 * `no`.
 */

/** Three values: unknown never counts as yes for safety, nor as no for encryption. */
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
  /** A Resource Guard protects critical operations. */
  multiUserAuthorization: Tri;
  /** Retention cannot be shortened; locked: for good. Azure omits this when it was never set: unknown. */
  immutability: Immutability;
  /** The vault's identities; absent if Azure returns none. */
  identities?: readonly VaultIdentity[];
};

/** `id`: ARM id of a user-assigned identity; absent: the vault's own. */
export type VaultIdentity = { id?: string; principalId: string };

export type Immutability = 'locked' | 'unlocked' | 'off' | 'unknown';
export type Redundancy = 'geo' | 'zone' | 'local' | 'unknown';

/** Protection settings of a vault. A member missing from the answer is unknown. */
export type VaultSettingsFacts = {
  immutability: Immutability;
  softDelete: 'always-on' | 'on' | 'off' | 'unknown';
  softDeleteDays?: number;
  redundancy: Redundancy;
  crossRegionRestore: Tri;
  publicAccess: Tri;
  privateEndpoints: number;
  /** Azure Monitor alerts on failed jobs. */
  jobAlerts: Tri;
  customerKey: Tri;
  /** Points carry Defender for Cloud's findings about the machine. */
  sourceScan: Tri;
};

/** A change in Azure's activity log. */
export type ActivityFacts = {
  /** e.g. Microsoft.RecoveryServices/vaults/write */
  operation: string;
  resourceId: string;
  /** A person's sign-in name, or an application's object id; undefined if the log omits it. */
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
  /** Passed, ActionRequired, ActionSuggested, Invalid, or '' if Azure did not say. */
  health: string;
  healthDetails: { code?: number; title: string; message: string; recommendations: string[] }[];
  lastBackupStatus: string;
  /** Sentinel dates (year 1 or 2001) are dropped. */
  lastBackupAt?: Date;
  latestPointAt?: Date;
  policyName?: string;
  softDeleted: boolean;
  /** When a soft-deleted item is purged; absent if Azure does not say. */
  deletedForGoodAt?: Date;
  /** Defender for Cloud's findings on the source machine in the last 7 days. Absent: Azure does not say. */
  sourceScan?: { status: SourceScanStatus; summary: SourceScanSummary };
};

export type SourceScanStatus = 'configured' | 'not-configured' | 'not-applicable' | 'failed' | 'unknown';
export type SourceScanSummary = 'healthy' | 'no-threats-reported' | 'suspicious' | 'not-applicable' | 'unknown';

/**
 * Defender for Cloud's findings about the source machine when a point was taken; the backup itself was not
 * scanned. `healthy` does not prove a clean backup, and later findings do not change older points.
 */
export type ThreatFacts = { status: ThreatStatus; findings: readonly ThreatFinding[] };
export type ThreatStatus = 'healthy' | 'warning' | 'unhealthy' | 'unknown' | 'not-available';
/** The title is Defender's text. `since`: start of the finding, as far as Defender says. */
export type ThreatFinding = {
  title: string;
  severity: 'critical' | 'high' | 'warning' | 'informational' | 'unknown';
  since?: Date;
};

export type Tier = 'snapshot' | 'vault-standard' | 'vault-archive';

/** Addresses of the secret (BEK) and, if wrapped, the key (KEK) of a disk or recovery point, with their versions. */
export type AdeKeys = {
  bek: { secretUrl: string; keyVaultId: string };
  kek?: { keyUrl: string; keyVaultId: string };
};

export type RecoveryPointFacts = {
  /** ARM id. */
  id: string;
  /** Up to 19 digits: always a string, never a number. */
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
  /** Disks of the machine that the point omits; absent if it lists none. */
  leftOut?: { lun: number; name: string }[];
  diskCounts?: { included: number; attached: number };
  originalStorageAccountOption: boolean;
  /**
   * At least one disk can be exported over a private endpoint only. Absent means no (documented); a list omits it.
   */
  privateDisks?: boolean;
  /** Data disks with confidential encryption. Absent: none, or an API version that does not say. */
  confidentialDisks?: { lun: number; name: string }[];
  softDeleted: boolean;
  /** Absent: this API version does not say. */
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
  /** The set whose key encrypts a confidential disk. */
  secureEncryptionSetId?: string;
  /** None, ReadOnly or ReadWrite, as Azure spells it. */
  caching?: string;
};

/** Plan of a Marketplace image: a machine built from its disks starts only with it. */
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
  /** Differs between runs of the extension; for our runs it is the id of the attempt. */
  sequence?: string;
};

export type VmFacts = {
  id: string;
  /** properties.vmId: Azure's unique id, never reused. */
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
  /** The last operation that failed, in Azure's words; gone once one succeeds. */
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
  /** Instance view of each disk; undefined when it reported no disks (deallocated). */
  instanceDisks?: { name: string; statusCodes: string[]; enabled?: boolean; keys?: AdeKeys }[];
  networkInterfaceIds: string[];
  /** ARM ids of the disks and interfaces that Azure deletes with it; absent: none. */
  deletedWith?: string[];
  /** Absent: not from the Marketplace. */
  plan?: MarketplacePlan;
  licenseType?: string;
  /** SCSI or NVMe, as Azure spells it. */
  diskController?: string;
  /** ARM ids of its availability set, capacity reservation, proximity group and host. */
  placement?: string[];
  /** Names of all extensions. Absent in a list. */
  extensions?: string[];
  /** Publishers' type names, including extensions that only the instance view shows. */
  extensionTypes?: string[];
  /** ARM ids of the gallery applications that Azure installs on it. */
  applications?: string[];
  /** Absent: none, or not read. */
  identity?: { principalId?: string; userAssigned: string[] };
};

export type InterfaceFacts = {
  id: string;
  /** resourceGuid: Azure's unique id, never reused. */
  immutableId?: string;
  tags: Record<string, string>;
  /** Subnet of its first address. */
  subnetId?: string;
  privateAddresses: string[];
  publicAddressId?: string;
  /** Network security group of the interface; the subnet may have another. */
  securityGroupId?: string;
  acceleratedNetworking?: boolean;
};

export type DiskFacts = {
  id: string;
  /** uniqueId: Azure's unique id, never reused. */
  immutableId?: string;
  name: string;
  tags?: Record<string, string>;
  /** For an OS disk. */
  osType?: OsType;
  createdAt?: Date;
  /** ARM id of the machine that it is attached to. */
  managedBy?: string;
  /** When it was last attached or detached, or its machine last started or deallocated. */
  ownedSince?: Date;
  sizeGb?: number;
  /** As Azure spells it, e.g. Premium_LRS. */
  sku?: string;
  encryptionType: 'platform-key' | 'customer-key' | 'platform-and-customer-keys' | 'unknown';
  diskEncryptionSetId?: string;
  /** encryptionSettingsCollection: version "1.0" with an Entra app, "1.1" without. */
  ade?: { enabled: boolean; version?: string; keys?: AdeKeys };
  securityEncryptionType?: string;
  /** Export is disabled for every role: no network reaches it. */
  closed?: true;
  /** The set whose key encrypts a confidential disk; absent: the platform's key. */
  secureEncryptionSetId?: string;
};

/** A disk encryption set: the customer's key that encrypts disks. */
export type EncryptionSetFacts = {
  id: string;
  name: string;
  location?: string;
  /** As Azure spells it, e.g. EncryptionAtRestWithCustomerKey. */
  encryptionType: string;
  /** Without a version if the set follows the newest. */
  keyUrl?: string;
  /** Absent: the key lies in a Managed HSM, or in a key vault of another subscription (documented). */
  keyVaultId?: string;
  /** Object ids of its identities; it uses the first. */
  principalIds: string[];
};

/** The customer's key that unwraps a confidential machine's backup, and its state. */
export type SetKey = {
  url: string;
  /**
   * Absent: the key lies in a Managed HSM, or in a key vault of another subscription; a set names those by address
   * only.
   */
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
  /** Verbs in lower case; `all` stands for every verb. Object ids of this tenant only. */
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
  /** Absent while running, and if Azure sent a sentinel. */
  endedAt?: Date;
  /** The client request id of the call that started it: proves that a step was already done. */
  activityId?: string;
  /** Azure lists the job as cancellable; only meaningful while it is in progress. */
  cancellable: boolean;
  errors: { code?: number; title: string; message: string; recommendations: string[] }[];
  /** From here on: only from the job's own GET. */
  percent?: number;
  remainingSeconds?: number;
  tasks: { name: string; status: string; detail?: string }[];
  /** The property bag without addresses of key material; names are trimmed. */
  properties: Record<string, string>;
};
