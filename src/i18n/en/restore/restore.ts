import type { RoomTexts } from '../../room-texts.ts';

export const restore = {
  commands: {
    points: {
      summary: 'The recovery points of a machine',
      names: ['points', 'recovery points', 'restore points'],
      examples: [
        'points sql-01',
        'points sql-01 page 2',
        'points sql-01 before 24 Nov 14:00',
        'points sql-01 before the alert',
      ],
    },
    restore: {
      summary: 'Restore a machine, or its disks alone, from a recovery point',
      names: ['restore', 'recover'],
      examples: [
        'restore sql-01',
        'restore sql-01 latest because INC0012345 table dropped',
        'restore sql-01 #2 as sql-01-check isolated because INC0012345',
        'restore sql-01 #4 quarantine because INC0012345 ransomware',
        'restore web-01 24 Nov 02:00 beside size Standard_D4s_v5 because INC0012345',
        'restore gone-01 latest in place subnet app because INC0012345',
        'restore sql-01 latest disks lun 0, 1 because INC0012345',
        'restore web-01 latest replace because INC0012345',
      ],
    },
    'restore files': {
      summary: "Why single files aren't restored, and what to do instead",
      names: [
        'restore files',
        'restore file',
        'restore folder',
        'recover files',
        'recover file',
        'file recovery',
        'file restore',
      ],
      examples: ['restore files sql-01', 'restore files from sql-01 #2'],
    },
    confirm: {
      summary: 'Send the plan that you checked to the approvers',
      names: ['confirm'],
      examples: ['confirm R-7K2M', 'confirm R-7K2M replace web-01'],
    },
  },
  keywords: {
    before: [],
    'as-of': ['as of'],
    as: [],
    isolated: [],
    beside: ['beside the original'],
    'in-place': ['in place of the original', 'in place'],
    'new-vm': ['new vm', 'new machine'],
    replace: ['replace existing'],
    disks: ['disks only', 'only disks'],
    zone: [],
    subnet: [],
    lun: ['lun', 'luns'],
    extension: ['with extension'],
    set: ['encryption set'],
    replaced: [],
    urgent: [],
    threat: [],
  },
  texts: {
    approval: {
      yes: {
        copy: 'Yes, create this copy',
        replace: 'Yes, replace the disks',
      },
      sure: {
        copy: "You agree that a copy of {{vm}} as of {{when}} is created in {{group}}. The running {{vm}} isn't touched.",
        replace:
          'You agree that {{vm}} is stopped and its disks are **replaced** by those of {{when}}. Anything written after that is lost.',
      },
      undo: {
        copy: 'Undo: stop it before it starts; later, delete the copy in {{group}}.',
        replace:
          'Undo: stop it before it starts; later, not from here. What was written since the point is gone, unless Azure left the old disks.',
      },
    },
    cards: {
      requests: {
        of: { restore: '{{vm}}' },
      },
      step: {
        'export-key': 'Bring out the lost key',
        'recover-set-key': 'Restore the key',
        'remove-key-export': 'Delete the copy of the key',
        'restore-disks': 'Restore the disks',
        'restore-vm': 'Restore as a new machine',
        'replace-disks': 'Replace the disks',
        'tag-made': 'Tag what was created',
        'check-keys': 'Check the keys',
        'recover-keys': 'Restore the keys',
        'deploy-vm': 'Create the machine',
        'apply-ade-settings': 'Write the encryption settings',
        'ade-extension': 'Set up disk encryption',
        verify: 'Check the machine',
        'remove-key-copy': 'Delete the copy of the keys',
      },
      'step-skipped': {
        'tag-made': "it has the tag, or couldn't be tagged",
        'export-key': 'the key is in its place',
        'recover-set-key': 'the key is in its place',
        'remove-key-export': 'none was left, or it couldn\'t be deleted: see "leftovers"',
        'check-keys': 'nothing is encrypted with a key of its own',
        'recover-keys': 'key and secret are in the key vault',
        'apply-ade-settings': 'the restored disks carry them',
        'ade-extension': "the machine doesn't need the extension",
        'remove-key-copy': 'none was left, or it couldn\'t be deleted: see "leftovers"',
      },
      'restore-form': {
        heading: 'Restore {{vm}}',
        owner: 'Form of {{name}}',
        point: 'Recovery point',
        reason: 'Reason',
        reasonHint: 'For example: INC0012345 table dropped',
        reasonError: 'Say why; the approver reads it.',
        more: 'Older points: type **points {{vm}}**',
        make: 'What to create',
        makes: {
          isolated: 'A machine on a network of its own (isolated)',
          quarantine: 'A machine in quarantine, until it is released',
          beside: 'A machine beside {{vm}}, in its network',
          'in-place': 'A machine in place of {{vm}}, in its network',
          'beside-gone': 'A machine beside {{vm}}, in a subnet of the profile',
          'in-place-gone': 'A machine in place of {{vm}}, in a subnet of the profile',
          'new-vm': 'A machine that Azure creates itself, isolated',
          replace: 'Replace the disks of {{vm}} (extra confirmation)',
          disks: 'Disks only',
        },
        'not-offered': 'Not offered: {{list}}.',
        'not-offered-one': '{{make}} ({{why}})',
        kinds: {
          isolated: 'isolated',
          quarantine: 'in quarantine',
          beside: 'beside the original',
          'in-place': 'in place of the original',
          'new-vm': 'new VM by Azure',
          replace: 'replace existing',
          disks: 'disks only',
        },
        why: {
          'original-subnet-unknown': 'the network of {{vm}} is unknown',
          'in-place-running': "{{vm}} isn't deallocated",
          'selective-backup-only-disks': 'the backup leaves out disks',
          'rights-missing': "your Azure roles don't allow it",
          other: 'not for this machine',
          ade: 'not for Azure Disk Encryption',
          'encryption-unknown': 'encryption unknown',
          unmanaged: 'not for unmanaged disks',
          'managed-unknown': 'kind of disks unknown',
          'subnet-missing': 'the profile names no isolated subnet',
          'vm-gone': 'the VM no longer exists',
          'leaves-trusted-launch': 'the VM is no longer trusted launch',
        },
        mend: {
          point: 'Use {{when}}',
          name: 'Name it {{name}}',
          original: 'As the original',
          make: 'Restore {{make}}',
        },
        target: 'Goes to {{group}}, through {{staging}}.',
        change: 'Change name, size, disks',
        name: 'Name of the new machine',
        nameError: 'Letters, digits, dots, dashes and underscores, at most 64.',
        size: 'Size',
        'size-own-known': 'As the original ({{size}})',
        zone: 'Zone',
        subnet: 'Subnet (beside or in place of it)',
        disks: 'Disks to restore (the OS disk is always included)',
        disk: 'LUN {{lun}}: {{name}}',
        extension: 'Azure Disk Encryption extension',
        extensionTitle: 'Set it up again on the new machine',
        urgent: 'Priority of bringing the point back from the archive',
        urgentTitle: 'High: within about an hour instead of up to 15, at a higher price',
        set: 'Disk encryption set',
        'set-none': 'None: encrypted by Azure',
        twin: 'Or type: **restore {{vm}} {{point}} {{words}}because** your reason',
        typed: {
          latest: 'latest',
          as: 'as',
          isolated: 'isolated',
          quarantine: 'quarantine',
          beside: 'beside',
          'in-place': 'in place',
          'new-vm': 'new vm',
          replace: 'replace',
          disks: 'disks',
        },
        chooseError: 'Choose from the list.',
        tickError: 'Select it or leave it clear.',
        own: 'As the original',
      },
      'restore-closing': {
        runs: '{{id}} is done: {{copy}} runs, {{network}}. Not backed up.',
        'runs-at': '{{id}} is done: {{copy}} runs at {{address}}, {{network}}. Not backed up.',
        total: 'It took {{duration}}.',
        portal: 'Open in portal',
        'next-disks':
          'No machine was created from them. **commands {{id}}** shows the commands that create one, with these names.',
        differs: 'Different from {{vm}}',
        left: 'Still there',
        'type-protect': '**protect {{copy}}**',
        'type-byhand': '**commands {{id}}**',
        'type-leftovers': '**leftovers {{id}}**',
      },
      'restore-confirm': {
        heading: 'Check the plan, then ask',
        next: 'Someone else has to approve it within {{duration}}.',
        stops: 'Fix this first, then have the plan made again with Change.',
        accept: 'Replacing the disks',
        acceptTitle: 'I accept that {{vm}} is stopped and loses everything written since {{when}}.',
        acceptError: 'Select the sentence. Nothing is sent without it.',
        acceptThreat: 'A threat was known',
        acceptThreatTitle: 'I accept that the copy of {{vm}} may contain the threat.',
        twin: 'Or type: **confirm {{id}}**',
        'twin-replace': 'Or type: **confirm {{id}} replace {{vm}}**',
        'twin-threat': 'Or type: **confirm {{id}} threat {{vm}}**',
        'twin-replace-threat': 'Or type: **confirm {{id}} replace {{vm}} threat {{vm}}**',
        sentence: '{{name}}: check the plan for {{vm}} ({{id}}), then ask.',
        'sentence-stops': '{{name}}: the plan for {{vm}} ({{id}}) would stop. The card says how to fix it.',
      },
      points: {
        heading: 'Recovery points of {{vm}} ({{count}})',
        advice: 'Recommended: #{{number}}, {{when}}',
        none: 'There are no recovery points yet.',
        loses: 'loses everything after {{when}}',
        kept: 'kept until {{until}}',
        end: { 'past-expiry': 'past its expiry', 'soft-deleted': 'deleted, kept for a while' },
        threat: { unhealthy: 'threat found on the machine', warning: 'warning about the machine' },
        'threat-means':
          "Threats are what Defender for Cloud saw on the machine then, up to 48 hours late. The backup itself isn't scanned: no mark proves nothing.",
        before: 'Proposed: #{{number}}, {{when}}',
        'before-moment': 'The last unmarked point from at least {{margin}} before {{moment}}.',
        'before-alert':
          'The last unmarked point from at least {{margin}} before the first alert, {{moment}}. Defender for Cloud may be that late.',
        'before-loses': 'It loses everything after {{when}}: {{duration}} of work.',
        'before-passed_one': 'One later point was skipped: a threat was known when it was taken.',
        'before-passed_other': '{{count}} later points were skipped: a threat was known when they were taken.',
        'before-proves':
          "This doesn't prove anything: an intruder may have been there longer. Restore it isolated, and look.",
        'before-first': '{{duration}} before the first alert',
        'at-first': 'at the first alert',
        'after-first': '{{duration}} after the first alert',
        'none-known': 'no threat known then',
        'none-told': 'no threat information then',
        'sentence-before':
          'For {{vm}}, I suggest point #{{number}} from {{when}}, the last one well before {{moment}}.',
        suspicious: '! Defender for Cloud finds {{vm}} suspicious today.',
        'key-changed': 'key changed since',
        recommended: 'recommended',
        secret: 'Secret',
        key: 'key',
        'version-same': '{{name}} {{at}}, still in use',
        'version-changed': '{{name}} {{at}} then, {{today}} now',
        'version-deleted': '{{name}} {{at}} then, soft-deleted now',
        'version-gone': '{{name}} {{at}} then, gone from the key vault now',
        'version-unknown': '{{name}} {{at}} then, not known now',
        times: 'Expected time. {{steps}}.',
        from: { snapshot: 'from a snapshot', 'vault-standard': 'from the vault', 'vault-archive': 'from the archive' },
        'no-times': 'no history',
        'no-history': "Expected time: there's no history of restores from {{vault}} yet.",
        twin: 'Or type: **restore {{vm}} #{{number}} because** your reason',
        'twin-more':
          'Page {{page}} of {{pages}}. Or type: **points {{vm}} {{word}} {{next}}**, or **restore {{vm}} #{{number}} because** your reason',
        sentence: '{{vm}} has {{count}} recovery points; I recommend #{{number}} from {{when}}.',
        'sentence-none': '{{vm}} has {{count}} recovery points, none of which can be restored right away.',
        about: 'about {{duration}} ({{count}} so far)',
      },
      button: {
        'points-page': 'Next page',
        confirm: 'Ask for approval',
        'restore-plan': 'Show the plan',
        'restore-change': 'Change',
        'open-leftovers': 'Delete copy...',
        'open-restore': 'Restore...',
      },
    },
    /** What a restore leaves behind that costs or exposes something. */
    closing: {
      screen: {
        name: 'Screen of {{vm}}',
        shown:
          "{{id}}: this is the screen of {{vm}}, which didn't come up as it should. Type **retry {{id}} restart** to deallocate and start it, or **retry {{id}}** to look again.",
        none: "{{id}}: {{vm}} didn't come up as it should, and there's no screenshot. Look in the [Azure portal]({{link}}), then type **retry {{id}} restart** to deallocate and start it, or **retry {{id}}** to look again.",
        'shown-original':
          "{{id}}: this is the screen of {{vm}}, which didn't come up as it should. Once it does, type **retry {{id}}** to look again.",
        'none-original':
          "{{id}}: {{vm}} didn't come up as it should, and there's no screenshot. Look in the [Azure portal]({{link}}), then type **retry {{id}}**.",
        'shown-once':
          "{{id}}: this is the screen of {{vm}}, which didn't come up as it should. Nothing is tried again on this copy.",
        'none-once':
          "{{id}}: {{vm}} didn't come up as it should, and there's no screenshot. Nothing is tried again on this copy.",
        'no-chat-once':
          "{{id}}: {{vm}} didn't come up as it should. I have no personal chat with you in which to show its screen: write to me once for the next one.",
        'no-chat':
          "{{id}}: {{vm}} didn't come up as it should. I have no personal chat with you in which to show its screen: look in the [Azure portal]({{link}}), or write to me once and type **retry {{id}}**.",
      },
      left: {
        disks_one: '{{count}} disk in {{group}}, which you pay for',
        disks_other: '{{count}} disks in {{group}}, which you pay for',
        threat: 'The threat that was known on {{vm}} at this point: examine what was restored before anyone uses it',
        'old-disks': 'The replaced disks in {{group}}, which you pay for',
        'disk-files_one': '{{count}} disk as a file in the staging account {{account}}, which you pay for',
        'disk-files_other': '{{count}} disks as files in the staging account {{account}}, which you pay for',
        'key-copy-perhaps':
          "Perhaps a copy of the keys in the staging account {{account}}: I couldn't tell whether the machine was encrypted",
        'key-copy': 'A copy of the keys in the staging account {{account}}: delete it once the machine runs',
        staging: 'The description of the machine in the staging account {{account}}',
      },
    },
    commands: {
      argument: { files: 'the name of the machine that the files are from' },
    },
    errors: {
      /** What is wrong with a restore as it was asked for, before any rule of Azure is asked. */
      'make-twice': {
        message: 'A restore makes one thing: "{{one}}" and "{{other}}" don\'t go together.',
        remedy: 'Leave one of the two out.',
      },
      'make-not-allowed': {
        message: 'Choose another kind of restore: your Azure roles don\'t allow this one ("{{make}}").',
        remedy: 'Type "whoami" to see what they allow.',
      },
      'luns-unreadable': {
        message: 'I couldn\'t read "{{text}}" as disk numbers (LUNs).',
        remedy: 'For example, type "lun 0, 1"; "lun os" is the OS disk alone.',
      },
      'subnet-not-offered': {
        message: 'The restore profile lists no subnet called {{subnet}}, or more than one.',
        remedy: 'Type one of: {{subnets}}.',
      },
      'subnet-not-taken': {
        message: "The subnet {{subnet}} can't be chosen here.",
        remedy:
          "You can choose one only for a machine that's gone, from the subnetIds in the restore profile. Otherwise leave it out.",
      },
      'luns-not-offered': {
        message: "Single disks can't be chosen: the recovery point holds all disks, and Azure restores them all.",
        remedy: 'Leave the disks out. Single disks can be restored only from a backup that leaves disks out.',
      },
      'set-not-offered': {
        message: "The disk encryption set {{set}} can't be chosen for this machine.",
        remedy: 'Leave it out, open the form to see your options, or give the resource ID of a new set.',
      },
      'form-accept-missing': {
        message: "You didn't tick the sentence, so nothing was sent.",
        remedy: 'Tick it, or choose another point or another kind of restore.',
      },
      'replace-not-accepted': {
        message: 'Replacing the disks of {{vm}} needs one more confirmation.',
        remedy: 'If everything written since the point may be lost, type "confirm {{id}} replace {{vm}}".',
      },
      'threat-not-accepted': {
        message: 'A threat on {{vm}} was known when this point was taken. Restoring it needs one more confirmation.',
        remedy:
          'If you still want this point, type "confirm {{id}} threat {{vm}}". Replacing disks needs "replace {{vm}}" too.',
      },
      'files-which': {
        message: 'Which machine do you want to restore files from?',
        remedy: 'For example, type "restore files sql-01".',
      },
      'form-point-missing': { message: 'No recovery point was chosen.', remedy: 'Choose a recovery point.' },
      'form-reason-missing': { message: 'The reason is missing.', remedy: 'Say why; the approver reads it.' },
      'key-right-missing': {
        message:
          'Have someone with the right to {{right}} approve a new request: neither {{name}} nor anyone who approved this can do this step at {{scope}}.',
        remedy: 'Or have such a role assigned, then try the step again.',
      },
      'not-restartable': {
        message: '{{id}} has no machine waiting to be restarted.',
        remedy: 'Type "retry {{id}}" to look at the machine again.',
      },
      keys: {
        'copy-ambiguous': {
          message:
            "Azure Backup's copy of the keys says two things about the secret {{name}}. Someone may have written to it, to slip something in.",
          remedy: 'Check the logs of the staging account for who wrote to the file, then restore the disks again.',
        },
        'copy-wrapping': {
          message:
            "Azure Backup's copy of the keys has the secret {{name}} wrapped by {{found}}; the plan says {{key}}. Someone may have written to it, to slip something in.",
          remedy: 'Check the logs of the staging account for who wrote to the file, then restore the disks again.',
        },
        'copy-foreign': {
          message:
            'The copy of the keys held another {{what}} {{name}}: {{found}} is now in the key vault {{vault}}. Someone may have written to the copy, to slip something in.',
          remedy:
            "It wasn't used. Delete it if nobody needs it, and check the logs of the staging account for who wrote to the file.",
        },
        'no-material': {
          message: "Azure Backup's copy of the keys lacks the {{what}}.",
          remedy: 'Choose another recovery point, preferably one in the vault tier.',
        },
      },
      'no-points': {
        message: 'Type "backup {{vm}}" to make a recovery point now: {{vm}} has none.',
        remedy: 'Type "vm {{vm}}" to see its backup state.',
      },
      'point-not-found': {
        message: 'Type "points {{vm}}" for a list: {{vm}} has no recovery point at {{point}}.',
        remedy: 'Or ask for "latest".',
      },
      'no-alert-known': {
        message:
          "The recovery points of {{vm}} show no alert. That doesn't prove anything: Defender for Cloud may be off or late.",
        remedy: 'Give a time yourself, for example "points {{vm}} before 24 Nov 14:00".',
      },
      'no-point-before': {
        message:
          '{{vm}} has no unmarked recovery point from {{margin}} before {{when}} that can be restored right away.',
        remedy: 'Type "points {{vm}}" to see them all, or give a later time.',
      },
      'time-unreadable': {
        message: 'I couldn\'t read "{{text}}" as a date or time.',
        remedy: 'Write it like "24 Nov 02:00", "2026-11-24 02:00", "yesterday 02:00" or "30d".',
      },
      'time-ambiguous': {
        message: '"{{text}}" could mean more than one moment: {{choices}}.',
        remedy: 'Write it like "2026-11-24 02:00". If the clocks went back that night, add "UTC".',
      },
      'nothing-to-confirm': {
        message: 'You have nothing open under {{id}} to confirm.',
        remedy: 'Type "status", or start again with "restore".',
      },
      'no-profile': {
        message: 'Ask a platform engineer for a restore profile for vault {{vault}} (RESTORE_PROFILES).',
        remedy: "Without one I don't know where its disks should go.",
      },
      'plan-moved': {
        message:
          'The plan is no longer what was approved: {{what}}. The approval is void, and nothing more will be done.',
        remedy: 'Make a new request, so the new plan can be reviewed and approved.',
      },
      'machine-made-again': {
        message:
          '{{vm}} is another machine by now: the one whose disks were to be replaced was deleted, and this one made under its name.',
        remedy: 'Make a new request if the disks of this one should be replaced.',
      },
      'point-gone': {
        message: 'The chosen recovery point of {{name}} no longer exists.',
        remedy: 'Ask again and choose another one.',
      },
      'secret-perhaps-false': {
        message:
          "{{id}} put a secret into the key vault ({{names}}) from the staging account, where others can write too: as the machine doesn't come up, it may be false.",
        remedy: 'Until you know, disable that version: {{lines}}',
      },
      'own-identity-unknown': {
        message: "I can't tell which identity Strongroom signs in with.",
        remedy: 'Ask a platform engineer to look at its identity.',
      },
    },
  },
} as const satisfies RoomTexts;
