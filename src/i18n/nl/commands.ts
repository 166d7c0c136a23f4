import type { commandTexts as english } from '../en/commands.ts';
import type { SameKeys } from '../same-keys.ts';
import { argumentWords } from './command-words.ts';
import { typed } from './typed.ts';

export const commandTexts: SameKeys<typeof english> = {
  unknown: `Die opdracht ken ik niet. Typ "${typed.help}" voor wat ik kan.`,
  'did-you-mean': 'Die opdracht ken ik niet. Bedoel je {{suggestions}}?',
  empty: `Ik ben er. Typ "${typed.help}" voor wat ik kan.`,
  power: `Strongroom kan geen machines {{verb}}: het maakt alleen back-ups en zet die terug. Gebruik de Azure-portal, of typ "${typed.vm} {{vm}}" voor de toestand.`,
  'power-unnamed':
    'Strongroom kan geen machines {{verb}}: het maakt alleen back-ups en zet die terug. Gebruik de Azure-portal.',
  verb: { start: 'starten', stop: 'stoppen', restart: 'herstarten' },
  'for-example': 'Bijvoorbeeld: {{example}}',
  question: 'Dat is een vraag, dus ik heb niets gedaan. Typ "{{line}}" om het te doen.',
  problem: {
    missing: 'Na "{{command}}" heb ik {{argument}} nodig.',
    'no-value': 'Na "{{given}}" verwacht ik een waarde.',
    twice: 'Je gaf "{{given}}" meer dan één keer.',
    unexpected: 'Ik weet niet wat ik met "{{given}}" moet in "{{command}}".',
    'unknown-option': '"{{command}}" heeft geen optie "{{given}}".',
    'unknown-option-near': '"{{command}}" heeft geen optie "{{given}}". Bedoel je "{{suggestion}}"?',
    'not-a-request-id': '"{{given}}" is geen aanvraagnummer. Die zien eruit als R-7K2M.',
    'excluded-letters':
      '"{{given}}" kan geen aanvraagnummer zijn: daarin komt nooit {{letters}} voor. Kijk nog eens goed.',
  },
  argument: argumentWords,
};
