import type { leftovers as english } from '../../en/restore/leftovers.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const leftovers: SameRoom<typeof english> = {
  commands: {
    leftovers: {
      summary: 'Wat er van terugzetten over is dat nog geld kost of sleutels bevat',
      names: ['restanten', 'overblijfselen', 'opruimen'],
      examples: ['restanten', 'restanten R-7K2M', 'restanten sql-01'],
    },
  },
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      leftovers: {
        heading: 'Wat er van terugzetten is overgebleven',
        'heading-of': 'Wat er van terugzetten van {{subject}} is overgebleven',
        none: 'In de kluizen die je hier mag zien is van terugzetten niets over waar ik van weet.',
        kind: {
          'key-copy': 'Kopie van de sleutels',
          'restored-key': 'Teruggezette sleutel of geheim',
          vm: 'Machine',
          disk: 'Schijf',
          'old-disk': 'Vervangen schijf',
          vhd: 'Schijf als bestand (VHD)',
          nic: 'Netwerkinterface',
          blob: 'Bestand in de tussenopslag',
          job: 'Taak van Azure Backup',
          other: 'Resource',
        },
        why: {
          exposes: 'Bevat sleutelmateriaal',
          costs: 'Kost geld zolang het er is',
          stays: 'Kost op zichzelf niets',
        },
        kept: {
          attached: `Hij hoort bij {{vm}}. Verwijder eerst {{vm}}, als die niet meer nodig is, en typ dan opnieuw **${typed.leftovers}**.`,
          quarantined: `Het is in quarantaine en wacht op vrijgave: typ **${typed.release} {{id}}**. Verwijder het alleen als niemand het nog onderzoekt.`,
          named:
            '{{vm}} had op het herstelpunt een schijf met die naam, maar niets toont dat {{id}} die losgekoppeld heeft. Zoek uit van wie die is voor je die verwijdert.',
          'lost-tag':
            'De tag van {{id}} staat erop, waar ik niets van weet. Het activiteitenlogboek van Azure toont wie het maakte; zoek uit van wie het is voordat je het verwijdert.',
          'lost-job':
            'De activity-id {{activity}} is van de soort die ik geef, en ik weet er niets van. In mijn logs staat bij "a change is sent to Azure" met die clientRequestId de aanvraag.',
          unproven:
            'De tag van {{id}} staat erop, maar niets wat {{id}} heeft vastgelegd zegt dat het hierdoor is gemaakt. Zoek uit van wie het is voordat je het verwijdert.',
        },
        'about-lost':
          '{{why}}. Sinds {{when}}, voor {{vm}}. Mijn database kent die aanvraag niet: ze is verloren gegaan, of te oud om nog bewaard te zijn.',
        about: '{{why}}. Sinds {{when}}, door {{id}} van {{name}} voor {{vm}}.',
        more: 'en nog {{more}}',
        older_one: `Naar {{count}} oudere keer terugzetten is niet gekeken: typ **${typed.leftovers}** met de naam van de machine of het aanvraagnummer.`,
        older_other: `Naar {{count}} oudere keren terugzetten is niet gekeken: typ **${typed.leftovers}** met de naam van een machine of een aanvraagnummer.`,
        unread_one: '{{count}} plek was niet te lezen: er kan meer zijn.',
        unread_other: '{{count}} plekken waren niet te lezen: er kan meer zijn.',
        note: 'Ik verwijder niets. De regels werken met je eigen rechten; verwijder een machine voor zijn schijven en netwerkinterface, en een sleutel pas als niets hem meer nodig heeft.',
        second: {
          twice:
            '{{id}} is in Azure twee keer uitgevoerd: ik volg taak {{followed}}, en van dezelfde stap is er ook taak {{job}}.',
          late: `Azure heeft taak {{job}} van {{id}}, waarvan de stap als mislukt gold. Typ "${typed.retry} {{id}}" om mij die taak te laten volgen.`,
          state: 'De status is: {{status}}.',
          unread: 'Ik kan de taak nu niet lezen en kijk om de paar minuten opnieuw.',
          cancel: `Heeft niemand nodig wat de taak maakt, annuleer hem dan: "${typed.stop} {{job}}".`,
          ended: 'Taak {{job}} van {{id}}, die niemand volgt, is afgelopen: {{status}}.',
          made: 'Taak {{job}} maakte {{names}}.',
          'made-nothing': 'Ik zie niets dat taak {{job}} heeft gemaakt.',
          lines: 'De regels hieronder verwijderen wat van taak {{job}} over is; ik verwijder zelf niets.',
        },
        sentence: {
          stays: 'Er zijn {{count}} dingen over van terugzetten.',
          exposed: 'Er zijn {{count}} dingen over van terugzetten; {{exposed}} daarvan bevatten sleutelmateriaal.',
        },
      },
    },
  }),
};
