import type { teams as english } from '../en/teams.ts';
import type { SameRoom } from '../language-folder.ts';

export const teams: SameRoom<typeof english> = {
  texts: {
    say: {
      checking: 'Ik vraag het na bij Azure. Het antwoord volgt in een bericht aan jou.',
      slow: 'Dat duurt langer dan anders. Kijk over een minuut nog eens.',
      neutral: 'Ik kan het antwoord hier niet laten zien. Schrijf me in onze persoonlijke chat en vraag het opnieuw.',
      elsewhere: '{{name}}, mijn antwoord staat in onze persoonlijke chat.',
      done: 'Zie het gesprek.',
      error:
        'Er ging bij mij iets mis en er is niets veranderd. Probeer het opnieuw; in het log van Strongroom staat het onder {{id}}.',
      refused: {
        'no-identity': 'Ik kan niet zien wie je in deze organisatie bent. Meld je aan met een werkaccount.',
        'other-tenant':
          'Je account hoort bij een andere organisatie. Je kunt lezen wat hier staat, maar alleen accounts van deze kunnen iets vragen of beslissen.',
        guest:
          'Gasten kunnen Strongroom niet gebruiken, alleen lezen wat hier staat. Vraag het een lid van deze organisatie.',
      },
    },
  },
};
