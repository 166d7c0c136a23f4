import type { serviceCatalogue as english } from '../../en/catalogue/service.ts';
import type { SameKeys } from '../../same-keys.ts';

export const serviceCatalogue: SameKeys<typeof english> = {
  'backup-internal-failure': {
    cause: 'De back-up is binnen Azure mislukt.',
    remedy: 'Start de back-up opnieuw. Mislukt hij weer, vraag dan Azure-ondersteuning.',
  },
  'backup-in-progress': {
    cause: 'Er loopt nog een andere back-up van deze VM.',
    remedy: 'Wacht tot die klaar is, of annuleer hem.',
  },
  'transfer-slow': {
    cause: 'Het kopiëren duurt lang doordat de opslag druk of begrensd is.',
    remedy: 'Wacht; verminder de belasting van het opslagaccount, of gebruik een rustiger account.',
  },
  'copy-to-vault-failed': {
    cause: 'De momentopname is gemaakt, maar de gegevens konden niet naar de kluis worden gekopieerd.',
    remedy: 'Start de back-up opnieuw. Tot er een lukt, bestaan de nieuwste punten alleen als momentopname.',
  },
  'too-many-on-demand': {
    cause: 'Er zijn in korte tijd te veel back-ups van deze VM met de hand gestart.',
    remedy: 'Wacht: drie per dag is de bedoeling, en na negen pogingen in 24 uur stopt Azure.',
  },
  healthy: { cause: 'Dit is geen fout: de voorcontrole van de VM is in orde.', remedy: 'Er is niets te doen.' },
};
