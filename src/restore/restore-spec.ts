import type { CommandSpec } from '../chat/rules/spec.ts';
import { keyword, named } from '../i18n/command-words.ts';

/** Longer spellings first: of several that fit, the first is taken. */
export const restoreSpec: CommandSpec = {
  ...named('restore'),
  arguments: [
    { kind: 'word', name: 'vm' },
    { kind: 'phrase', name: 'point' },
    // Before `as`, which takes the name of the new machine.
    keyword('as-of', 'phrase'),
    keyword('as', 'phrase'),
    keyword('isolated', 'nothing'),
    keyword('quarantine', 'nothing'),
    keyword('beside', 'nothing'),
    keyword('in-place', 'nothing'),
    keyword('new-vm', 'nothing'),
    keyword('replace', 'nothing'),
    keyword('disks', 'nothing'),
    keyword('size', 'phrase'),
    keyword('zone', 'phrase'),
    keyword('subnet', 'phrase'),
    keyword('lun', 'phrase'),
    keyword('region', 'phrase'),
    keyword('extension', 'nothing'),
    keyword('set', 'phrase'),
    keyword('urgent', 'nothing'),
    keyword('reason', 'rest'),
  ],
  sideEffect: 'asks-approval',
  pace: 'urgent',
  section: 'restore',
};
