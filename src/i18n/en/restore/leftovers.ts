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
        'heading-of': 'What restores of {{subject}} left behind',
        none: 'I know of nothing that restores left behind in the vaults that you can see here.',
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
          exposes: 'Contains key material',
          costs: "Costs money as long as it's there",
          stays: 'Costs nothing by itself',
        },
        kept: {
          attached: "It's attached to {{vm}}. Delete {{vm}} first if it isn't needed, then type **leftovers** again.",
          quarantined: "It's in quarantine: type **release {{id}}**. Delete it only if nobody examines it anymore.",
          named:
            '{{vm}} had a disk of that name, but nothing shows that {{id}} took it off. Find out whose it is before you delete it.',
          'lost-tag':
            "It carries the tag of {{id}}, which I know nothing of. See Azure's activity log for who made it before you delete it.",
          'lost-job':
            'I know nothing of its activity id {{activity}}, which looks like mine. In my logs, "a change is sent to Azure" with that clientRequestId names the request.',
          unproven:
            "It carries the tag of {{id}}, but {{id}} didn't record that it created this. Find out whose it is before you delete it.",
        },
        'about-lost': '{{why}}. Since {{when}}, for {{vm}}. My database has no such request (anymore).',
        about: '{{why}}. Since {{when}}, by {{id}} of {{name}} for {{vm}}.',
        more: 'and {{more}} more',
        note: 'I delete nothing: the lines act with your own rights. Delete a machine before its disks and network interface, and a key only once nothing needs it.',
        second: {
          twice: '{{id}} ran twice in Azure: I follow job {{followed}}, and there is job {{job}} of the same step.',
          late: 'Azure has job {{job}} of {{id}}, whose step counted as failed. Type "retry {{id}}" to have me follow it.',
          state: 'It is {{status}}.',
          unread: "I can't read it now, and look again every few minutes.",
          cancel: 'If nobody needs it, cancel it: "stop {{job}}".',
          ended: 'Job {{job}} of {{id}}, which nobody follows, has ended: {{status}}.',
          made: 'Job {{job}} made {{names}}.',
          'made-nothing': 'I see nothing that job {{job}} made.',
          lines: 'The lines below delete what job {{job}} left.',
        },
        sentence: {
          stays: 'Restores left {{count}} things behind.',
          exposed: 'Restores left {{count}} things behind; {{exposed}} of them contain key material.',
        },
        unread: "Places that couldn't be read: {{count}}. There may be more.",
        older: 'Older restores not looked at: {{count}}. Type **leftovers** and a machine or request id.',
      },
    },
  },
} as const satisfies RoomTexts;
