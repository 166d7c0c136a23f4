import type { posture as english } from '../en/protection-posture.ts';
import type { SameKeys } from '../same-keys.ts';

export const posture: SameKeys<typeof english> = {
  heading: 'Hoe {{vault}} is beveiligd',
  sentence: '{{vault}}: {{good}} van de 8 beveiligingen op orde, {{weak}} zwak, {{unknown}} niet te zeggen.',
  'vault-unknown': {
    message: 'Geen van de kluizen die je hier mag lezen, heet {{vault}}.',
    remedy: 'Kluizen: {{choices}}.',
  },
  found: {
    immutability: {
      locked: 'De kluis is onveranderlijk, en niemand kan dat nog uitzetten.',
      unlocked: 'De kluis is onveranderlijk, en wie erin mag schrijven kan dat uitzetten.',
      off: 'De kluis is niet onveranderlijk.',
      unknown: 'Azure zegt niet dat de kluis onveranderlijk is; het laat dat weg als het nooit is aangezet.',
    },
    'soft-delete': {
      'always-on': 'Wat wordt verwijderd blijft {{days}} dagen, en niemand kan dat veranderen.',
      on: 'Wat wordt verwijderd blijft {{days}} dagen, en wie in de kluis mag schrijven kan dat uitzetten waar Azure het toelaat.',
      off: 'Wat wordt verwijderd is meteen weg.',
      short: 'Wat wordt verwijderd blijft {{days}} dagen.',
      unknown: 'Azure zegt niet hoe lang iets blijft dat is verwijderd.',
    },
    guard: {
      some: 'Een Resource Guard vraagt een tweede persoon voor {{count}} handelingen: {{operations}}.',
      none: 'Er staat geen Resource Guard voor de kluis.',
      unknown: 'De Resource Guard van de kluis was niet te lezen.',
    },
    redundancy: {
      'geo-cross-region': 'Herstelpunten staan in twee regio’s en zijn in de andere terug te zetten.',
      geo: 'Herstelpunten staan in twee regio’s; de andere is pas te gebruiken als Azure deze verloren verklaart.',
      zone: 'Herstelpunten staan in meerdere zones van één regio.',
      local: 'Herstelpunten staan in één datacenter.',
      unknown: 'Azure zegt niet waar herstelpunten staan.',
    },
    access: {
      private: 'De kluis is gesloten voor openbare netwerken; privé-eindpunten: {{count}}.',
      public: 'De kluis is open voor openbare netwerken.',
      unknown: 'Azure zegt niet of de kluis open is voor openbare netwerken.',
    },
    alerts: {
      on: 'Azure Monitor meldt mislukte taken.',
      off: 'Azure Monitor meldt mislukte taken niet.',
      unknown: 'Azure zegt niet of Azure Monitor mislukte taken meldt.',
    },
    encryption: {
      'customer-key': 'De kluis is versleuteld met een eigen sleutel: zonder die sleutel is geen punt terug te zetten.',
      'platform-key': 'De kluis is versleuteld met een sleutel van Microsoft.',
      unknown: 'Azure zegt niet hoe de kluis is versleuteld.',
    },
    scan: {
      on: 'Herstelpunten zeggen wat Defender for Cloud van de machine wist.',
      off: 'Herstelpunten zeggen niet wat Defender for Cloud van de machine wist.',
      unknown: 'Azure zegt niet of herstelpunten vertellen wat Defender for Cloud van de machine wist.',
    },
  },
  why: {
    immutability:
      'Als het misgaat: wie een beheerder heeft overgenomen verkort eerst de bewaartermijn en verwijdert de back-ups.',
    'soft-delete': 'Als het misgaat: een verwijdering wordt vaak pas na een weekend gezien.',
    guard:
      'Als het misgaat: één gestolen account kan alleen de beveiliging stoppen, de bewaartermijn verkorten of back-ups verwijderen.',
    redundancy: 'Als het misgaat: wat met zijn regio verloren gaat, is niet terug te zetten.',
    access: 'Als het misgaat: gestolen aanmeldgegevens werken overal vandaan.',
    alerts: 'Als het misgaat: back-ups die al weken mislukken worden pas ontdekt als ze nodig zijn.',
    encryption: 'Als het misgaat: zonder de sleutel komt er niets terug.',
    scan: 'Als het misgaat: niemand weet welke punten zijn gemaakt terwijl er een melding openstond.',
  },
  mend: {
    immutability: '{{line}}; Locked is niet terug te draaien.',
    'immutability-unlocked': 'Als je zeker bent, want het is niet terug te draaien: {{line}}',
    'soft-delete': '{{line}}; zet het in de portal, bij de beveiligingsinstellingen onder eigenschappen, altijd aan.',
    'guard-none': '{{line}}, met een guard die van andere mensen is.',
    'guard-some': 'Laat de guard ook verwijderen en bewaartermijnen bewaken, in de eigenschappen ervan.',
    'redundancy-geo': '{{line}}, wat niet terug te draaien is zodra er iets is beveiligd.',
    'redundancy-zone':
      'Het wordt gekozen voor de eerste machine is beveiligd: beveilig de belangrijkste in een geografisch redundante kluis.',
    'redundancy-local':
      'Het wordt gekozen voor de eerste machine is beveiligd: beveilig de belangrijkste in een geografisch redundante kluis.',
    'access-public': 'Zodra er een privé-eindpunt is: {{line}}',
    alerts: '{{line}}',
    scan: 'Zet in de portal, bij de beveiligingsinstellingen onder eigenschappen, dreigingsdetectie aan; daar is Defender for Servers voor nodig.',
  },
};
