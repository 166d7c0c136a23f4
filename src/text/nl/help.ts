import type { help as english } from '../en/help.ts';
import type { SameKeys } from '../same-keys.ts';

export const help: SameKeys<typeof english> = {
  sections: {
    look: 'Kijken',
    restore: 'Terugzetten',
    decide: 'Beslissen',
    backup: 'Back-up maken',
    jobs: 'Taken',
    settings: 'Instellingen',
  },
  sideEffect: {
    none: 'Leest alleen.',
    changes: 'Verandert meteen iets.',
    'asks-approval': 'Iemand anders moet het goedkeuren voordat er iets gebeurt.',
  },
  summary: {
    help: 'Wat ik kan, of één opdracht met voorbeelden',
    whoami: 'Wie je voor mij bent, en wat je Azure-rollen toestaan',
    vms: 'De virtuele machines, beveiligd of niet',
    vm: 'Eén machine: beveiliging, versleuteling en nieuwste herstelpunten',
    check: 'Kan het terug? Wat ertegen spreekt, het ergste eerst',
    points: 'De herstelpunten van een machine',
    backup: 'Maak nu een back-up van een of meer machines',
    restore: 'Zet de schijven van een machine terug vanaf een herstelpunt',
    'restore files': 'Waarom losse bestanden niet worden teruggezet, en wat dan wel',
    confirm: 'Stuur het terugzetten dat je hebt bekeken naar de goedkeurders',
    requests: 'Open aanvragen, en die onlangs zijn afgelopen',
    approve: 'Keur een aanvraag van iemand anders goed',
    reject: 'Wijs een aanvraag van iemand anders af',
    withdraw: 'Trek je eigen aanvraag in voordat die begint',
    jobs: 'Taken voor back-up en terugzetten',
    job: 'Eén taak: stappen, voortgang en fouten',
    cancel: 'Annuleer een lopende taak',
    explain: 'Wat een foutcode betekent en wat je kunt doen',
    'approvals here': 'Aanvragen in dit kanaal laten beslissen',
    language: 'De taal waarin ik antwoord',
  },
};
