import type { saga as english } from '../en/saga.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const saga: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    audit: {
      event: {
        attempt: {
          opened: 'gaat Azure aanroepen',
          accepted: 'Azure nam het aan',
          refused: 'Azure weigerde het',
          found: 'kwam toch nog',
          doubled: 'Azure heeft er een taak van die niemand volgt',
          held: 'wacht voor het opnieuw verstuurd wordt',
          'not-sent': 'niets verstuurd',
          'sent-again': 'opnieuw verstuurd',
          unclear: 'Azure gaf geen duidelijk antwoord',
        },
        step: {
          done: 'stap klaar',
          skipped: 'stap overgeslagen',
          failed: 'stap mislukt',
          suspicious: 'stap vond iets verdachts',
          stuck: 'stap al een half uur opgehouden',
          overdue: 'stap duurt al veel te lang',
        },
      },
    },
    errors: {
      'stop-ended': {
        message: '{{id}} is al afgelopen, dus er valt niets te stoppen.',
        remedy: `Typ "${typed.status} {{id}}" om te zien wat ervan geworden is.`,
      },
      'stop-already': {
        message: '{{name}} heeft {{id}} al gestopt.',
        remedy: 'Wat loopt, loopt af, en daarna volgt niets meer.',
      },
      'stop-swaps': {
        message: 'Azure verwisselt de schijven; dat is niet te stoppen.',
        remedy: 'Laat het lopen: het eindigt vanzelf, en het einde staat dan hier.',
      },
      'stop-swapped': {
        message: 'De schijven van {{vm}} zijn al vervangen. Alleen de controle of de machine draait, loopt nog.',
        remedy: 'Laat het lopen: het einde staat dan hier.',
      },
      'stop-finishes': {
        message: 'De stap van {{id}} die nu loopt, is niet halverwege te stoppen.',
        remedy: 'Laat hem lopen: hij eindigt vanzelf, en het einde staat dan hier.',
      },
      stopped: {
        message: '{{name}} heeft {{id}} gestopt.',
        remedy: 'Wat er dan al was gemaakt, blijft staan.',
      },
      'stopped-gone': {
        message: '{{name}} heeft {{id}} gestopt.',
        remedy: 'Wat is gemaakt, wordt verwijderd.',
      },
      'stopped-nothing': {
        message: '{{name}} heeft {{id}} gestopt. Er is niets gemaakt.',
        remedy: 'Doe een nieuwe aanvraag om opnieuw te beginnen.',
      },
      'not-your-taken-over': {
        message:
          'Vraag {{requester}}, die {{id}} heeft aangevraagd, of {{name}}, die het heeft overgenomen: alleen zij kunnen dit doen.',
        remedy: 'Of wijs het af als je erover mag beslissen.',
      },
      'must-end': {
        message:
          'Doe niets: {{id}} verwijdert een kopie die niet zo mag blijven, of heft de toewijzing ervan op, en kan niet worden gestopt.',
        remedy: 'Heb je een kopie nodig die blijft, vraag dan een herstel aan.',
      },
      'effect-missing': {
        message: 'Azure heeft de stap aangenomen, maar toont er niets van.',
        remedy: `Kijk in de Azure-portal, en typ dan "${typed.retry}".`,
      },
      'effect-unread': {
        message: 'Azure is klaar met de stap, maar wat die maakte is niet te lezen.',
        remedy: `Los op wat in de weg zit, en typ dan "${typed.retry}": er wordt eerst gekeken wat er staat.`,
      },
      'resend-over': {
        message: 'De stap is {{hours}} uur geleden verstuurd zonder antwoord, en Azure toont er niets van.',
        remedy: `De stap wordt niet vanzelf opnieuw verstuurd. Kijk in de Azure-portal, en typ dan "${typed.retry}", of vraag het opnieuw aan.`,
      },
      'begin-expired': {
        message: 'Het was goedgekeurd maar kon niet op tijd beginnen, dus er is niets gebeurd.',
        remedy: 'Vraag het opnieuw aan.',
      },
      'requester-lost-right': {
        message:
          '{{name}} heeft de Azure-rol niet meer die het goedgekeurde plan nodig heeft, dus het gaat niet verder.',
        remedy: `Laat een rol met het recht om {{right}} verlengen en typ "${typed.retry} {{id}}", of laat iemand die hem wel heeft dit typen: "${typed.takeover} {{id}}".`,
      },
      'requester-denied': {
        message:
          'De weigeringstoewijzing {{denial}} op {{scope}} neemt {{name}} het recht af om {{right}}, dus het gaat niet verder.',
        remedy: `Vraag een eigenaar van {{scope}} die op te heffen en typ "${typed.retry} {{id}}", of laat iemand die er niet onder valt dit typen: "${typed.takeover} {{id}}".`,
      },
      'standing-ended': {
        message: 'De tijd waarvoor {{id}} is goedgekeurd is voorbij; er loopt niets meer onder.',
        remedy: 'Vraag het opnieuw aan.',
      },
    },
    say: {
      'send-held':
        '{{id}}: het antwoord op de laatste stap ging verloren en Azure toont er niets van, dus wordt die nu niet opnieuw verstuurd. Ik kijk nog {{minutes}} minuten; is dit dan verholpen, dan gaat het vanzelf verder.',
      'send-held-late':
        '{{id}}: het antwoord op de laatste stap ging verloren, Azure toont er niets van, en het is te laat om die opnieuw te versturen. Ik kijk nog {{minutes}} minuten: duikt hij op, dan gaat het vanzelf verder. Zo niet, dan is er niets van gekomen en meld ik dat.',
      stuck: {
        step: '{{id}} wacht hierdoor al een half uur. Het gaat vanzelf verder zodra dat is verholpen.',
        'by-hand': `Kan het niet wachten, dan toont **${typed.commands} {{id}}** hoe je met de hand verdergaat.`,
        drill:
          'Tot dat is verholpen is niet te zeggen wat oefening {{id}} heeft gemaakt; er wordt dus niets van verwijderd en de kopie draait misschien nog. Daarna gaat het vanzelf verder.',
        copy: 'Tot dat is verholpen is niet te zeggen of de kopie van {{id}} nog draait; de toewijzing is dus niet opgeheven. Moet die nu stoppen, doe dat dan in de Azure-portal.',
      },
      once: {
        drill:
          'De kopie wordt verwijderd, dus opnieuw proberen kan niet. Een schermafbeelding, als die er is, staat in de chat van de eigenaar van de oefening. Verhelp de oorzaak op de machine of in de back-ups en oefen opnieuw.',
        quarantine:
          'Dit wordt niet opnieuw geprobeerd; de kopie, als die er is, wordt uitgezet en blijft in quarantaine. Verhelp de oorzaak en vraag het dan opnieuw aan.',
        suspect:
          'Behandel dit als een mogelijke aanval: zoek in het activiteitenlogboek wie heeft gemaakt of gewijzigd wat hier genoemd wordt, en gebruik er niets van.',
      },
      'role-ends': `{{id}}: je rol {{role}} op {{scope}} eindigt {{at}}, en het werk aan {{vm}} loopt nog. Verleng de rol voor die tijd, of laat een collega die hem heeft **${typed.takeover} {{id}}** typen.`,
    },
  }),
};
