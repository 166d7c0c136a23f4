import type { closing as english } from '../en/restore-closing.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const closing: SameKeys<typeof english> = {
  screen: {
    name: 'Scherm van {{vm}}',
    shown: `{{id}}: dit is het scherm van {{vm}}, die niet goed is opgestart. Wacht de machine daar nergens op, typ dan **${typed.retry} {{id}} herstart** om de toewijzing op te heffen en opnieuw te starten, of **${typed.retry} {{id}}** om opnieuw te kijken.`,
    none: `{{id}}: {{vm}} is niet goed opgestart, en er is geen beeld van het scherm. Kijk in de [Azure-portal]({{link}}) en typ dan **${typed.retry} {{id}} herstart** om de toewijzing op te heffen en opnieuw te starten, of **${typed.retry} {{id}}** om opnieuw te kijken.`,
    'shown-original': `{{id}}: dit is het scherm van {{vm}}, die niet goed is opgestart. Zodra dat wel zo is, typ **${typed.retry} {{id}}** om opnieuw te kijken.`,
    'none-original': `{{id}}: {{vm}} is niet goed opgestart, en er is geen beeld van het scherm. Kijk in de [Azure-portal]({{link}}) en typ dan **${typed.retry} {{id}}** om opnieuw te kijken.`,
    'shown-once':
      '{{id}}: dit is het scherm van {{vm}}, die niet goed is opgestart. Wat je ziet kan de oorzaak zijn; met deze kopie wordt niets opnieuw geprobeerd.',
    'none-once':
      '{{id}}: {{vm}} is niet goed opgestart, en er is geen beeld van het scherm. Met deze kopie wordt niets opnieuw geprobeerd.',
    'no-chat-once':
      '{{id}}: {{vm}} is niet goed opgestart. Ik heb geen persoonlijke chat met je om het scherm te tonen. Schrijf me één keer, dan kan ik je het volgende laten zien.',
    'no-chat': `{{id}}: {{vm}} is niet goed opgestart. Ik heb geen persoonlijke chat met je om het scherm te tonen: kijk in de [Azure-portal]({{link}}), of schrijf me één keer en typ **${typed.retry} {{id}}**.`,
  },
  left: {
    disks_one: '{{count}} schijf in {{group}}, waarvoor wordt betaald',
    disks_other: '{{count}} schijven in {{group}}, waarvoor wordt betaald',
    threat: 'De dreiging die op {{vm}} bekend was bij dit punt: onderzoek wat is hersteld voordat iemand het gebruikt',
    'old-disks': 'De vervangen schijven in {{group}}, waarvoor wordt betaald',
    'disk-files_one': '{{count}} schijf als bestand in tussenopslag {{account}}, waarvoor wordt betaald',
    'disk-files_other': '{{count}} schijven als bestanden in tussenopslag {{account}}, waarvoor wordt betaald',
    'key-copy-perhaps':
      'Misschien een kopie van de sleutels in tussenopslag {{account}}: ik kon niet vaststellen of de machine versleuteld was',
    'key-copy': 'Een kopie van de sleutels in tussenopslag {{account}}: verwijder die zodra de machine draait',
    staging: 'De beschrijving van de machine in tussenopslag {{account}}',
  },
};
