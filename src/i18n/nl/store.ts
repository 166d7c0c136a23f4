import type { store as english } from '../en/store.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const store: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    audit: {
      event: {
        database: { behind: 'kwam terug zonder de laatste wijzigingen' },
      },
    },
    errors: {
      store: {
        unavailable: {
          message: 'Dat kon ik niet opslaan.',
          remedy: 'Er is niets gedaan; probeer het over een minuut opnieuw.',
        },
        'in-doubt': {
          message: 'Ik weet niet of dat is opgeslagen: mijn database antwoordde niet meer.',
          remedy: `Kijk over een minuut op de kaart of typ "${typed.status}". Staat het er niet bij, probeer het dan opnieuw.`,
        },
        full: {
          message: 'De schijf van de database van Strongroom is vol, dus er is niets gedaan.',
          remedy: 'Vraag een platformbeheerder om ruimte te maken; probeer het daarna opnieuw.',
        },
        unreleased: {
          message:
            'Deze database is gemaakt door een versie van Strongroom van vóór de eerste release, en die van nu kan hem niet lezen.',
          remedy:
            'Om opnieuw te beginnen: verplaats de datamap, of maak een lege database op de server en voer daar "npm run migrate" uit.',
        },
      },
    },
  }),
};
