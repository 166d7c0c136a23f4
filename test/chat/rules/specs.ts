import type { CommandSpec } from '../../../src/chat/rules/spec.ts';

/** A small command set with every kind of argument, independent of the real one. */
export const specs: CommandSpec[] = [
  {
    name: 'restore',
    aliases: { en: ['bring back'], nl: ['herstel', 'zet terug'] },
    arguments: [
      { kind: 'word', name: 'vm' },
      { kind: 'phrase', name: 'point' },
      { kind: 'keyword', name: 'as', words: { en: [], nl: ['als'] }, takes: 'phrase' },
      { kind: 'keyword', name: 'isolated', words: { en: [], nl: ['geïsoleerd'] }, takes: 'nothing' },
      { kind: 'keyword', name: 'in-place', words: { en: ['in place'], nl: ['ter plaatse'] }, takes: 'nothing' },
      { kind: 'keyword', name: 'reason', words: { en: ['because'], nl: ['omdat', 'want'] }, takes: 'rest' },
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  {
    name: 'backup',
    aliases: { en: ['back up'], nl: ['maak back-up van', 'back-up'] },
    arguments: [
      { kind: 'many', name: 'vms' },
      { kind: 'keyword', name: 'keep', words: { en: ['for'], nl: ['bewaar'] }, takes: 'phrase' },
      { kind: 'keyword', name: 'until', words: { en: [], nl: ['tot'] }, takes: 'phrase' },
    ],
    sideEffect: 'changes',
    section: 'backup',
  },
  {
    name: 'approve',
    aliases: { en: [], nl: ['keur goed'] },
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'word', name: 'piece' },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  {
    name: 'reject',
    aliases: { en: ['deny'], nl: ['wijs af'] },
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'reason' },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  {
    name: 'review',
    aliases: { en: ['sign'], nl: ['teken'] },
    arguments: [
      { kind: 'request-id', name: 'id', required: true, alone: true },
      { kind: 'rest', name: 'note' },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  {
    name: 'ask',
    aliases: { en: [], nl: ['vraag'] },
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'question', required: true },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  {
    name: 'commands',
    aliases: { en: [], nl: ['zelf'] },
    arguments: [{ kind: 'word-or-request-id', name: 'subject', required: true }],
    sideEffect: 'none',
    section: 'restore',
  },
  {
    name: 'help',
    aliases: { en: ['hi'], nl: ['hoi'] },
    arguments: [{ kind: 'rest', name: 'command' }],
    sideEffect: 'none',
    section: 'look',
  },
  {
    name: 'vm',
    aliases: { en: [], nl: ['machine'] },
    arguments: [{ kind: 'word', name: 'vm', required: true }],
    sideEffect: 'none',
    section: 'look',
  },
  {
    name: 'protection stop',
    aliases: { en: ['stop protection'], nl: ['stop beveiliging'] },
    arguments: [{ kind: 'word', name: 'vm' }],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  {
    name: 'requests',
    aliases: { en: [], nl: ['aanvragen'] },
    arguments: [],
    sideEffect: 'none',
    section: 'look',
  },
];
