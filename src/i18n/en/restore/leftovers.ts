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
          attached: "It's attached to {{vm}}. Delete {{vm}} first, if it isn't needed, then type **leftovers** again.",
          quarantined:
            "It's in quarantine and waits for its release: type **release {{id}}**. Delete it only if nobody is examining it anymore.",
          named:
            '{{vm}} had a disk of that name at the recovery point, but nothing shows that {{id}} took it off. Find out whose it is before you delete it.',
          'lost-tag':
            'It carries the tag of {{id}}, which I know nothing of. The activity log of Azure tells who made it; find out whose it is before you delete it.',
          'lost-job':
            'Its activity id {{activity}} is of the kind that I give, and I know nothing of it. In my logs "a change is sent to Azure" with that clientRequestId names the request.',
          unproven:
            'It carries the tag of {{id}}, but nothing that {{id}} recorded says that it created this. Find out whose it is before you delete it.',
        },
        'about-lost':
          '{{why}}. Since {{when}}, for {{vm}}. My database has no such request: it was lost, or forgotten with its age.',
        about: '{{why}}. Since {{when}}, by {{id}} of {{name}} for {{vm}}.',
        more: 'and {{more}} more',
        older_one:
          "{{count}} older restore wasn't looked at: type **leftovers** and the name of its machine, or its request id.",
        older_other:
          "{{count}} older restores weren't looked at: type **leftovers** and the name of a machine, or a request id.",
        unread_one: "{{count}} place couldn't be read: there may be more.",
        unread_other: "{{count}} places couldn't be read: there may be more.",
        note: 'I delete nothing. The lines act with your own rights; delete a machine before its disks and its network interface, and a key only once nothing needs it.',
        second: {
          twice: '{{id}} ran twice in Azure: I follow job {{followed}}, and there is job {{job}} of the same step.',
          late: 'Azure has job {{job}} of {{id}}, whose step counted as failed. To have me follow it, type "retry {{id}}".',
          state: 'It is {{status}}.',
          unread: "I can't read it now, and look again every few minutes.",
          cancel: 'If nobody needs what it makes, cancel it: "stop {{job}}".',
          ended: 'Job {{job}} of {{id}}, which nobody follows, has ended: {{status}}.',
          made: 'Job {{job}} made {{names}}.',
          'made-nothing': 'I see nothing that job {{job}} made.',
          lines: 'The lines below delete what job {{job}} left; I delete nothing myself.',
        },
        sentence: {
          stays: 'Restores left {{count}} things behind.',
          exposed: 'Restores left {{count}} things behind; {{exposed}} of them contain key material.',
        },
      },
    },
  },
} as const satisfies RoomTexts;
