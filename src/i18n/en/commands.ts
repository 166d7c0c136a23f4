import { argumentWords } from './command-words.ts';

/** What is said to a line that is not a command, or not a whole one. */
export const commandTexts = {
  unknown: 'I don\'t know that command. Type "help" to see what I can do.',
  'did-you-mean': "I don't know that command. Did you mean {{suggestions}}?",
  empty: 'I\'m here. Type "help" to see what I can do.',
  power:
    'Strongroom doesn\'t {{verb}} machines: it only backs up and restores. Use the Azure portal, or type "vm {{vm}}" to see its state.',
  'power-unnamed': "Strongroom doesn't {{verb}} machines: it only backs up and restores. Use the Azure portal.",
  verb: { start: 'start', stop: 'stop', restart: 'restart' },
  'for-example': 'For example: {{example}}',
  question: 'That\'s a question, so I did nothing. To do it, type "{{line}}".',
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
  argument: argumentWords,
} as const;
