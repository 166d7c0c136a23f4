export const azureErrors = {
  'bad-blob-address': {
    message: "The job names a place in the staging account that isn't an address in this cloud.",
    remedy: 'Type "byhand" and the id to continue by hand.',
  },
  'bad-key-url': {
    message: "The address of a key or secret isn't a Key Vault address.",
    remedy: 'In the Azure portal, check which key vault the disks name.',
  },
} as const;
