import { languages } from '../../kernel/languages.ts';

/** What is said to a line that is not a command, or not a whole one. */
export const commands = {
  unknown: 'I don\'t know that command. Type "help" to see what I can do.',
  'did-you-mean': "I don't know that command. Did you mean {{suggestions}}?",
  empty: 'I\'m here. Type "help" to see what I can do.',
  power:
    'Strongroom doesn\'t {{verb}} machines: it only backs up and restores. Use the Azure portal, or type "vm {{vm}}" to see its state.',
  'power-unnamed': "Strongroom doesn't {{verb}} machines: it only backs up and restores. Use the Azure portal.",
  verb: { start: 'start', stop: 'stop', restart: 'restart' },
  'for-example': 'For example: {{example}}',
  problem: {
    missing: 'After "{{command}}" I need {{argument}}.',
    'no-value': 'I need a value after "{{given}}".',
    twice: 'You gave "{{given}}" more than once.',
    unexpected: 'I don\'t know what to do with "{{given}}" in "{{command}}".',
    'unknown-option': '"{{command}}" has no option "{{given}}".',
    'unknown-option-near': '"{{command}}" has no option "{{given}}". Did you mean "{{suggestion}}"?',
    'not-a-request-id': '"{{given}}" isn\'t a request id. They look like R-7K2M.',
    'excluded-letters': '"{{given}}" can\'t be a request id: they never contain {{letters}}. Look at it once more.',
  },
  argument: {
    subject: 'a request id or the name of a machine',
    words: 'names of commands or vaults, or "all"',
    id: 'a request id such as R-7K2M',
    vm: 'the name of a machine',
    vms: 'the names of machines',
    question: 'a question',
    answer: 'an answer',
    ticket: 'a ticket such as INC0012345',
    job: 'a job id',
    code: 'an error code',
    language: languages.join(' or '),
    what: 'a machine or an error code, and how long',
    time: 'a time of day such as 08:00',
    name: 'a name',
    timezone: 'a time zone',
    vault: 'a vault',
    quarter: 'a quarter such as 2026-Q4',
    files: 'the name of the machine that the files are from',
  },
} as const;
