import type { decide as english } from '../en/decide.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const decide: SameRoom<typeof english> = {
  commands: {
    approve: {
      summary: 'Keur een aanvraag van iemand anders goed',
      names: ['keur goed', 'goedkeuren', 'akkoord'],
      examples: ['keur goed R-7K2M', 'keur goed R-7K2M 4F9C'],
    },
    reject: {
      summary: 'Wijs een aanvraag van iemand anders af',
      names: ['wijs af', 'afwijzen', 'keur af'],
      examples: ['wijs af R-7K2M', 'wijs af R-7K2M verkeerde machine'],
    },
    stop: {
      summary: 'Stop een aanvraag voorgoed, of een taak: er wordt niets meer gemaakt',
      names: ['stop', 'stoppen', 'annuleer', 'annuleren', 'annuleer taak', 'breek af'],
      examples: ['stop R-7K2M', 'stop 12bea6a4-0fec-46f3-9df1-0574d511c777'],
    },
    withdraw: {
      summary: 'Trek je stem in, of je eigen aanvraag',
      names: ['trek in', 'intrekken'],
      examples: ['trek in R-7K2M'],
    },
    ask: {
      summary: 'Vraag de aanvrager iets voordat je beslist',
      names: ['vraag'],
      examples: ['vraag R-7K2M is de tabel echt weg?'],
    },
    answer: {
      summary: 'Beantwoord een vraag over je aanvraag',
      names: ['antwoord'],
      examples: ['antwoord R-7K2M ja, verwijderd om 01:40'],
    },
    breakglass: {
      summary: 'Laat een aanvraag in nood zonder stemming beginnen',
      names: ['noodprocedure'],
      examples: ['noodprocedure R-7K2M INC0012345 niemand antwoordt', 'noodprocedure R-7K2M 4F9C'],
    },
    review: {
      summary: 'Teken voor de controle van een aanvraag die zonder stemming begon',
      names: ['teken', 'onderteken'],
      examples: ['teken R-7K2M', 'teken R-7K2M juiste machine, juiste punt'],
    },
    retry: {
      summary: 'Probeer de mislukte stap van een aanvraag opnieuw, onder dezelfde goedkeuring',
      names: ['probeer opnieuw', 'opnieuw'],
      examples: [
        'probeer opnieuw R-7K2M',
        'probeer opnieuw R-7K2M formaat Standard_D4s_v5',
        'probeer opnieuw R-7K2M herstart',
      ],
    },
    takeover: {
      summary: 'Neem een aanvraag van iemand anders over als diens rol weg is of afloopt',
      names: ['neem over', 'overnemen'],
      examples: ['neem over R-7K2M'],
    },
  },
  keywords: {
    now: ['nu'],
    restart: ['herstart'],
  },
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      button: {
        withdraw: 'Intrekken',
        stop: 'Stoppen',
        'keep-going': 'Door laten gaan',
        retry: 'Opnieuw proberen',
        takeover: 'Overnemen',
        'retry-with': 'Opnieuw met {{size}}',
        'retry-restart': 'Toewijzing opheffen en starten',
      },
    },
    commands: {
      argument: {
        question: 'een vraag',
        answer: 'een antwoord',
        ticket: 'een ticket zoals INC0012345',
      },
    },
    stop: {
      sure: '{{id}} voor {{vm}} voorgoed stoppen?',
      sent: 'Er wordt niets meer van verstuurd.',
      cancels: 'Azure wordt gevraagd de taak die nu loopt te annuleren, als dat nog kan.',
      'ends-in':
        'Deze kopie kan niet worden geannuleerd: die eindigt vanzelf over ongeveer {{duration}}, en daarna volgt niets meer.',
      'step-ends': 'De stap die nu loopt eindigt vanzelf, en daarna volgt niets meer.',
      'left-stays': 'Wat er dan al is, blijft staan met {{id}} als tag; kopieën van sleutels worden verwijderd.',
      'left-off':
        'Van een kopie die er dan al is wordt de toewijzing opgeheven; die blijft staan met {{id}} als tag. Kopieën van sleutels worden verwijderd.',
      'goes-on': '{{id}} gaat door.',
      which: `Welke? Typ "${typed.stop}" en het nummer: {{ids}}`,
      nothing: 'Hier loopt niets wat jij mag stoppen.',
    },
    errors: {
      'wrong-hash-piece': {
        message: '{{piece}} is niet het begin van het plan van {{id}}; misschien is het plan veranderd sinds je keek.',
        remedy: `Typ "${typed.approve} {{id}}" om het plan te zien en wat je moet typen.`,
      },
    },
    say: {
      'taken-over':
        '{{name}} heeft {{id}} overgenomen van {{before}}. Plan en goedkeuring blijven zoals ze zijn; vanaf nu loopt het op de rollen van {{name}}.',
      'taken-over-failed': `{{name}} heeft {{id}} overgenomen van {{before}}. Plan en goedkeuring blijven zoals ze zijn. Typ **${typed.retry} {{id}}** om verder te gaan waar het stopte, op de rollen van {{name}}.`,
      'approvals-here': 'Over aanvragen wordt vanaf nu in dit kanaal beslist.',
      'approvals-off': 'Over aanvragen wordt niet meer in dit kanaal beslist, maar in de thread waarin ze zijn gedaan.',
      'approvals-moved':
        '{{name}} heeft de goedkeuringen naar een ander kanaal verplaatst. Over aanvragen wordt hier niet meer beslist.',
    },
  }),
};
