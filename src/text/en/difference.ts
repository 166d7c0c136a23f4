import type { DifferenceCode } from '../../domain/rebuild/differences.ts';

/** What a restored machine has otherwise than its original, and what to do about it. */
export const difference = {
  address: 'Address {{after}} instead of {{before}}. Whoever knows the original by its address does not find the copy.',
  subnet: 'Subnet {{after}} instead of {{before}}. Move it once it may be reached.',
  'public-address':
    'No public address; the original has {{name}}. Give it one only if it must be reached from outside.',
  'network-group': 'Not in network security group {{name}} of the original. Assign the group before you connect it.',
  identity: 'No managed identity; the original has: {{names}}. Assign it if software on the machine signs in with it.',
  'identity-roles':
    'The roles of the original’s own identity stay with it: {{roles}}. Assign them to the identity of the copy.',
  extensions: 'Without the extensions {{names}}. Install those that you need.',
  tags: 'Without these tags of the original: {{names}}. Set them where bills or policies go by them.',
  size: 'Size {{after}} instead of {{before}}. Resize it when there is room.',
  zone: 'Zone {{after}} instead of {{before}}. Nothing to do.',
  locks: 'Locks on {{vm}}, if there are any, do not hold for the copy. Set them again if it is to stay.',
  'host-name':
    'Inside, {{copy}} still calls itself as {{vm}} did at the point. Rename it before both are in one domain.',
} as const satisfies Record<DifferenceCode, string>;
