export const resourceManagerCatalogue = {
  'disallowed-by-policy': {
    cause:
      'An Azure Policy forbids what Azure Backup has to create here (snapshots, its resource group, restored disks).',
    remedy: 'Exempt the backup resource group and the target group from that policy, then try again.',
  },
  'subscription-throttled': {
    cause: 'Too many calls were made to Azure in this subscription.',
    remedy: 'Strongroom waits as long as Azure says and continues by itself.',
  },
  'resource-not-found': {
    cause: "What was asked for doesn't exist in Azure (anymore): an item, a vault or an operation.",
    remedy: 'Look the machine up again; it may have been deleted or moved.',
  },
  'resource-group-not-found': {
    cause: "The resource group doesn't exist.",
    remedy: 'Check the restore profile, or create the group.',
  },
  'subscription-not-found': {
    cause: "The subscription doesn't exist, or is disabled.",
    remedy: 'Check the subscription in the Azure portal and in the settings of Strongroom.',
  },
  'azure-unavailable': {
    cause: "Azure didn't answer in time or failed on its side.",
    remedy: 'Strongroom finds out by itself what became of a step. If it asks you to, try again in a few minutes.',
  },
  'authorisation-failed': {
    cause: 'A right is missing in Azure; the message names the action and the place.',
    remedy: "Give the role that holds this action there, or activate it if you're eligible. Then try again.",
  },
} as const;
