/** What a restore leaves behind that costs or exposes something. */
export const closing = {
  left: {
    disks_one: '{{count}} disk in {{group}}, which is paid for',
    disks_other: '{{count}} disks in {{group}}, which are paid for',
    'old-disks': 'The replaced disks in {{group}}, which are paid for',
    'key-copy': 'A copy of the keys in the staging account {{account}}: delete it first',
    staging: 'The description of the machine in the staging account {{account}}',
  },
} as const;
