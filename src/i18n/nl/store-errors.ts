import type { storeErrors as english } from '../en/store-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const storeErrors: SameKeys<typeof english> = {
  store: {
    unavailable: {
      message: 'Dat kon ik niet opslaan.',
      remedy: 'Er is niets gedaan; probeer het over een minuut opnieuw.',
    },
    'in-doubt': {
      message: 'Ik weet niet of dat is opgeslagen: mijn database antwoordde niet meer.',
      remedy: `Kijk over een minuut op de kaart of typ "${typed.requests}". Staat het er niet bij, probeer het dan opnieuw.`,
    },
    full: {
      message: 'De schijf van de database van Strongroom is vol, dus er is niets gedaan.',
      remedy: 'Er is niets verloren. Wie Strongroom beheert moet ruimte maken; probeer het daarna opnieuw.',
    },
  },
};
