import type { StepKind } from '../../restore/rules/plan.ts';

/** What the steps of a restore are called. */
export const restoreSteps = {
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
} as const satisfies Record<StepKind, string>;

/** Why one was left out. */
export const restoreStepsSkipped = {
  'tag-made': "it has the tag, or couldn't be tagged",
  'export-key': 'the key is in its place',
  'recover-set-key': 'the key is in its place',
  'remove-key-export': 'none was left, or it couldn\'t be deleted: see "leftovers"',
  'check-keys': 'nothing is encrypted with a key of its own',
  'recover-keys': 'key and secret are in the key vault',
  'apply-ade-settings': 'the restored disks carry them',
  'ade-extension': "the machine doesn't need the extension",
  'remove-key-copy': 'none was left, or it couldn\'t be deleted: see "leftovers"',
} as const satisfies Partial<Record<StepKind, string>>;
