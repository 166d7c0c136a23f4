import type { commands as english } from '../en/commands.ts';
import type { SameKeys } from '../same-keys.ts';

export const commands: SameKeys<typeof english> = {
  unknown: 'Die opdracht ken ik niet. Typ "help" voor wat ik kan.',
  'did-you-mean': 'Die opdracht ken ik niet. Bedoel je {{suggestions}}?',
  empty: 'Ik ben er. Typ "help" voor wat ik kan.',
  power:
    'Strongroom kan geen machines {{verb}}: het maakt alleen back-ups en zet terug. Gebruik de Azure-portal, of typ "vm {{vm}}" voor de toestand.',
  'power-unnamed':
    'Strongroom kan geen machines {{verb}}: het maakt alleen back-ups en zet terug. Gebruik de Azure-portal.',
  verb: { start: 'starten', stop: 'stoppen', restart: 'herstarten' },
  'for-example': 'Bijvoorbeeld: {{example}}',
  problem: {
    missing: 'Na "{{command}}" heb ik {{argument}} nodig.',
    'no-value': 'Na {{argument}} verwacht ik een waarde.',
    twice: 'Je gaf {{argument}} meer dan één keer.',
    unexpected: 'Ik weet niet wat ik met "{{given}}" moet in "{{command}}".',
    'unknown-option': '"{{command}}" heeft geen optie "{{given}}".',
    'unknown-option-near': '"{{command}}" heeft geen optie "{{given}}". Bedoel je "{{suggestion}}"?',
    'not-a-request-id': '"{{given}}" is geen aanvraagnummer. Die zien eruit als R-7K2M.',
    'excluded-letters':
      '"{{given}}" kan geen aanvraagnummer zijn: daarin komt nooit {{letters}} voor. Kijk nog eens goed.',
  },
  argument: {
    subject: 'een aanvraagnummer of de naam van een machine',
    words: 'namen van opdrachten of kluizen, of "all"',
    about: 'een aanvraagnummer of de naam van een machine',
    id: 'een aanvraagnummer zoals R-7K2M',
    vm: 'de naam van een machine',
    vms: 'de namen van machines',
    point: 'een herstelpunt: "latest", "#2" of een tijd',
    reason: 'een reden',
    question: 'een vraag',
    answer: 'een antwoord',
    ticket: 'een ticket zoals INC0012345',
    note: 'wat je gezien hebt',
    piece: 'de vier tekens die op de kaart staan',
    keep: 'hoe lang het bewaard blijft, zoals "30d"',
    until: 'een datum tot wanneer het bewaard blijft',
    job: 'een taaknummer',
    code: 'een foutcode',
    language: 'en of nl',
    command: 'een opdracht',
    page: 'een paginanummer',
    in: 'een kluis',
    with: 'een beleid',
    vault: 'een kluis',
    grant: 'één keer "geven"',
    filter: 'een filter',
    files: 'de naam van de machine waar de bestanden van zijn',
  },
};
