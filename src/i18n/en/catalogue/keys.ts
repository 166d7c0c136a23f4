export const keysCatalogue = {
  'encryption-set-vault-gone': {
    cause:
      "The key vault of the disk encryption set wasn't found or is disabled, so disks with a customer key can't be copied.",
    remedy: 'Recover the key vault and its key.',
  },
  'ade-cannot-write-secret': {
    cause:
      "The ADE extension can't write its secret into the key vault: a firewall, missing rights, or the vault isn't enabled for disk encryption.",
    remedy: 'Open the firewall for trusted services, give the rights, and enable the vault for disk encryption.',
  },
  'wrong-secret-url': {
    cause: "The VM is created with a secret address that's wrong or out of date.",
    remedy: 'Use the address of the restored secret with its version.',
  },
  'key-vault-access-denied': {
    cause: 'The key vault refuses: the access policy or role is missing.',
    remedy: 'Grant the rights in the access policy, or the role if the vault uses roles.',
  },
  'key-vault-firewall': {
    cause: 'The firewall of the key vault refuses the caller.',
    remedy: 'Allow trusted Microsoft services in the firewall of the key vault.',
  },
  'key-vault-conflict': {
    cause: 'A key or secret of this name already exists, or is soft-deleted.',
    remedy:
      "Recover it if it's soft-deleted. Another one of this name doesn't open these disks: find out what it encrypts before anyone moves it out of the way.",
  },
  'key-vault-gone': {
    cause: "The key vault that protects the disks doesn't exist, or is soft-deleted.",
    remedy: 'Recover the key vault, or restore its key and secret into another one. Then try again.',
  },
  'encryption-set-or-key-gone': {
    cause: 'The disk encryption set of the backup, or its key, no longer exists.',
    remedy:
      "Recover the key and the set. If they're gone for good, restore the key that the failed restore left beside its disks, make a set with it, and name the set in a new restore.",
  },
  'encryption-set-other-key': {
    cause: 'The disk encryption set that was named uses another key than the backup.',
    remedy: 'Restore the key of the backup, make a set with it, and name that set in a new restore.',
  },
  'key-disabled-or-expired': {
    cause: 'The key or secret is disabled or expired, or belongs to a certificate.',
    remedy: "Enable or renew it. A KEK that belongs to a certificate isn't supported: use a stand-alone key.",
  },
} as const;
