import type { byHand as english } from '../en/by-hand.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const byHand: SameRoom<typeof english> = {
  commands: {
    commands: {
      summary: 'De rest van een herstel als regels voor az of PowerShell',
      names: ['opdrachten'],
      examples: ['opdrachten R-7K2M', 'opdrachten sql-01', 'opdrachten sql-01 powershell', 'opdrachten sql-01 regio'],
    },
  },
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      'by-hand': {
        kept: 'Afgedrukt door Strongroom op {{when}}, om zonder te herstellen. Hier staat wat zijn identiteit mag zien, wie het ook leest.',
        lines: '{{id}} met de hand, voor {{shell}}. De regels werken met je eigen rechten.',
        heading: '{{subject}} met de hand',
        'heading-part': '{{subject}} met de hand, deel {{part}} van {{parts}}',
        about: {
          request:
            'Wat er nog over is van het terugzetten van {{vm}} per {{when}}, voor {{shell}}. De regels werken met je eigen rechten.',
          machine: '{{vm}} terugzetten per {{when}}, voor {{shell}}. De regels werken met je eigen rechten.',
        },
        shell: { az: 'az in bash (Cloud Shell)', powershell: 'PowerShell met Az' },
        step: {
          'sign-in': 'Abonnement kiezen',
          'other-subscription': 'Naar het abonnement van de doelgroep',
          'remove-key-copy': 'Kopie van de sleutels verwijderen',
        },
        portal: 'portal',
        'beyond-az': `az vindt geen back-up in resourcegroep {{group}}, met letters buiten ASCII in de naam (azure-cli issue 25154). Typ in plaats daarvan ${typed.commands} {{subject}} powershell.`,
        busy: {
          unapproved: '{{subject}} is niet goedgekeurd, of niet meer. Vraag het eerst opnieuw.',
          begins: 'Ik begin hier zo zelf aan. Trek {{subject}} eerst in, anders gebeurt het twee keer.',
          waits: '{{subject}} wacht op een beslissing. Trek het eerst in, anders gebeurt het misschien twee keer.',
          runs: 'Ik ben nog bezig met {{subject}}. Typ deze regels alleen als ik niet verderga, anders gebeurt het twee keer.',
          open: `{{id}} zet {{vm}} al terug, of doet dat na akkoord: met deze regels gebeurt het nog een keer. Typ ${typed.commands} {{id}} voor wat er van {{id}} over is.`,
          step: 'Ik ben er nog mee bezig: {{step}} loopt, en de regels wachten daarop. Ga alleen met de hand verder als ik dat niet doe.',
        },
        'under-way': {
          waits: 'Loopt al: de regels wachten erop en beginnen niets.',
          looks: `Loopt al, en duurt seconden: typ **${typed.commands} {{subject}}** nog eens voordat je verdergaat.`,
          unknown: `Verstuurd, maar Azure heeft de taak nog niet genoemd. Begin er niet opnieuw aan: typ over een minuut **${typed.commands} {{subject}}**.`,
        },
        'goes-on': 'Deze stap gaat verder in deel {{part}}.',
        'goes-on-clears':
          'Deze stap gaat verder in deel {{part}}. Tot de laatste regel ervan is uitgevoerd, of er een is mislukt, staat er een kopie van de sleutels in je sessie.',
        pair: 'Tussen regio’s zet ik nog niets terug: deze regels wel, in {{region}}. Wat daar ontbreekt:',
        gap: {
          age: 'De kopieën daar zijn tot 36 uur oud; de eerste regel zegt of deze er al is.',
          places: 'Resourcegroep, tussenopslag en subnet: zet die van jou op de plaats van de punthaken.',
          keys: 'De sleutels: schijven met Azure Disk Encryption gaan open met een sleutelkluis in hun eigen regio. De regels eindigen met de schijven; zet de sleutels daar, en maak dan {{vm}} van de schijven.',
          'customer-key':
            'De schijfversleutelingsset: tot je er een van die regio instelt, gebruiken de schijven een sleutel van Microsoft.',
          'private-disks':
            'Privétoegang: de aanvraag heeft er geen instelling voor, dus de schijven zijn vanaf het openbare netwerk te exporteren tot je ze dichtzet.',
          guard: 'De Resource Guard: zo’n aanvraag noemt er geen. Wat Azure dan doet, is niet gedocumenteerd.',
          'no-cancel': 'Zo’n taak is niet te annuleren.',
          'no-request': `Goedkeuring, tags en mijn controles: niets hiervan is een aanvraag van mij, en **${typed.leftovers}** vindt er niets van.`,
        },
        quarantine: `Deze kopie hoort in quarantaine. Laten de geldende regels of routes iets anders door dan {{openings}}, hef dan de toewijzing op: **{{off}}**.`,
        'release-to': `De kopie blijft daar tot iemand anders instemt met **${typed.release} {{subject}}**. Dat zet de netwerkinterface in een ander subnet ({{subnets}}), zet dat in de tag en verandert verder niets.`,
        'release-nowhere': `Daar blijft ze tot iemand anders akkoord gaat met **${typed.release} {{subject}}**. Geen herstelprofiel van de kluis noemt daarvoor een subnet (releaseSubnetIds): een platformbeheerder moet dat eerst doen.`,
        nothing: 'niets',
        rights: 'Je hebt nodig: {{list}}.',
        right: {
          vault: 'Backup Operator en Reader op kluis {{name}}',
          group: 'Virtual Machine Contributor op resourcegroep {{name}}',
          network: 'deelname aan een subnet van netwerk {{name}}',
          blobs: 'Storage Blob Data Contributor op opslagaccount {{name}}',
          tags: 'Tag Contributor op resourcegroep {{name}} alleen voor de tags: de andere regels werken ook zonder',
          'keys-read': 'sleutels en geheimen opvragen van sleutelkluis {{name}}',
          'keys-deploy':
            'sleutelkluis {{name}} bij een implementatie gebruiken (Microsoft.KeyVault/vaults/deploy/action), wat Key Vault Contributor mag',
          'set-key': 'sleutels van {{name}} opvragen, terughalen en terugzetten',
          'keys-write': 'sleutels en geheimen opvragen, terughalen, terugzetten en instellen in sleutelkluis {{name}}',
        },
        note: 'Typ ze in deze volgorde, in één sessie: latere regels gebruiken wat eerdere hebben ingesteld, en na een regel die mislukt gebeurt er niets meer tot het abonnement opnieuw is gekozen. Ik merk niet wat je met de hand doet; trek de aanvraag eerst in als die nog wacht.',
        twin: `Of typ: **${typed.commands} {{subject}} {{other}}**`,
        'twin-region': `Of typ: **${typed.commands} {{subject}} {{other}} regio**`,
        sentence_one: '{{subject}} met de hand: {{count}} stap.',
        sentence_other: '{{subject}} met de hand: {{count}} stappen.',
        'sentence-part': 'Deel {{part}} van {{parts}} van {{subject}} met de hand.',
        none: '{{subject}}: er is niets meer met de hand te doen.',
      },
    },
    errors: {
      'by-hand-no-restore': {
        message: 'Voor {{id}} heb ik geen regels.',
        remedy: `Typ "${typed.commands}" met de naam van een machine, of "${typed.status} {{id}}" voor wat ervan geworden is.`,
      },
      'by-hand-temporary': {
        message:
          'Voor {{id}} heb ik geen regels: van de kopie van een oefening moet blijken dat ze gescheiden is, daarna wordt ze verwijderd, en wat met de hand wordt gemaakt staat nergens opgeschreven.',
        remedy: `Is de oefening nog niet begonnen, typ dan "${typed.stop} {{id}}". Laat die anders aflopen: wat is gemaakt, wordt dan verwijderd. Typ voor de regels van een herstel "${typed.commands} {{vm}}".`,
      },
      'by-hand-region-of-machine': {
        message: '{{id}} is een aanvraag. Regels voor een andere regio schrijf ik voor een machine.',
        remedy: `Typ "${typed.commands}", de naam van de machine en "regio".`,
      },
      'by-hand-not-in-vault': {
        message: 'Van {{vm}} ligt nog geen herstelpunt in de kluis, en alleen dat wordt naar {{region}} gekopieerd.',
        remedy: `Zet terug in {{home}}, of probeer het morgen opnieuw: "${typed.commands} {{vm}} regio".`,
      },
      'by-hand-region-silent': {
        message: 'Azure vertelt nu te weinig over {{vm}}: deze regels schrijf ik met wat de eigen regio weet.',
        remedy:
          'Probeer het over een minuut opnieuw. Is de regio uitgevallen, zet dan terug in de Azure-portal: de kluis > "Back-upitems" > "Secundaire regio" > Virtuele Azure-machine.',
      },
      'by-hand-shell': {
        message: 'Ik schrijf regels voor "az" en voor "powershell", niet voor "{{shell}}".',
        remedy: `Typ bijvoorbeeld "${typed.commands} {{subject}} powershell".`,
      },
    },
  }),
};
