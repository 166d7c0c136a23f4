/**
 * What the cmdlets of the Az modules take, as their documentation has it: each parameter set with what is needed (!),
 * what is a switch (?), what a pipe may give (<), what may stand without its name (@0) and what is of a kind. Sets that nobody could fall into from our lines are left out only where
 * they share no parameter with those that are here.
 */
type Cmdlet = { default?: string; sets: Record<string, string>; gives?: string };

const inVault = 'VaultId VaultLocation';
const newMachine = [
  'VMName! VMSize! AvailabilitySetId LicenseType Zone:string[] ProximityPlacementGroupId HostId VmssId MaxPrice:double',
  'EvictionPolicy Priority Tags:hashtable EnableUltraSSD? EncryptionAtHost? CapacityReservationGroupId',
  'ImageReferenceId DiskControllerType UserData PlatformFaultDomain:int HibernationEnabled? vCPUCountAvailable:int',
  'vCPUCountPerCore:int SharedGalleryImageId SecurityType EnableVtpm:bool EnableSecureBoot:bool',
].join(' ');
const osDisk = [
  'VM!:Machine Name VhdUri Caching SourceImageUri CreateOption DiskSizeInGB:int ManagedDiskId StorageAccountType',
  'DiskEncryptionSetId WriteAccelerator? DiffDiskSetting DiffDiskPlacement DeleteOption',
  'SecurityEncryptionType SecureVMDiskEncryptionSet',
].join(' ');
const unlocked = 'DiskEncryptionKeyUrl! DiskEncryptionKeyVaultId! KeyEncryptionKeyUrl KeyEncryptionKeyVaultId';
const encryption = [
  'ResourceGroupName! VMName! DiskEncryptionKeyVaultUrl! DiskEncryptionKeyVaultId! KeyEncryptionKeyUrl',
  'KeyEncryptionKeyVaultId KeyEncryptionAlgorithm VolumeType SequenceVersion TypeHandlerVersion Name Passphrase Force?',
  'DisableAutoUpgradeMinorVersion? SkipVmBackup? ExtensionType ExtensionPublisherName EncryptFormatAll?',
].join(' ');
const interfaceOf = [
  'Name! ResourceGroupName! Location! DnsServer:string[] InternalDnsNameLabel EnableIPForwarding?',
  'EnableAcceleratedNetworking? Tag:hashtable Force? AsJob?',
].join(' ');
const restored = 'RecoveryPoint!:Point StorageAccountName! StorageAccountResourceGroupName!';
const anyDisks = 'RestoreOnlyOSDisk? RestoreDiskList:string[] RestoreToSecondaryRegion? RehydratePriority';
const managed = [
  'DiskEncryptionSetId CVMOsDiskEncryptionSetId TargetZoneNumber:int UseSystemAssignedIdentity? UserAssignedIdentityId',
  'DiskAccessOption TargetDiskAccessId',
].join(' ');
const rehydrated = `RehydrateDuration Token ${inVault}`;
const assigned = 'ObjectId! RoleDefinitionName! Description Condition ConditionVersion AllowDelegation? ObjectType';
const policy = 'PermissionsToKeys:string[] PermissionsToSecrets:string[] PermissionsToCertificates:string[] PassThru?';

const vaultSettings = [
  'ResourceGroupName!@0 Name!@1 IdentityId:string[] DisableClassicAlerts:bool',
  'DisableAzureMonitorAlertsForJobFailure:bool PublicNetworkAccess ImmutabilityState CrossSubscriptionRestoreState Token',
].join(' ');

export const cmdlets: Record<string, Cmdlet> = {
  'Get-AzContext': {
    default: 'GetSingleContext',
    sets: { GetSingleContext: 'Name@0', ListAllContexts: 'ListAvailable? RefreshContextFromTokenCache?' },
    gives: `[pscustomobject]@{ Subscription = [pscustomobject]@{ Id = 's-2' } }`,
  },
  'Set-AzContext': { sets: { Context: 'Subscription Tenant Name Scope Force?' } },
  'Invoke-AzRestMethod': {
    default: 'ByPath',
    sets: {
      ByPath: 'Path! Method Payload AsJob? WaitForCompletion?',
      ByParameters: 'SubscriptionId ResourceGroupName ResourceType:string[] Name:string[] ApiVersion! Method Payload',
      ByURI: 'Uri! ResourceId Method Payload',
    },
    gives: `[pscustomobject]@{ StatusCode = 200; Headers = $script:headers; Content = '{"properties":{"jobId":"j-1","keyAndSecret":{"kekDetails":{"keyUrl":"https://kv.vault.azure.net/keys/kek/1","keyBackupData":"AAAA"},"bekDetails":{"secretUrl":"https://kv.vault.azure.net/secrets/BEK/1","secretData":"secret"}}}}' }`,
  },

  'Get-AzRecoveryServicesVault': {
    sets: { ByName: 'ResourceGroupName Name', ByTag: 'ResourceGroupName TagName! TagValue' },
    gives: `[pscustomobject]@{ PSTypeName = 'Az.Vault'; ID = '/subscriptions/s/vault'; Location = 'westeurope' }`,
  },
  'Update-AzRecoveryServicesVault': {
    default: 'Remove',
    sets: {
      Remove: `${vaultSettings} RemoveUserAssigned? RemoveSystemAssigned?`,
      Add: `${vaultSettings} IdentityType!`,
    },
  },
  'Get-AzRecoveryServicesBackupContainer': {
    sets: { All: `ContainerType! BackupManagementType FriendlyName ResourceGroupName Status ${inVault}` },
    gives: `[pscustomobject]@{ PSTypeName = 'Az.Container' }`,
  },
  'Get-AzRecoveryServicesBackupItem': {
    default: 'GetItemsForContainer',
    sets: {
      GetItemsForContainer: `Container!:Container WorkloadType! Name ProtectionStatus ProtectionState DeleteState FriendlyName ${inVault}`,
      GetItemsForVault: `BackupManagementType! WorkloadType! Name ProtectionStatus ProtectionState DeleteState FriendlyName ${inVault}`,
      GetItemsForPolicy: `Policy!:Policy Name ProtectionStatus ProtectionState DeleteState FriendlyName ${inVault}`,
    },
    gives: `[pscustomobject]@{ PSTypeName = 'Az.Item' }`,
  },
  'Get-AzRecoveryServicesBackupRecoveryPoint': {
    default: 'NoFilterParameterSet',
    sets: {
      NoFilterParameterSet: `Item!:Item UseSecondaryRegion? Tier IsReadyForMove:bool TargetTier ${inVault}`,
      DateTimeFilter: `Item!:Item StartDate:datetime EndDate:datetime UseSecondaryRegion? Tier ${inVault}`,
      RecoveryPointId: `Item!:Item RecoveryPointId! KeyFileDownloadLocation UseSecondaryRegion? ${inVault}`,
    },
    gives: `[pscustomobject]@{ PSTypeName = 'Az.Point' }`,
  },
  'Get-AzRecoveryServicesBackupProtectionPolicy': {
    default: 'NoParamSet',
    sets: {
      NoParamSet: `PolicySubType ${inVault}`,
      PolicyNameParamSet: `Name! PolicySubType ${inVault}`,
      WorkloadParamSet: `WorkloadType! PolicySubType ${inVault}`,
    },
    // What was made to keep longer does.
    gives: `$more = if ($Name -match '^(hold|longer)-') { 200 } else { 0 }
      [pscustomobject]@{ PSTypeName = 'Az.Policy'; SchedulePolicy = [pscustomobject]@{}; RetentionPolicy = [pscustomobject]@{
      DailySchedule = [pscustomobject]@{ DurationCountInDays = 30 + $more }; WeeklySchedule = [pscustomobject]@{ DurationCountInWeeks = 5 + $more }
      MonthlySchedule = [pscustomobject]@{ DurationCountInMonths = 3 + $more }; YearlySchedule = [pscustomobject]@{ DurationCountInYears = 1 + $more } } }`,
  },
  'New-AzRecoveryServicesBackupProtectionPolicy': {
    sets: {
      All: `Name! WorkloadType! BackupManagementType RetentionPolicy SchedulePolicy MoveToArchiveTier:bool TieringMode TierAfterDuration:int TierAfterDurationType BackupSnapshotResourceGroup BackupSnapshotResourceGroupSuffix SnapshotConsistencyType ${inVault}`,
    },
    gives: `[pscustomobject]@{ PSTypeName = 'Az.Policy'; SnapshotRetentionInDays = 2 }`,
  },
  'Set-AzRecoveryServicesBackupProtectionPolicy': {
    sets: { ModifyPolicyParamSet: `Policy!:Policy RetentionPolicy SchedulePolicy Token ${inVault}` },
  },
  'Get-AzRecoveryServicesBackupJob': {
    sets: {
      All: `Status Operation From:datetime To:datetime JobId Job:Job BackupManagementType UseSecondaryRegion? ${inVault}`,
    },
    gives: '$script:job',
  },
  'Get-AzRecoveryServicesBackupJobDetail': {
    default: 'JobFilterSet',
    sets: {
      JobFilterSet: `Job!:Job UseSecondaryRegion? ${inVault}`,
      IdFilterSet: `JobId! UseSecondaryRegion? ${inVault}`,
    },
    gives: `[pscustomobject]@{ Properties = @{ 'Config Blob Container Name' = 'box'; 'Config Blob Name' = 'config'; 'Encryption Info Blob Name' = 'keys'; 'Secured Encryption Info Blob Name' = 'cvm' } }`,
  },
  'Wait-AzRecoveryServicesBackupJob': { sets: { All: `Job!:Job Timeout:long ${inVault}` }, gives: 'Get-Ended' },
  'Stop-AzRecoveryServicesBackupJob': {
    default: 'JobFilterSet',
    sets: { JobFilterSet: `Job!:Job ${inVault}`, IdFilterSet: `JobId! ${inVault}` },
  },
  'Backup-AzRecoveryServicesBackupItem': {
    sets: { All: `Item!:Item ExpiryDateTimeUTC:datetime BackupType EnableCompression? ${inVault}` },
    gives: '$script:job',
  },
  'Enable-AzRecoveryServicesBackupProtection': {
    default: 'AzureVMComputeEnableProtection',
    sets: {
      AzureVMComputeEnableProtection: `Policy!:Policy Name! ResourceGroupName! InclusionDisksList:string[] ExclusionDisksList:string[] ExcludeAllDataDisks? ${inVault}`,
      AzureVMClassicComputeEnableProtection: `Policy!:Policy Name! ServiceName! ${inVault}`,
      AzureFileShareEnableProtection: `Policy!:Policy Name! StorageAccountName! ${inVault}`,
      AzureWorkloadEnableProtection: `Policy!:Policy ProtectableItem! ${inVault}`,
      ModifyProtection: `Policy!:Policy Item!:Item InclusionDisksList:string[] ExclusionDisksList:string[] ResetExclusionSettings? Token ${inVault}`,
    },
    gives: '$script:job',
  },
  'Disable-AzRecoveryServicesBackupProtection': {
    sets: { All: `Item!:Item RemoveRecoveryPoints? RetainRecoveryPointsAsPerPolicy? Force? Token ${inVault}` },
    gives: '$script:job',
  },
  'Undo-AzRecoveryServicesBackupItemDeletion': {
    sets: { All: `Item!:Item Force? Token ${inVault}` },
    gives: '$script:job',
  },
  // Without a set of its own, a call replaces the disks of the machine that was backed up.
  'Restore-AzRecoveryServicesBackupItem': {
    default: 'AzureManagedVMReplaceExistingParameterSet',
    sets: {
      AzureManagedVMReplaceExistingParameterSet: `${restored} ${anyDisks} ${managed} ${rehydrated}`,
      AzureManagedVMCreateNewParameterSet: `${restored} TargetResourceGroupName! ${anyDisks} ${managed} TargetVMName TargetVNetName TargetVNetResourceGroup TargetSubnetName TargetSubscriptionId RestoreToEdgeZone? ${rehydrated}`,
      AzureVMRestoreManagedAsUnmanaged: `${restored} ${anyDisks} RestoreAsUnmanagedDisks!? ${rehydrated}`,
      AzureVMUnManagedDiskParameterSet: `${restored} ${anyDisks} UseOriginalStorageAccount!? ${rehydrated}`,
      AzureVMRestoreUnmanagedAsManaged: `${restored} TargetResourceGroupName! ${anyDisks} UseOriginalStorageAccount? RestoreAsManagedDisk!? ${rehydrated}`,
    },
    gives: '$script:job',
  },

  'New-AzNetworkInterface': {
    default: 'SetByIpConfigurationResource',
    sets: {
      SetByIpConfigurationResource: `${interfaceOf} IpConfiguration!`,
      SetByResourceId: `${interfaceOf} SubnetId! PublicIpAddressId NetworkSecurityGroupId PrivateIpAddress IpConfigurationName`,
      SetByResource: `${interfaceOf} Subnet! PublicIpAddress NetworkSecurityGroup PrivateIpAddress IpConfigurationName`,
    },
    gives: `[pscustomobject]@{ Id = '/subscriptions/s/nic' }`,
  },
  'Get-AzEffectiveNetworkSecurityGroup': {
    sets: { All: 'NetworkInterfaceName! ResourceGroupName VirtualMachineScaleSetName VirtualMachineIndex AsJob?' },
  },
  'Get-AzEffectiveRouteTable': {
    sets: { All: 'NetworkInterfaceName! ResourceGroupName VirtualMachineScaleSetName VirtualMachineIndex AsJob?' },
  },
  'New-AzVMConfig': {
    default: 'DefaultParameterSet',
    sets: {
      DefaultParameterSet: newMachine,
      ExplicitIdentityParameterSet: `${newMachine} IdentityType! IdentityId:string[]`,
    },
    gives: '$script:machine',
  },
  'Set-AzVMPlan': { sets: { All: 'VM!:Machine Name! Product PromotionCode Publisher' }, gives: '$script:machine' },
  'Set-AzVMOSDisk': {
    default: 'DefaultParamSet',
    sets: {
      DefaultParamSet: osDisk,
      WindowsParamSet: `${osDisk} Windows?`,
      WindowsDiskEncryptionParameterSet: `${osDisk} Windows? ${unlocked}`,
      LinuxParamSet: `${osDisk} Linux?`,
      LinuxDiskEncryptionParameterSet: `${osDisk} Linux? ${unlocked}`,
    },
    gives: '$script:machine',
  },
  'Add-AzVMDataDisk': {
    default: 'VmNormalDiskParameterSetName',
    sets: {
      VmNormalDiskParameterSetName:
        'VM!:Machine Name VhdUri Caching DiskSizeInGB:int Lun!:int CreateOption! SourceImageUri DiskEncryptionSetId DeleteOption',
      VmManagedDiskParameterSetName:
        'VM!:Machine Name Caching DiskSizeInGB:int Lun!:int CreateOption! ManagedDiskId StorageAccountType DiskEncryptionSetId WriteAccelerator? DeleteOption',
    },
    gives: '$script:machine',
  },
  'Add-AzVMNetworkInterface': {
    default: 'GetNicFromNicId',
    sets: {
      GetNicFromNicId: 'VM!:Machine Id! Primary? DeleteOption',
      GetNicFromNicObject: 'VM!:Machine NetworkInterface! DeleteOption',
    },
    gives: '$script:machine',
  },
  'Set-AzVMBootDiagnostic': {
    sets: {
      EnableBootDiagnostics: 'VM!@0:Machine Enable!? ResourceGroupName@1 StorageAccountName@2',
      DisableBootDiagnostics: 'VM!@0:Machine Disable!?',
    },
    gives: '$script:machine',
  },
  'New-AzVM': {
    default: 'SimpleParameterSet',
    sets: {
      SimpleParameterSet: 'ResourceGroupName Location Name! Credential! Image Size VirtualNetworkName',
      DefaultParameterSet:
        'ResourceGroupName! Location! VM!:Machine Zone:string[] DisableBginfoExtension? Tag:hashtable LicenseType AsJob? OSDiskDeleteOption DataDiskDeleteOption',
    },
  },
  'Get-AzVM': {
    default: 'DefaultParamSet',
    sets: {
      DefaultParamSet: 'ResourceGroupName Name Status? UserData?',
      GetVirtualMachineInResourceGroupParamSet: 'ResourceGroupName! Name! Status? DisplayHint UserData?',
      ListLocationVirtualMachinesParamSet: 'Location! Status?',
    },
    gives: `[pscustomobject]@{ Disks = @([pscustomobject]@{ Name = 'os'; Statuses = @('attached') }) }`,
  },
  'New-AzDiskConfig': {
    sets: {
      All: 'SkuName OsType DiskSizeGB:int Location Zone:string[] HyperVGeneration Tag:hashtable CreateOption StorageAccountId SourceUri SourceResourceId DiskEncryptionSetId NetworkAccessPolicy DiskAccessId PublicNetworkAccess',
    },
    gives: `[pscustomobject]@{ PSTypeName = 'Az.NewDisk' }`,
  },
  'New-AzDisk': { sets: { All: 'ResourceGroupName! DiskName! Disk!:NewDisk AsJob?' } },
  'New-AzDiskUpdateConfig': {
    sets: {
      All: 'SkuName OsType DiskSizeGB:int Tag:hashtable DiskEncryptionSetId NetworkAccessPolicy DiskAccessId PublicNetworkAccess',
    },
    gives: `[pscustomobject]@{ PSTypeName = 'Az.DiskUpdate' }`,
  },
  'Update-AzDisk': { sets: { All: 'ResourceGroupName! DiskName! DiskUpdate!<:DiskUpdate AsJob?' } },
  'Get-AzDisk': { sets: { DefaultParameter: 'ResourceGroupName DiskName' }, gives: '$script:disks' },
  'Get-AzVMExtension': {
    sets: { All: 'ResourceGroupName! VMName! Name Status?' },
    gives: `[pscustomobject]@{ ProvisioningState = Get-State 'Updating' }`,
  },
  'Set-AzVMDiskEncryptionExtension': {
    default: 'SinglePassParameterSet',
    sets: {
      SinglePassParameterSet: encryption,
      AADClientSecretParameterSet: `${encryption} AadClientID! AadClientSecret!`,
      AADClientCertParameterSet: `${encryption} AadClientID! AadClientCertThumbprint!`,
      MigrateADEVersionParameterSet: 'ResourceGroupName! VMName! Migrate?',
    },
  },

  'Get-AzResource': {
    default: 'ByTagNameValueParameterSet',
    sets: {
      ByTagNameValueParameterSet: 'Name ResourceType ODataQuery ResourceGroupName TagName TagValue ExpandProperties?',
      ByResourceId: 'ResourceId! ExpandProperties?',
      ByTagObjectParameterSet: 'Name ResourceType ODataQuery ResourceGroupName Tag!:hashtable ExpandProperties?',
    },
    gives: `'one', 'two' | ForEach-Object { [pscustomobject]@{ ResourceId = "/subscriptions/s/$_"; ResourceGroupName = 'g'; Name = $_ } }`,
  },
  'Update-AzTag': { sets: { All: 'ResourceId! Tag!:hashtable Operation!' } },
  'Get-AzResourceGroupDeployment': {
    default: 'GetByResourceGroupDeploymentName',
    sets: { GetByResourceGroupDeploymentName: 'ResourceGroupName! Name', GetByResourceGroupDeploymentId: 'Id!' },
    gives: `[pscustomobject]@{ DeploymentName = 'd'; ProvisioningState = Get-State 'Running' }`,
  },
  'New-AzRoleDefinition': {
    default: 'InputFileParameterSet',
    sets: { InputFileParameterSet: 'InputFile! SkipClientSideScopeValidation?', RoleDefinitionParameterSet: 'Role!' },
  },
  'New-AzRoleAssignment': {
    default: 'EmptyParameterSet',
    sets: {
      EmptyParameterSet: `${assigned} Scope`,
      ResourceGroupWithObjectIdParameterSet: `${assigned} ResourceGroupName!`,
      ResourceWithObjectIdParameterSet: `${assigned} ResourceGroupName! ResourceName! ResourceType! ParentResource`,
    },
  },

  'New-AzStorageContext': {
    default: 'OAuthAccount',
    sets: {
      OAuthAccount: 'StorageAccountName! UseConnectedAccount? Protocol Endpoint',
      AccountNameAndKey: 'StorageAccountName! StorageAccountKey! Protocol Endpoint',
      AnonymousAccount: 'StorageAccountName! Anonymous? Protocol Endpoint',
    },
    gives: `[pscustomobject]@{ PSTypeName = 'Az.Storage' }`,
  },
  'Get-AzStorageBlobContent': {
    default: 'ReceiveManual',
    sets: {
      ReceiveManual: 'Blob! Container! Destination CheckMd5? Force? Context:Storage AsJob? TagCondition',
      UriPipeline: 'AbsoluteUri! Destination CheckMd5? Force?',
    },
    gives: 'Save-Blob $Blob $Destination',
  },
  'Remove-AzStorageBlob': {
    default: 'NamePipeline',
    sets: {
      NamePipeline: 'Blob! Container! DeleteSnapshot? SnapshotTime VersionId Force? PassThru? Context:Storage',
      BlobPipeline: 'CloudBlob! DeleteSnapshot? Force? PassThru? Context:Storage',
    },
  },

  'Get-AzKeyVaultKey': {
    default: 'ByVaultName',
    sets: {
      ByVaultName: 'VaultName! Name InRemovedState?',
      ByKeyName: 'VaultName! Name! Version!',
      ByKeyVersions: 'VaultName! Name! IncludeVersions!?',
      HsmByVaultName: 'HsmName! Name InRemovedState?',
      HsmByKeyName: 'HsmName! Name! Version!',
      HsmByKeyVersions: 'HsmName! Name! IncludeVersions!?',
    },
    gives: `[pscustomobject]@{ Id = 'https://kv.vault.azure.net/keys/kek/1'; Version = '1'; Enabled = $true }`,
  },
  'Get-AzKeyVaultSecret': {
    default: 'ByVaultName',
    sets: {
      ByVaultName: 'VaultName! Name InRemovedState? AsPlainText?',
      BySecretName: 'VaultName! Name! Version! AsPlainText?',
      BySecretVersions: 'VaultName! Name! IncludeVersions!?',
    },
    gives: `[pscustomobject]@{ Id = 'https://kv.vault.azure.net/secrets/BEK/1'; Version = '1'; Enabled = $true }`,
  },
  'Undo-AzKeyVaultKeyRemoval': { sets: { Default: 'VaultName! Name!', HsmInteractive: 'HsmName! Name!' } },
  'Undo-AzKeyVaultSecretRemoval': { sets: { Default: 'VaultName! Name!' } },
  'Restore-AzKeyVaultKey': {
    sets: { ByVaultName: 'VaultName! InputFile!:file', ByHsmName: 'HsmName! InputFile!:file' },
  },
  'Restore-AzKeyVaultSecret': { sets: { ByVaultName: 'VaultName! InputFile!:file' } },
  'Set-AzKeyVaultSecret': {
    sets: {
      Default:
        'VaultName! Name! SecretValue!:securestring Disable? Expires:datetime NotBefore:datetime ContentType Tag:hashtable',
    },
  },
  'Set-AzKeyVaultAccessPolicy': {
    default: 'ByUserPrincipalName',
    sets: {
      ByUserPrincipalName: `VaultName! ResourceGroupName UserPrincipalName! ${policy}`,
      ByObjectId: `VaultName! ResourceGroupName ObjectId! ApplicationId ${policy} BypassObjectIdValidation?`,
      ByServicePrincipalName: `VaultName! ResourceGroupName ServicePrincipalName! ${policy}`,
      ByEmailAddress: `VaultName! ResourceGroupName EmailAddress! ${policy}`,
    },
  },
  // Of PowerShell itself: it would wait for somebody to type.
  'Read-Host': { sets: { All: 'Prompt@0 MaskInput? AsSecureString?' }, gives: `'typed'` },
  'Start-Sleep': { sets: { Seconds: 'Seconds!:int' } },
};
