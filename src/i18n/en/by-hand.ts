import type { RoomTexts } from '../room-texts.ts';

export const byHand = {
  commands: {
    commands: {
      summary: 'The rest of a restore as az or PowerShell lines',
      names: ['commands'],
      examples: ['commands R-7K2M', 'commands sql-01', 'commands sql-01 powershell', 'commands sql-01 region'],
    },
  },
  texts: {
    cards: {
      'by-hand': {
        kept: 'Printed by Strongroom on {{when}}, to restore without it. It shows what its identity may see, whoever reads it.',
        heading: '{{subject}} by hand',
        'heading-part': '{{subject}} by hand, part {{part}} of {{parts}}',
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
        'beyond-az':
          'az finds no backup in resource group {{group}}, whose name has letters outside ASCII (azure-cli issue 25154). Type commands {{subject}} powershell instead.',
        busy: {
          unapproved: "{{subject}} isn't approved, or no longer is. Ask again first.",
          begins: "I'm about to start this myself. Withdraw {{subject}} first, or it happens twice.",
          waits: '{{subject}} waits for a decision. Withdraw it first, or it may happen twice.',
          runs: "I'm still working on {{subject}}. Type these lines only if I don't continue, or it happens twice.",
          open: "{{id}} restores {{vm}} already, or will once it's approved: these lines restore it once more. Type commands {{id}} for what's left of {{id}}.",
          step: "I'm still working on it: {{step}} is in progress, and the lines wait for it. Continue by hand only if I don't.",
        },
        'under-way': {
          waits: 'Under way: the lines wait for it and start nothing.',
          looks: 'Under way, and a matter of seconds: type **commands {{subject}}** again before you continue.',
          unknown:
            "Sent, but Azure hasn't named its job yet. Don't start it again: type **commands {{subject}}** in a minute.",
        },
        'goes-on': 'This step continues in part {{part}}.',
        'goes-on-clears':
          'This step continues in part {{part}}. Until its last line has run, or one has failed, your session holds a copy of the keys.',
        pair: "I don't restore across regions yet: these lines do, in {{region}}. What's missing there:",
        gap: {
          age: 'The copies there are up to 36 hours old; the first line says whether this one has arrived.',
          places: 'Resource group, staging account and subnet: put yours in for the angle brackets.',
          keys: 'The keys: disks of Azure Disk Encryption open with a key vault of their own region. The lines end with the disks; put the keys there, then create {{vm}} from the disks.',
          'customer-key':
            'The disk encryption set: until you set one of that region, the disks use a Microsoft-managed key.',
          'private-disks':
            'Private access: the request has no setting for it, so the disks can be exported from the public network until you close them.',
          guard: "The Resource Guard: such a request names none. What Azure then does isn't documented.",
          'no-cancel': "Such a job can't be cancelled.",
          'no-request':
            "Approval, tags and my checks: none of this is a request of mine, and **leftovers** doesn't find it.",
        },
        quarantine:
          'This copy belongs in quarantine. If the rules or routes that take effect let anything pass but {{openings}}, deallocate it: **{{off}}**.',
        'release-to':
          'It stays there until someone else agrees to **release {{subject}}**, which moves its interface to another subnet ({{subnets}}), says so in its tag and changes nothing else.',
        'release-nowhere':
          'It stays there until someone else agrees to **release {{subject}}**. No restore profile of its vault names a subnet for that (releaseSubnetIds): a platform engineer must name one first.',
        nothing: 'nothing',
        rights: 'You need: {{list}}.',
        right: {
          vault: 'Backup Operator and Reader on vault {{name}}',
          group: 'Virtual Machine Contributor on resource group {{name}}',
          network: 'joining a subnet of network {{name}}',
          blobs: 'Storage Blob Data Contributor on storage account {{name}}',
          tags: 'Tag Contributor on resource group {{name}} for the tags alone: the other lines run without it',
          'keys-read': 'listing keys and secrets of key vault {{name}}',
          'keys-deploy':
            'using key vault {{name}} for a deployment (Microsoft.KeyVault/vaults/deploy/action), as Key Vault Contributor may',
          'set-key': 'listing, recovering and restoring keys of {{name}}',
          'keys-write': 'listing, recovering, restoring and setting keys and secrets of key vault {{name}}',
        },
        note: "Type them in this order, in one session: later lines use what earlier ones set, and after a line that failed nothing runs until the subscription is chosen again. I don't notice what you do by hand; withdraw the request first if it still waits.",
        twin: 'Or type: **commands {{subject}} {{other}}**',
        'twin-region': 'Or type: **commands {{subject}} {{other}} region**',
        sentence_one: '{{subject}} by hand: {{count}} step.',
        sentence_other: '{{subject}} by hand: {{count}} steps.',
        'sentence-part': 'Part {{part}} of {{parts}} of {{subject}} by hand.',
        none: '{{subject}}: nothing is left to do by hand.',
      },
    },
    errors: {
      'by-hand-no-restore': {
        message: 'I have no lines for {{id}}.',
        remedy: 'Type "commands" and the name of a machine, or "status {{id}}" for what became of it.',
      },
      'by-hand-temporary': {
        message:
          "I have no lines for {{id}}: a drill's copy must be shown to be apart and then deleted, and what is made by hand is on no record.",
        remedy:
          'If it hasn\'t started, type "stop {{id}}". Otherwise let it end: its cleanup deletes what it made. For the lines of a restore, type "commands {{vm}}".',
      },
      'by-hand-region-of-machine': {
        message: '{{id}} is a request. I write lines for another region for a machine only.',
        remedy: 'Type "commands", the name of the machine and "region".',
      },
      'by-hand-not-in-vault': {
        message: 'No recovery point of {{vm}} is in the vault yet, and only those are copied to {{region}}.',
        remedy: 'Restore in {{home}}, or try again tomorrow: "commands {{vm}} region".',
      },
      'by-hand-region-silent': {
        message: 'Azure tells me too little of {{vm}} now: I write these lines from what its own region knows.',
        remedy:
          'Try again in a minute. If the region is lost, restore in the Azure portal: the vault > "Backup items" > "Secondary Region" > Azure Virtual Machine.',
      },
      'by-hand-shell': {
        message: 'I write lines for "az" and for "powershell", not for "{{shell}}".',
        remedy: 'For example, type "commands {{subject}} powershell".',
      },
    },
  },
} as const satisfies RoomTexts;
