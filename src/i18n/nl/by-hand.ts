import type { byHandCards as englishCards, byHandErrors as englishErrors } from '../en/by-hand.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const byHandCards: SameKeys<typeof englishCards> = {
  'by-hand': {
    lines: '{{id}} met de hand, voor {{shell}}. De regels werken met je eigen rechten.',
    heading: '{{subject}} met de hand',
    about: {
      request:
        'Wat er nog over is van het terugzetten van {{vm}} per {{when}}, voor {{shell}}. De regels werken met je eigen rechten.',
      machine: '{{vm}} terugzetten per {{when}}, voor {{shell}}. De regels werken met je eigen rechten.',
    },
    shell: { az: 'az in bash (Cloud Shell)', powershell: 'PowerShell met Az' },
    step: { 'sign-in': 'Abonnement kiezen', 'remove-key-copy': 'Kopie van de sleutels verwijderen' },
    portal: 'portal',
    busy: {
      begins:
        'Ik sta op het punt hier zelf aan te beginnen. Trek {{subject}} in voordat je er iets van typt, anders gebeurt het twee keer.',
      runs: 'Ik ben er nog mee bezig en ga zelf verder. Typ deze regels alleen als ik dat niet doe: wat ik ook doe, zou twee keer gebeuren.',
      waits:
        '{{subject}} wacht op een besluit. Trek het in voordat je hier iets van typt, anders gebeurt het misschien twee keer.',
      'change-runs':
        'Ik ben er nog mee bezig: {{subject}} loopt. Typ je dit nu, dan gebeurt het twee keer; typ deze regels alleen als ik niet verderga.',
      asks: 'Er draait niets van: {{subject}} wacht op nog een stemming. Trek {{subject}} in of laat die afwijzen voordat je er iets van typt, anders gebeurt het twee keer.',
      step: 'Ik ben er nog mee bezig: {{step}} loopt. De regels wachten op wat ik heb verstuurd. Wat de aanvraag verder nog inhoudt doe ik zelf: ga alleen met de hand verder als ik dat niet doe.',
    },
    'under-way': {
      waits: 'Loopt al: de regels wachten erop en beginnen niets.',
      looks: `Loopt al, en duurt seconden: typ **${typed.byhand} {{subject}}** nog eens voordat je verdergaat.`,
      unknown: `Verstuurd, maar Azure heeft de taak nog niet genoemd. Begin er niet opnieuw aan: typ over een minuut **${typed.byhand} {{subject}}** voor de regels die erop wachten, en voor alles daarna.`,
    },
    none: 'Er is niets meer met de hand te doen.',
    rights: 'Ze vragen: {{list}}.',
    right: {
      vault: 'Backup Operator en Reader op kluis {{name}}',
      group: 'Virtual Machine Contributor op resourcegroep {{name}}',
      network: 'deelname aan een subnet van netwerk {{name}}',
      blobs: 'Storage Blob Data Contributor op opslagaccount {{name}}',
      'keys-read': 'sleutels en geheimen tonen van sleutelkluis {{name}}',
      'keys-write': 'sleutels en geheimen tonen, herstellen, terugzetten en instellen in sleutelkluis {{name}}',
    },
    note: 'Typ ze in deze volgorde, in één sessie: latere regels gebruiken wat eerdere hebben ingesteld, en na een regel die mislukt gebeurt er niets meer tot het abonnement opnieuw is gekozen. Ik merk niet wat je met de hand doet; trek de aanvraag eerst in als die nog wacht.',
    twin: `Of typ: **${typed.byhand} {{subject}} {{other}}**`,
    sentence: '{{subject}} met de hand: {{count}} stappen.',
    'sentence-none': '{{subject}}: er is niets meer met de hand te doen.',
  },
  leftovers: {
    heading: 'Wat er van terugzetten is overgebleven',
    'heading-of': 'Wat er van terugzetten van {{subject}} is overgebleven',
    none: 'Er is van terugzetten niets over waar ik van weet.',
    kind: {
      'key-copy': 'Kopie van de sleutels',
      'restored-key': 'Teruggezette sleutel of geheim',
      vm: 'Machine',
      disk: 'Schijf',
      'old-disk': 'Vervangen schijf',
      vhd: 'Schijf als bestand (VHD)',
      nic: 'Netwerkinterface',
      blob: 'Bestand in de tussenopslag',
      other: 'Resource',
    },
    why: {
      exposes: 'Bevat sleutelmateriaal',
      costs: 'Kost geld zolang het er is',
      stays: 'Kost op zichzelf niets',
    },
    kept: {
      attached: `Hij hoort bij {{vm}}. Verwijder eerst {{vm}}, als die niet meer nodig is, en typ dan opnieuw **${typed.leftovers}**.`,
      unproven:
        'Het label van {{id}} staat erop, maar niets wat {{id}} heeft vastgelegd zegt dat het hierdoor is gemaakt. Zoek uit van wie het is voordat je het verwijdert.',
    },
    about: '{{why}}. Sinds {{when}}, door {{id}} van {{name}} voor {{vm}}.',
    more: 'en nog {{more}}',
    older_one: `Naar {{count}} oudere keer terugzetten is niet gekeken: typ **${typed.leftovers}** met de naam van de machine of het aanvraagnummer.`,
    older_other: `Naar {{count}} oudere keren terugzetten is niet gekeken: typ **${typed.leftovers}** met de naam van een machine of een aanvraagnummer.`,
    unread_one: '{{count}} plek was niet te lezen: er kan meer zijn.',
    unread_other: '{{count}} plekken waren niet te lezen: er kan meer zijn.',
    note: 'Ik verwijder niets. De regels werken met je eigen rechten; verwijder een machine voor zijn schijven en netwerkinterface, en een sleutel pas als niets hem meer nodig heeft.',
    sentence: {
      stays: 'Er zijn {{count}} dingen over van terugzetten.',
      exposed: 'Er zijn {{count}} dingen over van terugzetten; {{exposed}} daarvan bevatten sleutelmateriaal.',
    },
  },
};

export const byHandErrors: SameKeys<typeof englishErrors> = {
  'by-hand-no-restore': {
    message: 'Voor {{id}} heb ik geen regels.',
    remedy: `Typ "${typed.byhand}" met de naam van een machine, of "${typed.job} {{id}}" voor wat ervan geworden is.`,
  },
  'by-hand-shell': {
    message: 'Ik schrijf regels voor "az" en voor "powershell", niet voor "{{shell}}".',
    remedy: `Typ bijvoorbeeld "${typed.byhand} {{subject}} powershell".`,
  },
};
