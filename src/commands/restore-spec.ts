import { named } from '../domain/command-line/command-names.ts';
import type { CommandSpec } from '../domain/command-line/spec.ts';

/** Longer spellings first: of several that fit, the first is taken. */
export const restoreSpec: CommandSpec = {
  ...named('restore'),
  arguments: [
    { kind: 'word', name: 'vm' },
    { kind: 'phrase', name: 'point' },
    // Before `as`, which takes the name of the new machine.
    { kind: 'keyword', name: 'as-of', words: { en: ['as of'], nl: ['van'] }, takes: 'phrase' },
    { kind: 'keyword', name: 'as', words: { en: [], nl: ['als'] }, takes: 'phrase' },
    { kind: 'keyword', name: 'isolated', words: { en: [], nl: ['geïsoleerd', 'geisoleerd'] }, takes: 'nothing' },
    {
      kind: 'keyword',
      name: 'beside',
      words: { en: ['beside the original'], nl: ['naast het origineel', 'naast', 'ernaast'] },
      takes: 'nothing',
    },
    {
      kind: 'keyword',
      name: 'in-place',
      words: {
        en: ['in place of the original', 'in place'],
        nl: ['in plaats van het origineel', 'in plaats van', 'in plaats'],
      },
      takes: 'nothing',
    },
    {
      kind: 'keyword',
      name: 'new-vm',
      words: { en: ['new vm', 'new machine'], nl: ['nieuwe vm', 'nieuwe machine'] },
      takes: 'nothing',
    },
    {
      kind: 'keyword',
      name: 'replace',
      words: { en: ['replace existing'], nl: ['vervang bestaande', 'vervang', 'vervangen'] },
      takes: 'nothing',
    },
    {
      kind: 'keyword',
      name: 'disks',
      words: { en: ['disks only', 'only disks'], nl: ['alleen schijven', 'schijven'] },
      takes: 'nothing',
    },
    { kind: 'keyword', name: 'size', words: { en: [], nl: ['formaat', 'grootte'] }, takes: 'phrase' },
    { kind: 'keyword', name: 'zone', words: { en: [], nl: [] }, takes: 'phrase' },
    { kind: 'keyword', name: 'subnet', words: { en: [], nl: [] }, takes: 'phrase' },
    { kind: 'keyword', name: 'lun', words: { en: ['luns'], nl: [] }, takes: 'phrase' },
    {
      kind: 'keyword',
      name: 'extension',
      words: { en: ['with extension'], nl: ['met extensie', 'extensie'] },
      takes: 'nothing',
    },
    { kind: 'keyword', name: 'set', words: { en: ['encryption set'], nl: ['versleutelingsset'] }, takes: 'phrase' },
    {
      kind: 'keyword',
      name: 'reason',
      words: { en: ['because', 'reason'], nl: ['omdat', 'want', 'reden'] },
      takes: 'rest',
    },
  ],
  examples: {
    en: [
      'restore sql-01',
      'restore sql-01 latest because INC0012345 table dropped',
      'restore sql-01 #2 as sql-01-check isolated because INC0012345',
      'restore web-01 24 Nov 02:00 beside size Standard_D4s_v5 because INC0012345',
      'restore gone-01 latest in place subnet app because INC0012345',
      'restore sql-01 latest disks lun 0, 1 because INC0012345',
      'restore web-01 latest replace because INC0012345',
    ],
    nl: [
      'herstel sql-01',
      'herstel sql-01 nieuwste omdat INC0012345 tabel verwijderd',
      'herstel sql-01 #2 als sql-01-check geïsoleerd omdat INC0012345',
      'herstel web-01 24 nov 02:00 naast formaat Standard_D4s_v5 omdat INC0012345',
      'herstel gone-01 nieuwste in plaats subnet app omdat INC0012345',
      'herstel sql-01 nieuwste schijven lun 0, 1 omdat INC0012345',
      'herstel web-01 nieuwste vervang omdat INC0012345',
    ],
  },
  sideEffect: 'asks-approval',
  section: 'restore',
};
