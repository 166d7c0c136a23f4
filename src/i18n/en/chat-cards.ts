import { drillFolded } from './drills-form.ts';
import { protectionFolded } from './protection-cards.ts';
export const chatCards = {
  words: {
    twin: 'Or type {{lines}}',
    'twin-instead': 'Or type {{line}}, or instead of {{first}}: {{others}}',
  },
  'private-answers': {
    sentence:
      "Only you should see this line. If you do, I can give you private answers here from now on. Until then they're in our personal chat.",
    twin: 'Or type: **channel private**',
  },
  help: {
    heading: 'Strongroom',
    lead: 'Backs up and restores encrypted virtual machines. Every restore is approved by a second person.',
    also: 'Also understood: {{names}}.',
    examples: 'For example',
    twin: 'More on a command: **help {{command}}**',
    'twin-all': 'Everything you can do here: **help all**',
    sentence: 'I understand commands and plain sentences.',
  },
  form: { 'label-more': '{{label}} ({{count}} more can be typed)' },
  'form-busy': {
    ...drillFolded,
    ...protectionFolded,
    'text-restore': '{{name}} is filling in a restore of {{vm}}.',
    'twin-restore': 'Or type: **restore {{vm}}**',
    'text-backup': '{{name}} is filling in a backup of {{vm}}.',
    'twin-backup': 'Or type: **backup {{vm}} keep 30d**',
  },
  'form-folded': {
    ...drillFolded,
    ...protectionFolded,
    'submitted-restore': '{{name}} requested a restore of {{vm}}: {{id}}.',
    'submitted-backup': '{{name}} requested a backup of {{vm}}.',
    cancelled: '{{name}} closed the form for {{vm}}. No request was sent.',
    replaced: '{{name}} has newer forms open, so the one for {{vm}} was closed. No request was sent.',
    rehearsed: '{{name}} saw what would have been done for {{vm}}. No request was sent.',
    expired: "{{name}}'s form for {{vm}} was closed after 15 minutes. No request was sent.",
  },
} as const;
