import type {
  drillErrors as englishErrors,
  drillGated as englishGated,
  drillRequests as englishRequests,
  drillStepsSkipped as englishSkipped,
  drillSteps as englishSteps,
  drillTexts as englishTexts,
} from '../en/drills.ts';
import type { SameKeys } from '../same-keys.ts';

export const drillErrors: SameKeys<typeof englishErrors> = {
  'drill-no-place': {
    message: 'Er is geen plek ingesteld voor oefeningen van kluis {{vault}}.',
    remedy:
      'Vraag de beheerder van Strongroom om een plek voor oefeningen in het herstelprofiel: een groep, een tussenopslag en een subnet.',
  },
  'drill-subnet-gone': {
    message: 'Het subnet voor oefeningen, {{subnet}}, is er niet.',
    remedy: 'Laat het opnieuw maken of het herstelprofiel verbeteren; vraag het daarna opnieuw.',
  },
  'drill-not-apart': {
    message:
      'Het subnet voor oefeningen is niet afgesloten ({{found}}), of dat is niet vast te stellen. Een kopie daar zou bij productie kunnen komen.',
    remedy: 'Laat dit verwijderen, of als opening in het herstelprofiel zetten. Vraag het daarna opnieuw.',
  },
  'drill-reachable': {
    message:
      'De kopie is bereikbaar of kan naar buiten ({{found}}), of dat is niet vast te stellen. Ze wordt nu verwijderd.',
    remedy: 'Laat dit verwijderen en oefen daarna opnieuw.',
  },
  'drill-keys-missing': {
    message: 'Sleutels van {{vm}} ontbreken in de sleutelkluis: {{what}}. Een herstel kan niet zonder.',
    remedy: 'In de sleutelkluis is niets geschreven. Zet de sleutels daar terug en oefen opnieuw.',
  },
  'drill-probe-failed': {
    message: 'De kopie van {{vm}} draait, maar erin is {{what}} niet zoals het hoort.',
    remedy: 'Wat de test zei staat in je persoonlijke chat. Verhelp het op {{vm}} of in de back-ups en oefen opnieuw.',
  },
  'drill-probe-foreign': {
    message: 'Iemand heeft in de kopie van {{vm}} een ander script op de plaats van de test gezet.',
    remedy: 'Kijk in het activiteitenlogboek wie in de oefengroep schreef; oefen daarna opnieuw.',
  },
  'drill-probe-unknown': {
    message: 'De kopie van {{vm}} draait, maar meldde van binnen niets: wel gestart, niet bewezen.',
    remedy:
      'Kijk of de agent werkt en of het oefensubnet AzureKeyVault, Storage en AzureActiveDirectory doorlaat; oefen daarna opnieuw.',
  },
  'drill-left': {
    message: 'Na oefening {{id}} staan er nog {{count}}, en die kosten geld: {{names}}.',
    remedy: 'Zoek uit waarom Azure ze niet verwijdert. Morgen probeer ik het opnieuw en meld ik het.',
  },
  'drill-left-locked': {
    message:
      'Na oefening {{id}} staan er nog {{count}}, en die kosten geld: {{names}}. Een vergrendeling houdt ze tegen: {{held}}.',
    remedy:
      'Laat de vergrendeling van de oefengroep halen; dat doe ik niet zelf. Morgen probeer ik het opnieuw en meld ik het.',
  },
};

export const drillTexts: SameKeys<typeof englishTexts> = {
  reason: 'om te zien of herstel lukt',
  probe: {
    passed: 'Oefening {{id}}: in de kopie van {{vm}} was alles goed.',
    failed: 'Oefening {{id}}: in de kopie van {{vm}} was iets mis.',
    unknown: 'Oefening {{id}}: wat de kopie van {{vm}} zei bewijst niets.',
  },
};

export const drillGated: SameKeys<typeof englishGated> = {
  heading: { drill: 'Hersteloefening van {{vm}}', 'drill-cleanup': 'Opruimen na oefening {{drill}}' },
  paragraph: {
    drill:
      'Een kopie van {{vm}} wordt teruggezet in {{group}}, gestart in een eigen netwerk, van buiten en van binnen bekeken en **weer verwijderd**. Aan de draaiende {{vm}} en aan de sleutelkluis verandert niets.',
    'drill-cleanup':
      'Wat oefening {{drill}} heeft gemaakt wordt verwijderd, volgens de id’s die Azure eraan gaf: {{count}} in totaal. Verder wordt niets aangeraakt.',
  },
  short: {
    drill: 'Een kopie van {{vm}} wordt in {{group}} teruggezet, geprobeerd en verwijderd.',
    'drill-cleanup': 'Wat oefening {{drill}} heeft gemaakt wordt verwijderd.',
  },
  what: { drill: 'een hersteloefening van {{vm}}', 'drill-cleanup': 'het opruimen na oefening {{drill}} van {{vm}}' },
  done: {
    drill: 'een kopie van {{vm}} is teruggezet en draait; ze wordt nu verwijderd',
    'drill-cleanup': 'er staat niets meer van de {{count}} die oefening {{drill}} heeft gemaakt',
  },
  facts: {
    point: 'Herstelpunt',
    copy: 'Kopie',
    network: 'Netwerk',
    openings: 'Mag worden bereikt',
    none: 'niets',
    line: '{{when}}, {{tier}}: {{why}}',
    tier: {
      snapshot: 'momentopnamelaag',
      'vault-standard': 'kluislaag',
      'vault-archive': 'archieflaag',
      unknown: 'laag onbekend',
    },
    why: {
      tier: 'nooit bewezen uit deze laag',
      keys: 'nooit bewezen met deze sleutels',
      oldest: 'het oudste dat er is, zo ver terug nooit bewezen',
      newest: 'het nieuwste, nog niet bewezen',
      'longest-ago': 'alle lagen zijn bewezen, deze het langst geleden',
      asked: 'zoals gevraagd',
    },
  },
};

export const drillSteps: SameKeys<typeof englishSteps> = {
  'drill-record-disks': 'De schijven vastleggen',
  'drill-record-machine': 'De machine vastleggen',
  'drill-keys': 'Kijken of er geen sleutel ontbreekt',
  'drill-apart': 'Kijken of de kopie onbereikbaar is',
  'drill-probe': 'In de kopie kijken',
  'drill-remove-vm': 'De kopie verwijderen',
  'drill-stop': 'De toewijzing opheffen',
  'drill-remove-nic': 'De netwerkinterface verwijderen',
  'drill-remove-disks': 'De schijven verwijderen',
  'drill-remove-files': 'De bestanden in de tussenopslag verwijderen',
  'drill-confirm': 'Kijken of er niets over is',
};

export const drillStepsSkipped: SameKeys<typeof englishSkipped> = {
  'drill-keys': 'niets is met een eigen sleutel versleuteld',
  'drill-remove-vm': 'die is er niet, mag niet worden verwijderd, of is niet wat de oefening maakte',
  'drill-stop': 'die is verwijderd, of staat uit',
  'drill-remove-nic': 'die is er niet, mag niet worden verwijderd, of is niet wat de oefening maakte',
  'drill-remove-disks': 'die zijn er niet, mogen niet worden verwijderd, of zijn niet wat de oefening maakte',
  'drill-remove-files': 'die zijn er niet, of mogen niet worden verwijderd',
};

export const drillRequests: SameKeys<typeof englishRequests> = {
  drill: 'oefening van {{vm}}',
  'drill-cleanup': 'opruimen na een oefening van {{vm}}',
};
