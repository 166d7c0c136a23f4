import type { DifferenceCode } from '../../restore/rules/differences.ts';

/** What a restored machine has otherwise than its original, and what to do about it. */
export const difference = {
  'not-encrypted-at-host': {
    message: '**Not encrypted at host**, as {{vm}} is.',
    remedy: "Deallocate {{copy}}, turn encryption at host on and start it, before it's used.",
  },
  'less-secure': {
    message: '**Without {{names}}**, which the original has.',
    remedy: 'Ask whoever looks after security whether it can be used like that.',
  },
  'security-unknown': {
    message: "{{copy}} isn't encrypted at host. {{vm}} is gone, so nothing tells whether it was.",
    remedy: 'If it has to be: deallocate {{copy}}, turn encryption at host on and start it.',
  },
  interfaces: {
    message: 'Network interfaces: {{after}} instead of {{before}}.',
    remedy: 'Add those that software on the machine needs.',
  },
  address: {
    message: 'Address {{after}} instead of {{before}}.',
    remedy: "Anything that connects to the original's address won't find the copy.",
  },
  subnet: { message: 'Subnet {{after}} instead of {{before}}.', remedy: 'Move it when others have to reach it.' },
  'public-address': {
    message: 'No public address; the original has {{name}}.',
    remedy: 'Give it one only if it must be reached from outside.',
  },
  'network-group': {
    message: 'Not in network security group {{name}} of the original.',
    remedy: 'Assign the group before you connect it.',
  },
  identity: {
    message: 'No managed identity; the original has: {{names}}.',
    remedy: 'Assign it if software on the machine signs in with it.',
  },
  'identity-roles': {
    message: 'The roles of the original’s own identity stay with it: {{roles}}.',
    remedy: 'Assign them to the identity of the copy.',
  },
  'identity-added': {
    message: "{{copy}} has a managed identity of its own, which the plan doesn't give it.",
    remedy: 'A policy of your Azure may have added it. If none does, find out who did.',
  },
  'extensions-added': {
    message: "With extensions that the plan doesn't add: {{names}}.",
    remedy: 'A policy of your Azure may have added them. If none does, find out who did.',
  },
  extensions: {
    message: 'Without these extensions of the original: {{names}}.',
    remedy: 'Install those that you need.',
  },
  tags: {
    message: 'Without these tags of the original: {{names}}.',
    remedy: 'Set them again if billing or policies use them.',
  },
  size: { message: 'Size {{after}} instead of {{before}}.', remedy: "Resize it when there's room." },
  zone: { message: 'Zone {{after}} instead of {{before}}.', remedy: "There's nothing to do." },
  locks: { message: 'Without these locks of the original: {{names}}.', remedy: 'Set them again if you keep the copy.' },
  'locks-unread': {
    message: "Locks on {{vm}}, if there are any, don't apply to the copy.",
    remedy: 'Set them again if you keep the copy.',
  },
  'host-name': {
    message: 'Inside, {{copy}} still has the computer name that {{vm}} had at the point.',
    remedy: 'Rename it before both join one domain.',
  },
  'original-gone': {
    message: '{{vm}} no longer exists: there was nothing to compare the copy with.',
    remedy: 'Look at its addresses, network group, roles, extensions, tags and locks yourself.',
  },
  'original-unread': {
    message: "{{vm}} couldn't be read, so the copy wasn't compared with it.",
    remedy: 'Look at its addresses, network group, roles, extensions, tags and locks yourself.',
  },
} as const satisfies Record<DifferenceCode, { message: string; remedy: string }>;
