import type { RoomTexts } from '../room-texts.ts';

export const ui = {
  texts: {
    cards: {
      /** In every template's `t`. */
      shared: {
        details: 'Details',
        refresh: 'Refresh',
        error: 'Fill this in.',
      },
      notice: { next: 'You can type' },
    },
    errors: {
      'card-too-large': {
        message: 'The answer is too large for Teams ({{bytes}} bytes).',
        remedy: 'Ask for less, for example for one machine.',
      },
    },
  },
} as const satisfies RoomTexts;
