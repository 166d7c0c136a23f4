import { summaries } from '../summaries.ts';
import { commandWords } from './command-words.ts';

/** One line per command, under the names that the command specs use. */
export const helpTexts = {
  sections: {
    look: 'Look',
    restore: 'Restore',
    decide: 'Decide',
    backup: 'Back up',
    jobs: 'Jobs',
    audit: 'Audit',
    settings: 'Settings',
  },
  situation: {
    title: 'What you can type now',
    twin: 'More on one topic: {{topics}}. On one command: {{command}}. Everything you can do here: **help all**',
    'twin-command': 'More on one command: {{command}}. Everything you can do here: **help all**',
    waits: '{{vm}}: it waits for your decision. This shows the plan first',
    pending: '{{vm}}: who has to approve it',
    running: '{{vm}}: progress',
    'has-failed': '{{vm}}: what failed, and what to do',
    failed: 'What failed here, including {{vm}}',
    unset: 'Set what this channel can be used for',
    check: 'Will {{vm}} restore?',
    restore: 'Restore {{vm}} from a recovery point; a second person approves it',
    backup: 'Back up {{vm}} now',
    vms: 'Your machines, protected or not',
    requests: 'Open requests',
    doctor: "What's still to be set up",
    explain: 'What an error code means; paste yours',
    whoami: 'Your account as I see it, and what your Azure roles let you do',
  },
  sideEffect: {
    none: 'Only reads.',
    changes: 'Changes something at once.',
    'asks-approval': 'Someone else has to approve it before anything happens.',
  },
  summary: summaries(commandWords),
} as const;
