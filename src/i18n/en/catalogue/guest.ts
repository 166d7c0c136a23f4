export const guestCatalogue = {
  'agent-unavailable': {
    cause:
      "The agent in the VM doesn't talk to Azure Backup: it's stopped or stuck, has no network, or the VM is being shut down.",
    remedy: "Check that the VM runs and has network. Update the agent if it's old, and restart it.",
  },
  'agent-too-old': {
    cause: 'The VM agent is too old for Azure Backup.',
    remedy: 'Update the VM agent.',
  },
  'mount-not-readable': {
    cause: "The backup extension can't open a mount point in the VM, often one that a file restore left behind.",
    remedy: "Unmount what's no longer there, or make it readable again.",
  },
  'guest-no-network': {
    cause: "The VM can't reach Azure Backup or storage over the network.",
    remedy: 'Check DNS, network security groups and proxy for the service tags of Azure Backup and Storage.',
  },
  'extension-operation-failed': {
    cause: 'The backup extension in the VM failed.',
    remedy: 'Remove the VMSnapshot extension, restart the agent, then run the backup again: that installs it anew.',
  },
  'snapshot-blocked-in-guest': {
    cause: 'Something in the VM, often a security or backup product, blocks the snapshot.',
    remedy: 'Look in the event log, and exclude the backup extension from virus scanning.',
  },
  'fs-freeze-failed': {
    cause: "A Linux file system couldn't be frozen for the snapshot.",
    remedy: 'Check the file systems (fsck), or skip the mount in the configuration of the backup extension.',
  },
  'guest-com-plus': {
    cause: "COM+ doesn't work in this Windows VM.",
    remedy: 'Repair the COM+ System Application service and what it depends on.',
  },
  'guest-msdtc': {
    cause: "The Distributed Transaction Coordinator (MSDTC) doesn't work in this Windows VM.",
    remedy: 'Reset MSDTC.',
  },
  'vss-writer-bad': {
    cause: 'A VSS writer in this Windows VM is in a failed state.',
    remedy: 'Restart the services of the writers that failed ("vssadmin list writers"), or the VM.',
  },
  'vss-service-bad': {
    cause: "The VSS service in this Windows VM doesn't work.",
    remedy: 'Restart the service Volume Shadow Copy.',
  },
  'extension-config-broken': {
    cause:
      "The backup extension can't read its configuration: rights on the MachineKeys folder or certificates are broken.",
    remedy: 'Repair the rights on MachineKeys and delete the agent’s expired certificates.',
  },
  'extension-stuck-deleting': {
    cause: "An extension of the VM is stuck while it's being removed.",
    remedy: 'Remove the VMSnapshot extension in the Azure portal.',
  },
  'guest-network-slow': {
    cause: "The VM was too slow or its network didn't answer.",
    remedy: 'Run the backup again when the VM is less busy.',
  },
  'drive-locked-by-bitlocker': {
    cause: 'A drive in the VM is locked by BitLocker.',
    remedy: 'Unlock the drive in the VM and look at the state of Azure Disk Encryption.',
  },
  'guest-no-secure-network': {
    cause: "The VM couldn't open a secure connection to Azure Backup.",
    remedy: 'Enable TLS 1.2 in the VM and check its proxy.',
  },
  'guest-vc-redistributable': {
    cause: "The Visual C++ redistributable couldn't be installed in the VM.",
    remedy: 'Install it by hand in the VM.',
  },
} as const;
