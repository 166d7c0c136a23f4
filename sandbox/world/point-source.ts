/** Keys of Azure Disk Encryption, as recorded in a recovery point. */
export type AdeKeys = {
  bek: { secretUrl: string; vaultId: string };
  kek?: { keyUrl: string; vaultId: string };
};

export type SourceDisk = {
  /** LUN; -1 is the OS disk. */
  lun: number;
  name: string;
  sizeGb: number;
  sku: string;
  encryption: { type: string; diskEncryptionSetId?: string };
  ade?: AdeKeys;
  /** Set if the disk can only be reached through a disk access; the id of that, if it has one. */
  privateAccess?: { diskAccessId?: string };
  /** Security profile of a confidential machine's disk, as Compute shows it. */
  confidential?: { securityType: string; secureVMDiskEncryptionSetId?: string };
  /** Key of its disk encryption set when the point was taken. */
  confidentialKey?: string;
};

/** Plan of a Marketplace image, whose terms the user has accepted. */
export type MarketplacePlan = { name: string; publisher: string; product: string };

/** The VM as a recovery point holds it: a restore makes disks from it, whatever became of the VM since. */
export type PointSource = {
  vmName: string;
  osType: 'Windows' | 'Linux';
  size: string;
  managed: boolean;
  zones: string[];
  securityType?: string;
  plan?: MarketplacePlan;
  disks: SourceDisk[];
  /** Data disks that a selective backup leaves out. */
  leftOut?: SourceDisk[];
  /** ADE; absent for every other encryption. */
  ade?: { mechanism: 'SinglePass' | 'DoublePass'; keys: AdeKeys };
  /** True if a copy asks for the recovery key when it first boots. */
  copyAsksForKey?: boolean;
  /** Model of the VM, for the config and template blobs. */
  model: Record<string, unknown>;
};
