import type { kernelErrors as english } from '../en/kernel-errors.ts';
import type { SameKeys } from '../same-keys.ts';

export const kernelErrors: SameKeys<typeof english> = {
  internal: {
    message: 'Er ging iets mis in Strongroom.',
    remedy: 'Probeer het opnieuw; gebeurt het weer, vraag dan wie Strongroom draait om in het log te kijken.',
  },
  stored: {
    newer: {
      message:
        'Een nieuwere versie van Strongroom heeft dit geschreven ({{name}}), dus ik laat het aan die versie over. Er is niets gedaan.',
      remedy:
        'Er is niets verloren. Wordt Strongroom nu bijgewerkt, probeer het dan over een minuut opnieuw. Blijft dit zo, dan moet wie Strongroom beheert de nieuwere versie weer uitrollen.',
    },
    unreadable: {
      message: 'Ik kan niet lezen wat ik hierover heb bewaard ({{name}}, bij {{path}}), dus ik doe er niets mee.',
      remedy:
        'Er is niets veranderd. Wie Strongroom beheert vindt in docs/operations.md, "Stored data", wat te doen. Je kunt hetzelfde opnieuw vragen.',
    },
  },
};
