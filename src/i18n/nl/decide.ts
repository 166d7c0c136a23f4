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
    withdraw: {
      summary: 'Trek je eigen aanvraag in voordat die begint',
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
    why: {
      summary: 'Volgens welke regel over een aanvraag wordt beslist, wie mag, waarom jij niet',
      names: ['waarom'],
      examples: ['waarom R-7K2M'],
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
    'approvals here': {
      summary: 'Laat in dit kanaal over aanvragen beslissen',
      names: ['goedkeuringen hier'],
      examples: ['goedkeuringen hier'],
    },
  },
  keywords: {
    restart: ['herstart'],
  },
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      button: {
        withdraw: 'Intrekken',
        retry: 'Opnieuw proberen',
        takeover: 'Overnemen',
        'retry-with': 'Opnieuw met dit formaat',
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
    errors: {
      'not-failed': {
        message: '{{id}} heeft geen mislukte stap die opnieuw kan.',
        remedy: `Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
      },
      'takeover-pending': {
        message: '{{id}} wacht nog op goedkeuring, dus er valt nog niets over te nemen.',
        remedy: 'Neem die over zodra de aanvraag is goedgekeurd.',
      },
      'takeover-state': {
        message: '{{id}} heeft niets meer te doen dat iemand kan overnemen.',
        remedy: `Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
      },
      'takeover-yours': {
        message: '{{id}} staat al op jouw naam.',
        remedy: `Is er een stap mislukt, typ dan "${typed.retry} {{id}}".`,
      },
      'takeover-approved': {
        message: 'Je hebt {{id}} goedgekeurd, dus je kunt het niet ook overnemen: daarvoor zijn twee mensen nodig.',
        remedy: `Vraag een collega die de rollen heeft en niet heeft goedgekeurd om "${typed.takeover} {{id}}" te typen.`,
      },
      'taken-over': {
        message: '{{name}} was je voor en heeft {{id}} overgenomen.',
        remedy: `Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
      },
      'retry-over': {
        message: '{{id}} kon tot {{until}} opnieuw worden geprobeerd.',
        remedy: `Vraag het opnieuw aan. Als er iets is teruggezet, staat dat er nog: typ "${typed.leftovers} {{id}}" om het te zien.`,
      },
      'retry-not-yours': {
        message: 'Alleen {{name}}, op wiens naam {{id}} staat, of wie het heeft goedgekeurd mag het opnieuw proberen.',
        remedy: 'Vraag het een van hen.',
      },
      'retry-size': {
        message: '{{size}} hoort niet bij de formaten die voor {{id}} zijn goedgekeurd.',
        remedy: 'Kies een van: {{sizes}}.',
      },
      'retry-size-step': {
        message: 'De mislukte stap van {{id}} maakt geen machine; een ander formaat verandert daar niets aan.',
        remedy: `Typ "${typed.retry} {{id}}".`,
      },
      'restart-right-missing': {
        message:
          'Opnieuw starten gebeurt namens {{name}}, op wiens naam het herstel staat en die {{vm}} niet opnieuw mag starten.',
        remedy:
          'Laat {{name}} een rol geven met het recht om {{right}} en vraag het opnieuw. Of start {{vm}} zelf opnieuw in de Azure-portal.',
      },
    },
    say: {
      'taken-over':
        '{{name}} heeft {{id}} overgenomen van {{before}}. Plan en goedkeuring blijven zoals ze zijn; vanaf nu loopt het op de rollen van {{name}}.',
      'taken-over-failed': `{{name}} heeft {{id}} overgenomen van {{before}}. Plan en goedkeuring blijven zoals ze zijn. Typ **${typed.retry} {{id}}** om verder te gaan waar het stopte, op de rollen van {{name}}.`,
      'approvals-here': 'Over aanvragen wordt vanaf nu in dit kanaal beslist.',
      'approvals-moved':
        '{{name}} heeft de goedkeuringen naar een ander kanaal verplaatst. Over aanvragen wordt hier niet meer beslist.',
    },
  }),
};
