import type { helpTexts as english } from '../en/help.ts';
import type { SameKeys } from '../same-keys.ts';
import { summaries } from '../summaries.ts';
import { commandWords } from './command-words.ts';
import { typed } from './typed.ts';

export const helpTexts: SameKeys<typeof english> = {
  sections: {
    look: 'Kijken',
    restore: 'Terugzetten',
    decide: 'Beslissen',
    backup: 'Back-up maken',
    jobs: 'Taken',
    audit: 'Logboek',
    settings: 'Instellingen',
  },
  situation: {
    title: 'Wat je nu kunt typen',
    twin: `Meer over één onderwerp: {{topics}}. Over één opdracht: {{command}}. Alles wat je hier kunt: **${typed.help} alles**`,
    'twin-command': `Meer over één opdracht: {{command}}. Alles wat je hier kunt: **${typed.help} alles**`,
    waits: '{{vm}}: wacht op jouw beslissing. Je ziet eerst het plan',
    pending: '{{vm}}: wie moet goedkeuren',
    running: '{{vm}}: voortgang',
    'has-failed': '{{vm}}: wat er mislukte, en wat je kunt doen',
    failed: 'Wat er hier mislukte, {{vm}} bijvoorbeeld',
    unset: 'Bepaal waar dit kanaal voor gebruikt mag worden',
    check: 'Is {{vm}} terug te zetten?',
    restore: 'Zet {{vm}} terug vanaf een herstelpunt; een tweede persoon keurt dat goed',
    backup: 'Maak nu een back-up van {{vm}}',
    vms: 'Je machines, beveiligd of niet',
    requests: 'Openstaande aanvragen',
    doctor: 'Wat er nog ingesteld moet worden',
    explain: 'Wat een foutcode betekent; plak die van jou',
    whoami: 'Wie je voor mij bent, en wat je Azure-rollen je laten doen',
  },
  sideEffect: {
    none: 'Leest alleen.',
    changes: 'Verandert meteen iets.',
    'asks-approval': 'Iemand anders moet het goedkeuren voordat er iets gebeurt.',
  },
  summary: summaries(commandWords),
};
