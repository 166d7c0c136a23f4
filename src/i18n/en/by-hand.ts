/** The rest of a restore as lines to copy, and what a restore left behind. */
export const byHandCards = {
  'by-hand': {
    heading: '{{subject}} by hand',
    lines: '{{id}} by hand, for {{shell}}. The lines act with your own rights.',
    about: {
      request: "What's left of restoring {{vm}} as of {{when}}, for {{shell}}. The lines act with your own rights.",
      machine: 'Restoring {{vm}} as of {{when}}, for {{shell}}. The lines act with your own rights.',
    },
    shell: { az: 'az in bash (Cloud Shell)', powershell: 'PowerShell with Az' },
    step: {
      'sign-in': 'Choose the subscription',
      'other-subscription': 'Go to the subscription of the target group',
      'remove-key-copy': 'Delete the copy of the keys',
    },
    portal: 'portal',
    busy: {
      begins:
        "I'm about to begin with this myself. Withdraw {{subject}} before you type any of it, or it happens twice.",
      runs: "I'm still at it, and go on by myself. Type these lines only if I don't: what I do as well would happen twice.",
      waits: '{{subject}} waits for a decision. Withdraw it before you type any of this, or it may happen twice.',
      'change-runs':
        "I'm still at it: {{subject}} is under way. Typed now, it would happen twice; type these lines only if I don't go on.",
      asks: 'Nothing of it runs: {{subject}} waits for one more vote. Withdraw {{subject}} or have it rejected before you type any of it, or it happens twice.',
      step: "I'm still at it: {{step}} is under way. The lines wait for what I have sent. What the request holds beyond that I do myself: go on by hand only if I don't.",
    },
    'under-way': {
      waits: 'Under way: the lines wait for it and begin nothing.',
      looks: 'Under way, and a matter of seconds: type **byhand {{subject}}** again before you go on.',
      unknown:
        "Sent, but Azure hasn't told its job yet. Don't begin it again: type **byhand {{subject}}** in a minute for the lines that wait for it, and for all that follows.",
    },
    pair: "I don't restore across regions yet: these lines do, in {{region}}. What is missing there:",
    gap: {
      age: 'The copies there are up to 36 hours old; the first line says whether this one has arrived.',
      places:
        'Resource group, staging account and subnet: no profile names them there. Put yours in for what stands in angle brackets.',
      keys: 'The keys: a machine opens disks of Azure Disk Encryption with a key vault of its own region. The lines end with the disks; put the keys there, then make {{vm}} of them.',
      'customer-key':
        'The disk encryption set: the disks come back on a key of Microsoft until you set one of that region.',
      'private-disks':
        'Private access: the request has no setting for it, so the disks can be exported from the public network until you close them.',
      guard: "The Resource Guard: such a request names none. What Azure then does isn't documented.",
      'no-cancel': "Such a job can't be cancelled.",
      'no-request':
        'Approval, tags and my looks: nothing of it is a request of mine, and **leftovers** finds nothing of it.',
    },
    none: 'Nothing is left to do by hand.',
    rights: 'They take: {{list}}.',
    right: {
      vault: 'Backup Operator and Reader on vault {{name}}',
      group: 'Virtual Machine Contributor on resource group {{name}}',
      network: 'joining a subnet of network {{name}}',
      blobs: 'Storage Blob Data Contributor on storage account {{name}}',
      'keys-read': 'listing keys and secrets of key vault {{name}}',
      'keys-write': 'listing, recovering, restoring and setting keys and secrets of key vault {{name}}',
    },
    note: "Type them in this order, in one session: later lines use what earlier ones set, and nothing runs after a line that failed until the subscription is chosen again. I don't notice what you do by hand; withdraw the request first if it still waits.",
    twin: 'Or type: **byhand {{subject}} {{other}}**',
    'twin-region': 'Or type: **byhand {{subject}} {{other}} region**',
    sentence: '{{subject}} by hand: {{count}} steps.',
    'sentence-none': '{{subject}}: nothing is left to do by hand.',
  },
} as const;

export const byHandErrors = {
  'by-hand-no-restore': {
    message: '{{id}} is nothing that I have lines for.',
    remedy: 'Type "byhand" and the name of a machine, or "job {{id}}" for what became of it.',
  },
  'by-hand-region-of-machine': {
    message: '{{id}} is a request. Lines for another region I write for a machine.',
    remedy: 'Type "byhand", the name of the machine and "region".',
  },
  'by-hand-not-in-vault': {
    message: 'No recovery point of {{vm}} is in the vault yet, and only those are copied to {{region}}.',
    remedy: 'Restore in {{home}}, or try again tomorrow: "byhand {{vm}} region".',
  },
  'by-hand-shell': {
    message: 'I write lines for "az" and for "powershell", not for "{{shell}}".',
    remedy: 'Type for example "byhand {{subject}} powershell".',
  },
} as const;
