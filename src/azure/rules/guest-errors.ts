import type { CatalogueEntry } from './entry.ts';

/** Errors inside the machine during a backup. */
export const guestKnownErrors = [
  {
    id: 'agent-unavailable',
    titles: [
      'UserErrorGuestAgentStatusUnavailable',
      'GuestAgentSnapshotTaskStatusError',
      'VMAgentStatusCommunicationError',
    ],
    numbers: [400196, 400039],
    message:
      /VM agent (is )?(un|not )able to communicate with (the )?Azure Backup|could(n't| not) communicate with the VM agent for snapshot status/i,
    retry: 'later',
    mend: 'check',
  },
  {
    id: 'agent-too-old',
    titles: ['UserErrorGuestAgentVersionUnsupported'],
    numbers: [380016],
    retry: 'after-fix',
    mend: 'check',
  },
  { id: 'mount-not-readable', titles: ['UserErrorUnableToOpenMount'], retry: 'after-fix' },
  {
    id: 'guest-no-network',
    titles: ['ExtensionSnapshotFailedNoNetwork'],
    numbers: [400206],
    message: /snapshot operation failed due to no network connectivity/i,
    retry: 'after-fix',
  },
  {
    id: 'extension-operation-failed',
    titles: ['ExtentionOperationFailedForManagedDisks', 'ExtensionOperationFailedForManagedDisks'],
    message: /VMSnapshot(Linux)? extension operation failed/i,
    retry: 'later',
  },
  { id: 'snapshot-blocked-in-guest', titles: ['VMRestorePointInternalError'], retry: 'later' },
  {
    id: 'fs-freeze-failed',
    titles: ['UserErrorFsFreezeFailed'],
    message: /failed to freeze one or more mount-?points/i,
    retry: 'after-fix',
  },
  {
    id: 'guest-com-plus',
    titles: ['ExtensionSnapshotFailedCOM', 'ExtensionInstallationFailedCOM'],
    message: /failed due to (a )?COM\+ error/i,
    retry: 'after-fix',
  },
  {
    id: 'guest-msdtc',
    titles: ['ExtensionInstallationFailedMDTC'],
    message: /COM\+ was (un|not )able to talk to the Microsoft Distributed Transaction Coordinator/i,
    retry: 'after-fix',
  },
  {
    id: 'vss-writer-bad',
    titles: ['ExtensionFailedVssWriterInBadState'],
    message: /(snapshot operation failed because )?VSS writers were in a bad state/i,
    retry: 'later',
  },
  {
    id: 'vss-service-bad',
    titles: ['ExtensionFailedVssServiceInBadState'],
    message: /VSS \(Volume Shadow Copy\) service in bad state/i,
    retry: 'later',
  },
  {
    id: 'extension-config-broken',
    titles: ['ExtensionConfigParsingFailure'],
    message: /failure in parsing the config for the backup extension/i,
    retry: 'after-fix',
  },
  {
    id: 'extension-stuck-deleting',
    titles: ['ExtensionStuckInDeletionState'],
    message: /extension state (isn't|is not) supportive to (the )?backup operation/i,
    retry: 'after-fix',
  },
  {
    id: 'guest-network-slow',
    titles: ['ExtensionFailedTimeoutVMNetworkUnresponsive'],
    message: /snapshot operation failed due to inadequate VM resources/i,
    retry: 'later',
    mend: 'backup',
  },
  {
    id: 'drive-locked-by-bitlocker',
    titles: ['ExtensionSnapshotBitlockerError'],
    message: /drive is locked by BitLocker/i,
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'guest-no-secure-network',
    titles: ['ExtensionSnapshotFailedNoSecureNetwork'],
    message: /snapshot operation failed because of failure to create a secure network/i,
    retry: 'after-fix',
  },
  {
    id: 'guest-vc-redistributable',
    titles: ['ExtensionVCRedistInstallationFailure'],
    message: /snapshot operation failed because of failure to install Visual C\+\+/i,
    retry: 'after-fix',
  },
] as const satisfies readonly CatalogueEntry[];
