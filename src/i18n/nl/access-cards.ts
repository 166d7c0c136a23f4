import type { accessCards as english } from '../en/access-cards.ts';
import type { SameKeys } from '../same-keys.ts';

export const accessCards: SameKeys<typeof english> = {
  whoami: {
    heading: 'Je bent {{name}}',
    'object-id': 'Object-id {{id}}',
    subscription: '{{vault}}: abonnement {{subscription}}',
    admin: 'Beheerder van Strongroom',
    settings: 'Ik antwoord in het {{language}}, met tijden in {{zone}}.',
    right: {
      see: 'zien',
      backUp: 'back-up maken',
      restore: 'herstel aanvragen',
      decide: 'over aanvragen van anderen beslissen',
    },
    none: 'Met je Azure-rollen kun je bij geen van de kluizen die ik bewaak. Vraag een platformbeheerder om Backup Reader of Backup Operator op een kluis.',
    unknown: 'Onbekend telt als nee: een roltoewijzing heeft een voorwaarde die ik niet kan beoordelen.',
    eligible: 'Je komt in aanmerking voor {{roles}}: [activeer die rol]({{link}}).',
    denied: 'Afgenomen door weigeringstoewijzingen: {{names}}.',
    more: 'en nog {{count}} kluizen',
    sentence: 'Je bent {{name}} en mag herstel aanvragen uit {{vaults}}.',
    'sentence-none': 'Je bent {{name}}. Met je Azure-rollen mag je uit geen van de kluizen die ik bewaak terugzetten.',
  },
};
