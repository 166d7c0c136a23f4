import type { ui as english } from '../en/ui.ts';
import type { SameRoom } from '../language-folder.ts';

export const ui: SameRoom<typeof english> = {
  texts: {
    cards: {
      shared: {
        details: 'Details',
        refresh: 'Vernieuwen',
        error: 'Vul dit in.',
      },
      notice: { next: 'Je kunt typen' },
    },
    errors: {
      'card-too-large': {
        message: 'Het antwoord is te groot voor Teams ({{bytes}} bytes).',
        remedy: 'Vraag om minder, bijvoorbeeld één machine.',
      },
    },
  },
};
