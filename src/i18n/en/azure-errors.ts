export const azureErrors = {
  'bad-blob-address': {
    message: "The job names a place in the staging account that isn't an address in this cloud.",
    remedy: 'Type "byhand" and the id to continue by hand.',
  },
  'bad-key-url': {
    message: "The address of a key or secret isn't a Key Vault address.",
    remedy: 'In the Azure portal, check which key vault the disks name.',
  },
  'blob-elsewhere': {
    message: "The job names a blob on {{host}}, which isn't in the staging account {{account}} that was approved.",
    remedy:
      'I read nothing from it. Find out how it got there before you continue: someone may be trying to slip something in.',
  },
  'blob-unreadable': {
    message: "The file {{blob}} in the staging account isn't what Azure Backup writes there, so I can't read it.",
    remedy:
      'Find out who wrote it before you continue: someone may have changed it. Then type "byhand" and the id to continue by hand.',
  },
} as const;
