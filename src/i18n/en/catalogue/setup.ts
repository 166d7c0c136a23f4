export const setupCatalogue = {
  'key-vault-permissions': {
    cause: "Azure Backup can't read the encryption keys and secrets of this VM in its key vault.",
    remedy: 'Let Azure Backup get, list and back up the secrets (and the keys, with a KEK) there, or give it the role.',
  },
  'encrypted-with-disk-exclusion': {
    cause: "This policy can't leave out disks of a VM with Azure Disk Encryption.",
    remedy: 'Take out the disk exclusion of this VM, or use an enhanced policy. Then protect it again.',
  },
  'leaves-trusted-launch': {
    cause: "A VM of this name was protected as a trusted launch VM, and today's isn't one.",
    remedy: 'Give the VM another name or resource group, or make it a trusted launch VM. Then protect it.',
  },
  'protected-by-another-vault': {
    cause: 'Another vault protects this VM already.',
    remedy:
      'Use that vault. No backup moves along: another takes the VM only once all its backups there are deleted, and they may be the only copies.',
  },
  'immutable-item': {
    cause:
      "What is kept in an immutable vault can be neither deleted nor kept shorter. Azure says the same where backups are to be suspended in a vault that isn't immutable.",
    remedy:
      'Choose a policy that keeps at least as much. In an immutable vault suspend backups, elsewhere stop protection; Strongroom chooses by itself.',
  },
  'immutability-locked': {
    cause:
      "The immutability of this vault is locked, which nobody can take back. A new vault can't begin locked either.",
    remedy: 'Leave it as it is. For a new vault enable immutability first, then lock it.',
  },
  'vault-in-other-region': {
    cause: 'The vault and the VM are in different regions.',
    remedy: 'Protect the VM in a vault of its own region.',
  },
  'vault-key-unreachable': {
    cause: "The backup vault is encrypted with a customer key, and its identity can't reach or use that key.",
    remedy: 'Give the identity of the vault get, wrap and unwrap on the key, and check the firewall of the key vault.',
  },
  'disk-too-large': {
    cause: 'A disk is too large to back up: the limit is 32 TB, or 4 TB with Azure Disk Encryption.',
    remedy: 'Exclude or shrink the disk, or split its data over several.',
  },
  'standard-ssd-not-supported': {
    cause: "This vault hasn't been upgraded to instant restore, which Standard SSD disks need.",
    remedy: 'Upgrade the backup stack of the vault in the Azure portal.',
  },
  'vault-not-empty': {
    cause: "The vault still holds protected or soft-deleted items and can't be deleted.",
    remedy: 'Stop their protection and remove them in the Azure portal first. Strongroom deletes no backup data.',
  },
} as const;
