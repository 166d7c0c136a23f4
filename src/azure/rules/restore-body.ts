/** The fields of IaasVMRestoreRequest that Strongroom sends. Addresses of keys, never key material. */
export type RestoreBody = {
  objectType: 'IaasVMRestoreRequest' | 'IaasVMRestoreWithRehydrationRequest';
  /** Of the second type alone. */
  recoveryPointRehydrationInfo?: { rehydrationRetentionDuration: string; rehydrationPriority: RehydrationPriority };
  recoveryPointId: string;
  recoveryType: 'RestoreDisks' | 'AlternateLocation' | 'OriginalLocation';
  sourceResourceId: string;
  /** The staging account: this, or where it takes no keys the identity of the vault and the account in its details. */
  storageAccountId?: string;
  identityInfo?:
    | { isSystemAssignedIdentity: true }
    | { isSystemAssignedIdentity: false; managedIdentityResourceId: string };
  identityBasedRestoreDetails?: { targetStorageAccountId: string };
  region: string;
  createNewCloudService: boolean;
  originalStorageAccountOption: boolean;
  targetResourceGroupId?: string;
  targetVirtualMachineId?: string;
  virtualNetworkId?: string;
  subnetId?: string;
  encryptionDetails?: {
    encryptionEnabled: true;
    kekUrl?: string;
    kekVaultId?: string;
    secretKeyUrl: string;
    secretKeyVaultId: string;
  };
  restoreDiskLunList?: number[];
  restoreWithManagedDisks?: boolean;
  diskEncryptionSetId?: string;
  securedVMDetails?: {
    securedVMOsDiskEncryptionSetId: string;
    dataDiskEncryptionSettings?: { perDiskEncryptionSetIds: { lun: number; diskEncryptionSetId: string }[] };
  };
  zones?: string[];
  targetDiskNetworkAccessSettings?: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' };
};

export type RehydrationPriority = 'Standard' | 'High';
