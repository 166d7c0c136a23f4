/** What is said to a line that is not a command, or not a whole one. */
export const commands = {
  unknown: 'I do not know that command. Type "help" for what I can do.',
  'did-you-mean': 'I do not know that command. Did you mean {{suggestions}}?',
  empty: 'I am here. Type "help" for what I can do.',
  power:
    'Strongroom does not {{verb}} machines: it only backs up and restores. Use the Azure portal, or type "vm {{vm}}" to see its state.',
  'power-unnamed': 'Strongroom does not {{verb}} machines: it only backs up and restores. Use the Azure portal.',
  verb: { start: 'start', stop: 'stop', restart: 'restart' },
  'for-example': 'For example: {{example}}',
  problem: {
    missing: 'After "{{command}}" I need {{argument}}.',
    'no-value': 'I need a value after {{argument}}.',
    twice: 'You gave {{argument}} more than once.',
    unexpected: 'I do not know what to do with "{{given}}" in "{{command}}".',
    'unknown-option': '"{{command}}" has no option "{{given}}".',
    'unknown-option-near': '"{{command}}" has no option "{{given}}". Did you mean "{{suggestion}}"?',
    'not-a-request-id': '"{{given}}" is not a request id. They look like R-7K2M.',
    'excluded-letters': '"{{given}}" cannot be a request id: they never contain {{letters}}. Look at it once more.',
  },
  argument: {
    words: 'names of commands or vaults, or "all"',
    about: 'a request id or the name of a machine',
    id: 'a request id such as R-7K2M',
    vm: 'the name of a machine',
    vms: 'the names of machines',
    point: 'a recovery point: "latest", "#2" or a time',
    reason: 'a reason',
    question: 'a question',
    answer: 'an answer',
    ticket: 'a ticket such as INC0012345',
    note: 'what you found',
    piece: 'the four characters that stand on the card',
    keep: 'how long to keep it, such as "30d"',
    until: 'a date to keep it until',
    job: 'a job id',
    code: 'an error code',
    language: 'en or nl',
    command: 'a command',
    page: 'a page number',
    filter: 'a filter',
    files: 'the name of the machine that the files are from',
  },
  'by-hand': {
    keyaccess:
      'I do not change key vaults. In the key vault, let "Backup Management Service" get, list and back up the secrets, and the keys if there is a KEK. With access policies: az keyvault set-policy --name (key vault) --spn 262044b1-e2ce-469f-a196-69ab7ada62d3 --secret-permissions get list backup --key-permissions get list backup. With Azure roles: assign it a role with the read and backup data actions. Then "check" the machine again.',
    undelete:
      'I do not undelete backups. Do it in the portal under Backup items of the vault, or type: az backup protection undelete --backup-management-type AzureIaasVM --vault-name (vault) --resource-group (group) --container-name (machine) --item-name (machine). Then "check" the machine again.',
    byhand:
      'I have no list of commands for what is done by hand. Begin with the files in the staging account of the restore: the template there creates the machine.',
    protection:
      'I do not stop or resume protection. Do it in the portal under Backup items of the vault, or type: az backup protection resume --backup-management-type AzureIaasVM --policy-name (policy) --vault-name (vault) --resource-group (group) --container-name (machine) --item-name (machine).',
    protect:
      'I do not enable backups. Do it in the portal on the page of the machine under Backup, or type: az backup protection enable-for-vm --policy-name (policy) --vault-name (vault) --resource-group (group) --vm (machine id).',
  },
} as const;
