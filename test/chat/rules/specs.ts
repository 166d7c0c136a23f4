import type { CommandSpec } from '../../../src/chat/rules/spec.ts';
import { byLanguage, type Language } from '../../../src/kernel/languages.ts';

/** Words of a planted command: of languages that no test speaks it has none. */
export function inLanguages(words: {
  en: readonly string[];
  nl: readonly string[];
}): Record<Language, readonly string[]> {
  return { ...byLanguage(() => []), ...words };
}

/** A small command set with every kind of argument, independent of the real one. */
export const specs: CommandSpec[] = [
  {
    name: 'restore',
    aliases: inLanguages({ en: ['bring back'], nl: ['herstel', 'zet terug'] }),
    arguments: [
      { kind: 'word', name: 'vm' },
      { kind: 'phrase', name: 'point' },
      { kind: 'keyword', name: 'as', words: inLanguages({ en: [], nl: ['als'] }), takes: 'phrase' },
      { kind: 'keyword', name: 'isolated', words: inLanguages({ en: [], nl: ['geïsoleerd'] }), takes: 'nothing' },
      {
        kind: 'keyword',
        name: 'in-place',
        words: inLanguages({ en: ['in place'], nl: ['ter plaatse'] }),
        takes: 'nothing',
      },
      {
        kind: 'keyword',
        name: 'reason',
        words: inLanguages({ en: ['because'], nl: ['omdat', 'want'] }),
        takes: 'rest',
      },
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  {
    name: 'backup',
    aliases: inLanguages({ en: ['back up'], nl: ['maak back-up van', 'back-up'] }),
    arguments: [
      { kind: 'many', name: 'vms' },
      { kind: 'keyword', name: 'keep', words: inLanguages({ en: ['for'], nl: ['bewaar'] }), takes: 'phrase' },
      { kind: 'keyword', name: 'until', words: inLanguages({ en: [], nl: ['tot'] }), takes: 'phrase' },
    ],
    sideEffect: 'changes',
    section: 'backup',
  },
  {
    name: 'approve',
    aliases: inLanguages({ en: [], nl: ['keur goed'] }),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'word', name: 'piece' },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  {
    name: 'reject',
    aliases: inLanguages({ en: ['deny'], nl: ['wijs af'] }),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'reason' },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  {
    name: 'review',
    aliases: inLanguages({ en: ['sign'], nl: ['teken'] }),
    arguments: [
      { kind: 'request-id', name: 'id', required: true, alone: true },
      { kind: 'rest', name: 'note' },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  {
    name: 'ask',
    aliases: inLanguages({ en: [], nl: ['vraag'] }),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'question', required: true },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  {
    name: 'commands',
    aliases: inLanguages({ en: [], nl: ['zelf'] }),
    arguments: [{ kind: 'word-or-request-id', name: 'subject', required: true }],
    sideEffect: 'none',
    section: 'restore',
  },
  {
    name: 'help',
    aliases: inLanguages({ en: ['hi'], nl: ['hoi'] }),
    arguments: [{ kind: 'rest', name: 'command' }],
    sideEffect: 'none',
    section: 'look',
  },
  {
    name: 'vm',
    aliases: inLanguages({ en: [], nl: ['machine'] }),
    arguments: [{ kind: 'word', name: 'vm', required: true }],
    sideEffect: 'none',
    section: 'look',
  },
  {
    name: 'protection stop',
    aliases: inLanguages({ en: ['stop protection'], nl: ['stop beveiliging'] }),
    arguments: [{ kind: 'word', name: 'vm' }],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  {
    name: 'requests',
    aliases: inLanguages({ en: [], nl: ['aanvragen'] }),
    arguments: [],
    sideEffect: 'none',
    section: 'look',
  },
];
