import type { addendum as english } from '../en/approval-addendum.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const addendum: SameKeys<typeof english> = {
  state: {
    asked: 'Wacht op nog een stemming',
    agreed: 'Goedgekeurd',
    refused: 'Afgewezen',
    expired: 'Verlopen',
    withdrawn: 'Ingetrokken',
  },
  heading: 'Niet in het goedgekeurde plan van {{vm}}',
  byline: '{{id}}, aanvulling {{number}}, aangevraagd door {{name}}. Stap: {{step}}.',
  lead_one:
    'De sjabloon van Azure voor {{vm}} stelt een eigenschap in die het goedgekeurde plan niet kent. Microsoft kan die hebben toegevoegd, maar ook iedereen die in de tussenopslag mag schrijven.',
  lead_other:
    'De sjabloon van Azure voor {{vm}} stelt {{count}} eigenschappen in die het goedgekeurde plan niet kent. Microsoft kan ze hebben toegevoegd, maar ook iedereen die in de tussenopslag mag schrijven.',
  'lead-disks':
    'De herstelde schijven van {{vm}} zijn niet zoals in het goedgekeurde plan. Misschien waren ze zo op het herstelpunt, maar iemand kan ook een schijf hebben veranderd of vervangen.',
  cut: '{{value}} ({{length}} tekens; lees het geheel in Azure voordat je akkoord gaat)',
  effect:
    'Ga je akkoord, dan wordt de nieuwe machine gemaakt met precies deze waarden en verder zoals goedgekeurd. Duikt er iets anders op, dan vraag ik het opnieuw.',
  otherwise: `Zo niet, dan mislukt de stap en wordt er niets gemaakt; de schijven blijven. **${typed.byhand} {{id}}** toont hoe je de machine met de hand maakt.`,
  'otherwise-temporary':
    'Zo niet, dan mislukt de stap en wordt er niets gemaakt; wat tot dan toe is gemaakt, wordt verwijderd.',
  'decide-by': 'Beslist niemand vóór {{when}}, dan mislukt de stap en wordt er niets gemaakt.',
  sure_one:
    'Je gaat ermee akkoord dat de nieuwe machine wordt gemaakt met een waarde die niet in het goedgekeurde plan staat.',
  sure_other:
    'Je gaat ermee akkoord dat de nieuwe machine wordt gemaakt met {{count}} waarden die niet in het goedgekeurde plan staan.',
  yes: 'Ja, maak de machine hiermee',
  sentence: {
    asked_one:
      '{{id}} wacht op nog een stemming: er is iets aan {{vm}} dat niet in het goedgekeurde plan staat. Keur het goed of wijs het af vóór {{until}}.',
    asked_other:
      '{{id}} wacht op nog een stemming: er zijn {{count}} dingen aan {{vm}} die niet in het goedgekeurde plan staan. Keur ze goed of wijs ze af vóór {{until}}.',
    agreed: '{{id}}: wat bij {{vm}} buiten het plan valt, is goedgekeurd.',
    refused: '{{id}}: wat bij {{vm}} buiten het plan valt, is afgewezen. Er is niets gemaakt.',
    withdrawn: '{{id}}: de stemming over wat bij {{vm}} buiten het plan valt, is ingetrokken. Er is niets gemaakt.',
    expired: '{{id}}: niemand besliste over wat bij {{vm}} buiten het plan valt. Er is niets gemaakt.',
  },
  said: {
    type: `Om goed te keuren wat buiten het plan valt, typ "${typed.approve} {{id}} {{piece}}".`,
    remind:
      '{{people}}: {{id}} wacht nog op een stemming over {{vm}}. Beslist niemand vóór {{until}}, dan mislukt de aanvraag.',
    'remind-nobody':
      '{{id}} wacht nog op een stemming over {{vm}}. Beslist niemand vóór {{until}}, dan mislukt de aanvraag.',
  },
};
