export const uiErrors = {
  'card-too-large': {
    message: 'The answer is too large for Teams ({{bytes}} bytes).',
    remedy: 'Ask for less, for example for one machine.',
  },
} as const;
