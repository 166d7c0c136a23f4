import type { leftovers as english } from '../../en/restore/leftovers.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const leftovers: SameRoom<typeof english> = {
  commands: {
    leftovers: {
      summary: 'Wat na terugzetten achterbleef en nog geld kost of sleutels bevat',
      names: ['restanten', 'overblijfselen', 'opruimen'],
      examples: ['restanten', 'restanten R-7K2M', 'restanten sql-01'],
    },
  },
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      leftovers: {
        heading: 'Restanten van terugzetten',
        'heading-of': 'Restanten van {{subject}}',
        none: 'Niets gevonden dat bij terugzetten achterbleef in de kluizen die je hier mag zien.',
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
          exposes: 'Bevat sleutelmateriaal.',
          costs: 'Kost geld zolang het er is.',
          stays: 'Kost op zichzelf niets.',
        },
        kept: {
          attached: 'Hoort bij {{vm}}. Is {{vm}} niet nodig, verwijder die dan eerst.',
          quarantined: `In quarantaine: typ **${typed.release} {{id}}**, of verwijder het als niemand het meer onderzoekt.`,
          named:
            '{{vm}} had een schijf met die naam, maar niets toont dat {{id}} die losgekoppeld heeft. Zoek uit van wie die is voordat je die verwijdert.',
          'lost-tag':
            'De tag van {{id}} staat erop, die ik niet ken. Kijk in het activiteitenlogboek van Azure wie het maakte voordat je het verwijdert.',
          'lost-job':
            'De activiteit-id {{activity}} lijkt van mij, maar ik ken die niet. In mijn log staat bij "a change is sent to Azure" met die clientRequestId de aanvraag.',
          unproven:
            'De tag van {{id}} staat erop, maar {{id}} heeft niet vastgelegd dat het dit maakte. Zoek uit van wie het is voordat je het verwijdert.',
        },
        'about-lost': 'Sinds {{when}}, voor {{vm}}. Mijn database kent die aanvraag niet (meer).',
        about: 'Sinds {{when}}, door {{id}} van {{name}} voor {{vm}}.',
        more: 'en nog {{more}}',
        note: 'Ik verwijder niets: de regels werken met jouw rechten. Verwijder een machine voor zijn schijven en netwerkinterface, en een sleutel pas als niets hem meer nodig heeft.',
        second: {
          twice: '{{id}} is in Azure twee keer uitgevoerd: ik volg taak {{followed}}; {{job}} is van dezelfde stap.',
          late: `Taak {{job}} van {{id}} bestaat, maar de stap gold als mislukt. Typ "${typed.retry} {{id}}" om die te volgen.`,
          state: 'De status is: {{status}}.',
          unread: 'Ik kan de taak nu niet lezen en kijk om de paar minuten opnieuw.',
          cancel: `Heeft niemand die nodig, annuleer hem dan: "${typed.stop} {{job}}".`,
          ended: 'Taak {{job}} van {{id}}, die niemand volgt, is afgelopen: {{status}}.',
          made: 'Taak {{job}} maakte {{names}}.',
          'made-nothing': 'Ik zie niets dat taak {{job}} heeft gemaakt.',
          lines: 'De regels hieronder verwijderen wat van taak {{job}} over is.',
        },
        sentence: {
          stays: 'Achtergebleven na terugzetten: {{count}}.',
          exposed: 'Achtergebleven na terugzetten: {{count}}; met sleutelmateriaal: {{exposed}}.',
        },
        unread: 'Plekken die niet te lezen waren: {{count}}. Er kan meer zijn.',
        older: `Ouder en niet bekeken: {{count}} keer terugzetten. Typ **${typed.leftovers}** met een machine of nummer.`,
      },
    },
  }),
};
