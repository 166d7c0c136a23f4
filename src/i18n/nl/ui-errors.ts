import type { uiErrors as english } from '../en/ui-errors.ts';
import type { SameKeys } from '../same-keys.ts';

export const uiErrors: SameKeys<typeof english> = {
  'card-too-large': {
    message: 'Het antwoord is te groot voor Teams ({{bytes}} bytes).',
    remedy: 'Vraag om minder, bijvoorbeeld één machine.',
  },
};
