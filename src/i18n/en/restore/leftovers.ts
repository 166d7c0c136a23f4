import type { RoomTexts } from '../../room-texts.ts';

export const leftovers = {
  commands: {
    leftovers: {
      summary: 'What restores left behind that still costs money or exposes keys',
      names: ['leftovers', 'left over', 'clean up'],
      examples: ['leftovers', 'leftovers R-7K2M', 'leftovers sql-01'],
    },
  },
  texts: {
    cards: {
      leftovers: {
        heading: 'What restores left behind',
        'heading-of': 'Leftovers of {{subject}}',
        none: 'Nothing found that restores left behind in the vaults you can see here.',
        kind: {
          'key-copy': 'Copy of the keys',
          'restored-key': 'Key or secret that was put back',
          vm: 'Machine',
          disk: 'Disk',
          'old-disk': 'Disk that was replaced',
          vhd: 'Disk as a file (VHD)',
          nic: 'Network interface',
          blob: 'File in the staging account',
          job: 'Job of Azure Backup',
          other: 'Resource',
        },
        why: {
          exposes: 'Contains key material.',
          costs: 'Costs money while it exists.',
          stays: 'Costs nothing by itself.',
        },
        kept: {
          attached: "Attached to {{vm}}. If {{vm}} isn't needed, delete that first.",
          quarantined: 'In quarantine: type **release {{id}}**, or delete it once nobody examines it.',
          named:
            'A disk of {{vm}} had that name, but nothing shows that {{id}} took it off. Before you delete it, find out whose it is.',
          'lost-tag':
            "It carries the tag of {{id}}, which I don't know. Before you delete it, see in Azure's activity log who made it.",
          'lost-job':
            'I don\'t know its activity id {{activity}}, which looks like mine. In my log, "a change is sent to Azure" with that clientRequestId names the request.',
          unproven:
            'It carries the tag of {{id}}, but {{id}} has no record of creating it. Before you delete it, find out whose it is.',
        },
        'about-lost': 'Since {{when}}, for {{vm}}. My database has no such request (anymore).',
        about: 'Since {{when}}, by {{id}} of {{name}} for {{vm}}.',
        more: 'and {{more}} more',
        note: 'I delete nothing: the lines act with your rights. Delete a machine before its disks and network interface, and a key only once nothing needs it.',
        second: {
          twice: '{{id}} ran twice in Azure: I follow job {{followed}}; {{job}} is of the same step.',
          late: 'Job {{job}} of {{id}} exists, though its step counted as failed. Type "retry {{id}}" to follow it.',
          state: 'It is {{status}}.',
          unread: "I can't read it now, and look again every few minutes.",
          cancel: 'If nobody needs it, cancel it: "stop {{job}}".',
          ended: 'Job {{job}} of {{id}}, which nobody follows, has ended: {{status}}.',
          made: 'Job {{job}} made {{names}}.',
          'made-nothing': 'I see nothing that job {{job}} made.',
          lines: 'The lines below delete what job {{job}} left.',
        },
        sentence: {
          stays: 'Left behind by restores: {{count}}.',
          exposed: 'Left behind by restores: {{count}}; with key material: {{exposed}}.',
        },
        unread: "Places that couldn't be read: {{count}}. There may be more.",
        older: 'Older restores not looked at: {{count}}. Type **leftovers** and a machine or id.',
      },
    },
  },
} as const satisfies RoomTexts;
