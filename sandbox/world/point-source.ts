/** The VM as a recovery point holds it: what a restore makes disks from, whatever became of the VM since. */
export type AdeKeys = {
  bek: { secretUrl: string; vaultId: string };
  kek?: { keyUrl: string; vaultId: string };
};

export type SourceDisk = {
  /** -1 is the OS disk. */
  lun: number;
  name: string;
  sizeGb: number;
  sku: string;
  encryption: { type: string; diskEncryptionSetId?: string };
  ade?: AdeKeys;
  /** Reached through a disk access only; the id of that, or of none. */
  privateAccess?: { diskAccessId?: string };
  /** Of a disk of a confidential machine, as Compute shows it. */
  confidential?: { securityType: string; secureVMDiskEncryptionSetId?: string };
  /** The key of its set when the point was taken. */
  confidentialKey?: string;
};

/** Of an image from the Marketplace: who runs it has agreed to its terms. */
export type MarketplacePlan = { name: string; publisher: string; product: string };

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
  /** A copy asks for the recovery key when it boots for the first time. */
  copyAsksForKey?: boolean;
  /** Model of the VM, for the config and template blobs. */
  model: Record<string, unknown>;
};
