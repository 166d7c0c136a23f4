import type { quarantine as english } from '../../en/restore/quarantine.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const quarantine: SameRoom<typeof english> = {
  commands: {
    release: {
      summary: 'Laat een kopie uit quarantaine',
      names: ['geef vrij', 'vrijgeven'],
      examples: [
        'geef vrij R-7K2M omdat INC0012345 onderzocht',
        'geef vrij sql-01-r1124 naar released omdat INC0012345',
      ],
    },
  },
  keywords: {
    quarantine: ['in quarantaine', 'quarantaine'],
    to: ['naar'],
  },
  texts: (typed): SameTexts<typeof english> => ({
    approval: {
      yes: {
        quarantine: 'Ja, maak deze kopie in quarantaine',
        release: 'Ja, geef de kopie vrij',
      },
      sure: {
        quarantine:
          'Je gaat ermee akkoord dat er in {{group}} een kopie van {{vm}} van {{when}} wordt gemaakt, **in quarantaine** tot iemand anders die vrijgeeft. {{original}}',
      },
      undo: {
        quarantine: 'Ongedaan maken: stop het vóór de start; verwijder later de kopie in {{group}}.',
        release: 'Ongedaan maken: stop het vóór de start; stop later de kopie. Wat die dan heeft bereikt, blijft.',
      },
    },
    audit: {
      event: {
        'quarantine-off': { asked: 'begon de toewijzing van een kopie in quarantaine op te heffen' },
        quarantine: { told: 'meldde hoe een kopie in quarantaine ervoor staat' },
      },
    },
    cards: {
      gated: {
        release: {
          network: 'Netwerk',
          from: 'Uit subnet',
          to: 'Naar subnet',
          group: 'Beveiligingsgroep daar',
          rules: 'Regels daar',
          none: 'geen',
          'seen-card': 'Ook die regels keur je goed: zie Details.',
          'seen-form': 'De regels hieronder horen bij wat wordt goedgekeurd.',
          point: 'Het herstelpunt: {{when}}. **Niets heeft aangetoond dat wat {{vm}} aanviel er niet in zit.**',
        },
        heading: {
          'quarantine-off': 'Toewijzing van {{copy}} opheffen',
          release: '{{copy}} vrijgeven uit quarantaine',
        },
        paragraph: {
          'quarantine-off':
            'Heft de toewijzing van {{copy}} van {{id}} op: het is niet gebleken dat die gescheiden is. De schijven blijven.',
          release:
            '{{copy}}, de kopie van {{vm}} door {{of}}, gaat van subnet {{from}} naar **{{to}}**, en **kan dan bereiken, en bereikt worden door, wat de regels daar doorlaten**.',
        },
      },
      requests: {
        of: {
          quarantine: 'quarantaine van een kopie van {{vm}}',
          'quarantine-off': 'toewijzing van een kopie van {{vm}} opheffen',
          release: 'vrijgave van een kopie van {{vm}}',
        },
      },
      step: {
        'quarantine-record-disks': 'Schijven vastleggen',
        'quarantine-close-disks': 'Schijven sluiten voor export',
        'quarantine-record-machine': 'Machine vastleggen',
        'quarantine-apart': 'Controleren dat de kopie niet te bereiken is',
        'quarantine-off': 'Toewijzing van de kopie opheffen',
        'quarantine-off-confirm': 'Controleren dat de kopie niet meer draait',
        'release-move': 'Naar het andere subnet verplaatsen',
        'release-tag': 'Als vrijgegeven taggen',
      },
      'step-skipped': {
        'quarantine-off': 'die staat uit, of de toewijzing kon niet worden opgeheven',
        'release-tag': 'de tag staat er al, of kon niet worden gezet',
      },
      button: { 'open-release': 'Vrijgeven...', 'restore-again': 'Opnieuw aanvragen' },
    },
    errors: {
      'quarantine-subnet-gone': {
        message: 'Het quarantainesubnet {{subnet}} is er niet.',
        remedy: 'Laat het opnieuw maken of het herstelprofiel verbeteren; vraag het daarna opnieuw.',
      },
      'quarantine-not-apart': {
        message:
          'Het quarantainesubnet is niet afgesloten, of dat is niet vast te stellen: {{found}}. Een kopie zou bij productie kunnen komen.',
        remedy:
          'Laat dit verwijderen (of, als ontgrendelen het nodig heeft, als opening in het herstelprofiel zetten), en vraag het daarna opnieuw.',
      },
      'quarantine-reachable': {
        message:
          'De kopie is bereikbaar of kan naar buiten ({{found}}), of dat is niet vast te stellen. De toewijzing wordt opgeheven.',
        remedy: `Laat dit verwijderen en zet opnieuw terug. "${typed.leftovers}" toont wat van deze kopie over is.`,
      },
      'quarantine-still-on': {
        message:
          'Van {{copy}} van {{id}} is niet gebleken dat die gescheiden is, en de kopie **draait nog**: Azure hief de toewijzing niet op.',
        remedy:
          'Hef de toewijzing nu met de hand op. Ik probeer het elk uur; misschien houdt een vergrendeling of een ontbrekend recht het tegen.',
      },
      'quarantine-moved-on': {
        message:
          'Van {{copy}} van {{id}} is niet gebleken dat die gescheiden is, en de kopie **draait nog**: iemand verplaatste die naar groep {{group}}, en daar hef ik geen toewijzing op.',
        remedy: 'Hef de toewijzing daar nu op, en zie in het activiteitenlogboek wie de kopie verplaatste.',
      },
      'quarantine-unproven': {
        message:
          '{{copy}} heeft de naam van een kopie van {{id}} waarvan niet bleek dat die gescheiden was. Het kan een andere machine zijn, dus **de toewijzing is niet opgeheven**.',
        remedy: 'Stop die nu in Azure, en zie in het activiteitenlogboek wie in de groep schreef.',
      },
      'quarantine-in-the-way': {
        message: '{{vm}} is een kopie in quarantaine, gemaakt door {{id}}.',
        remedy: `Er verandert niets aan vóór de vrijgave: "${typed.release} {{id}}".`,
      },
      'quarantine-foreign': {
        message: 'Iets anders heeft nu de naam van wat voor {{vm}} is gemaakt: {{names}}. Ik blijf ervan af.',
        remedy: 'Zie in het activiteitenlogboek wie in de groep schreef; zet daarna opnieuw terug.',
      },
      'release-unknown': {
        message: 'Er is geen kopie {{name}} in quarantaine, en ook geen van een machine die zo heet.',
        remedy: `Typ "${typed.status}" om het nummer van de aanvraag te vinden.`,
      },
      'release-which': {
        message: 'Er zijn meer kopieën van {{name}} in quarantaine: {{list}}.',
        remedy: `Noem de aanvraag: "${typed.release}" en het nummer.`,
      },
      'release-not-held': {
        message:
          "Niets van {{id}} is in quarantaine: het maakte niet zo'n kopie, mislukte, of de kopie is al vrijgegeven.",
        remedy: `Kijk op de kaart, of met "${typed.audit} {{id}}".`,
      },
      released: {
        message: '{{copy}} is niet meer in quarantaine: met {{id}} is die vrijgegeven naar subnet {{subnet}}.',
        remedy: 'Wat de regels daar doorlaten, kan de kopie nu bereiken.',
      },
      'release-not-yet': {
        message: '{{id}} is niet klaar: van de kopie is nog niet vastgesteld dat die gescheiden is.',
        remedy: 'Vraag het opnieuw als de kaart zegt dat het klaar is.',
      },
      'release-under-way': {
        message: '{{id}} vraagt al om {{copy}} vrij te geven.',
        remedy: 'Laat erover beslissen, of trek het eerst in.',
      },
      'release-gone': {
        message: '{{copy}}, of de netwerkinterface ervan, is er niet meer.',
        remedy: 'Zie in het activiteitenlogboek wie de kopie verwijderde, en zet opnieuw terug als je die nodig hebt.',
      },
      'release-foreign': {
        message:
          '{{copy}} is niet alleen wat {{id}} maakte: een andere heeft die naam, een schijf is verwisseld, of er kwam een netwerkinterface of openbaar adres bij.',
        remedy:
          'Zie in het activiteitenlogboek wie de kopie wijzigde, en zet opnieuw terug: deze wordt niet vrijgegeven.',
      },
      'release-elsewhere': {
        message: '{{copy}} is zonder vrijgave uit quarantaine, en zit in subnet {{subnet}}.',
        remedy: 'Zie in het activiteitenlogboek wie de kopie verplaatste. Hoort die daar niet, stop die dan in Azure.',
      },
      'release-subnet-gone': {
        message: 'Subnet {{subnet}} is er niet.',
        remedy: 'Laat het opnieuw maken of het herstelprofiel verbeteren; vraag het daarna opnieuw.',
      },
      'release-unread': {
        message: 'De regels van subnet {{subnet}} zijn niet te lezen, dus weet niemand wat ze doorlaten.',
        remedy:
          'Laat de bot trede quarantine geven op de groep van de netwerkbeveiligingsgroep; vraag het daarna opnieuw.',
      },
      'release-rules-long': {
        message: 'Subnet {{subnet}} heeft meer regels dan een kaart kan tonen.',
        remedy: 'Laat ze inkorten, of geef de kopie vrij naar een ander subnet.',
      },
      'release-no-subnet': {
        message: 'Er is geen subnet ingesteld waarnaar kopieën van kluis {{vault}} vrijgegeven mogen worden.',
        remedy:
          'Vraag een platformbeheerder om subnetten van dat netwerk in het herstelprofiel te zetten (releaseSubnetIds).',
      },
      'release-subnet-not-offered': {
        message: 'Naar {{subnet}} wordt niets vrijgegeven.',
        remedy: 'Kies een van deze: {{subnets}}.',
      },
      'release-moved': {
        message:
          'De vrijgave van {{copy}} is niet meer wat is goedgekeurd: het subnet, de regels of de identiteiten zijn anders.',
        remedy: `Kijk wat er anders is en vraag het opnieuw: "${typed.release} {{id}}".`,
      },
      'release-identities': {
        message: 'Iemand gaf {{copy}} een identiteit: wat die mag, kan de kopie na de vrijgave.',
        remedy: 'Laat die weghalen als niemand weet waarom.',
      },
      'release-deployment-foreign': {
        message: 'Implementatie {{name}} is niet wat is verstuurd: dat kan een aanval zijn.',
        remedy: 'Zie in het activiteitenlogboek wie dat deed, en waar de netwerkinterface van de kopie nu zit.',
      },
      'release-not-there': {
        message: '{{name}} liep goed af, maar de netwerkinterface zit niet in het subnet.',
        remedy: 'Kijk in het activiteitenlogboek wie de kopie verplaatste; probeer het daarna opnieuw.',
      },
      'quarantine-day': {
        message: '{{copy}}: dag {{days}} in quarantaine. De kopie is nog gescheiden.',
        remedy: `Geef de kopie vrij met "${typed.release} {{id}}", of verwijder die in Azure.`,
      },
      'quarantine-is-off': {
        message: '{{copy}}: dag {{days}} in quarantaine. De kopie staat uit.',
        remedy: `Geef de kopie vrij met "${typed.release} {{id}}", of verwijder die in Azure.`,
      },
      'quarantine-overdue': {
        message:
          '{{copy}}: dag {{days}} in quarantaine; ingesteld is {{limit}} dagen. De kopie kost geld, en kan bevatten wat {{vm}} aanviel.',
        remedy: `Geef de kopie vrij met "${typed.release} {{id}}", of verwijder die in Azure.`,
      },
      'quarantine-opened': {
        message:
          '{{copy}}: dag {{days}} in quarantaine. Vandaag is niet vast te stellen dat de kopie gescheiden is: {{found}}.',
        remedy: 'Stop de kopie in Azure tot dat verholpen is.',
      },
      'quarantine-swapped': {
        message:
          '{{copy}}: dag {{days}} in quarantaine. De kopie heeft niet meer alleen de teruggezette schijven: {{names}}.',
        remedy: 'Zie in het activiteitenlogboek wie ze verwisselde, en zet opnieuw terug: deze wordt niet vrijgegeven.',
      },
      'quarantine-moved': {
        message:
          '{{copy}}: dag {{days}} in quarantaine. Iemand verplaatste de kopie naar groep {{group}}, waar niemand die controleert.',
        remedy:
          'Zie in het activiteitenlogboek wie dat deed. Stop de kopie in Azure, en verwijder die of verplaats die terug.',
      },
      'quarantine-disks-left': {
        message:
          '{{copy}}: dag {{days}} in quarantaine. De machine is weg of een andere; de schijven zijn er nog: {{names}}. Ze kosten geld, en kunnen bevatten wat {{vm}} aanviel.',
        remedy: 'Verwijder ze in Azure. Weet je niet wat er gebeurd is, kijk dan in het activiteitenlogboek.',
      },
      'quarantine-left': {
        message:
          '{{copy}} is niet meer in quarantaine: verwijderd, verplaatst naar waar ik niets zie, of een andere heeft die naam.',
        remedy: 'Weet je niet waarom, kijk dan in het activiteitenlogboek.',
      },
    },
  }),
};
