import type { storeErrors as english } from '../en/store-errors.ts';
import type { SameKeys } from '../same-keys.ts';

export const storeErrors: SameKeys<typeof english> = {
  store: {
    unavailable: {
      message: 'De database van Strongroom is nu niet bereikbaar, dus er is niets gedaan.',
      remedy: 'Er is niets verloren. Probeer het over een minuut opnieuw.',
    },
    full: {
      message: 'De schijf van de database van Strongroom is vol, dus er is niets gedaan.',
      remedy: 'Er is niets verloren. Wie Strongroom beheert moet ruimte maken; probeer het daarna opnieuw.',
    },
  },
};
