import type { MovedCode } from '../../restore/rules/codes.ts';

/** What moved between the plan that was approved and the plan as it would be now. */
export const planMoved = {
  'moved-mode': { message: 'Way of restoring: {{before}} became {{after}}' },
  'moved-vm': { message: 'VM: {{before}} became {{after}}' },
  'moved-vault': { message: 'Vault: {{before}} became {{after}}' },
  'moved-point-name': { message: 'Recovery point: {{before}} became {{after}}' },
  'moved-point-at': { message: 'Time of the point: {{before}} became {{after}}' },
  'moved-point-tier': { message: 'Tier of the point: {{before}} became {{after}}' },
  'moved-disks-selection': { message: 'Choice of disks: {{before}} became {{after}}' },
  'moved-disks-included': { message: 'Disks restored: {{before}} became {{after}}' },
  'moved-target-resourceGroup': { message: 'Target group: {{before}} became {{after}}' },
  'moved-target-vm': { message: 'Target machine: {{before}} became {{after}}' },
  'moved-target-region': { message: 'Region: {{before}} became {{after}}' },
  'moved-target-zone': { message: 'Zone: {{before}} became {{after}}' },
  'moved-target-diskEncryptionSet': { message: 'Disk encryption set: {{before}} became {{after}}' },
  'moved-target-size': { message: 'Size: {{before}} became {{after}}' },
  'moved-target-form': { message: 'Form of the disks: {{before}} became {{after}}' },
  'moved-target-security': { message: 'Security of the machine: {{before}} became {{after}}' },
  'moved-machine': { message: 'What the machine is made as: {{before}} became {{after}}' },
  'moved-network': { message: 'Network: {{before}} became {{after}}' },
  'moved-networkMode': { message: 'Place in the network: {{before}} became {{after}}' },
  'moved-staging': { message: 'Staging account: {{before}} became {{after}}' },
  'moved-keys-point': { message: 'Keys of the point: {{before}} became {{after}}' },
  'moved-keys-vm': { message: 'Keys of the machine: {{before}} became {{after}}' },
  'moved-steps': { message: 'Steps: {{before}} became {{after}}' },
  'moved-alternatives-sizes': { message: 'Sizes to fall back on: {{before}} became {{after}}' },
} as const satisfies Record<MovedCode, { message: string }>;
