import type { errorsCards as english } from '../en/errors-cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const errorsCards: SameKeys<typeof english> = {
  explain: {
    heading: '{{asked}}: wat dat betekent',
    unknown: 'Ik ken deze Azure-fout niet.',
    near: 'Bedoel je {{titles}}?',
    'own-text': `Typ **${typed.job}** en het nummer voor wat Azure zelf over een mislukte taak zegt.`,
    'sentence-unknown': 'Ik ken de Azure-fout {{asked}} niet.',
    fact: { retry: 'Opnieuw proberen?', phase: 'Komt voor bij', mend: 'Ga verder met' },
    retry: {
      no: 'Dat helpt niet.',
      later: 'Ja, na een tijdje.',
      'after-fix': 'Ja, als de oorzaak is verholpen.',
    },
    phase: {
      configure: 'het instellen van beveiliging',
      backup: 'back-up',
      restore: 'terugzetten',
      job: 'het annuleren van een taak',
      vault: 'de kluis',
      key: 'Key Vault en schijfversleuteling',
      azure: 'Azure zelf',
    },
  },
};
