import type {
  quarantineErrors as englishErrors,
  quarantineGated as englishGated,
  quarantineRequests as englishRequests,
  quarantineSteps as englishSteps,
} from '../en/restore-quarantine.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const quarantineErrors: SameKeys<typeof englishErrors> = {
  'quarantine-subnet-gone': {
    message: 'Het quarantainesubnet, {{subnet}}, is er niet.',
    remedy: 'Laat het opnieuw maken of het herstelprofiel verbeteren; vraag het daarna opnieuw.',
  },
  'quarantine-not-apart': {
    message:
      'Het quarantainesubnet is niet afgesloten ({{found}}), of dat is niet vast te stellen. Een kopie daar zou bij productie kunnen komen.',
    remedy:
      'Laat dit verwijderen, of als opening in het herstelprofiel zetten als ontgrendelen het nodig heeft. Vraag het daarna opnieuw.',
  },
  'quarantine-reachable': {
    message:
      'De kopie is bereikbaar of kan naar buiten ({{found}}), of dat is niet vast te stellen. Haar toewijzing wordt opgeheven.',
    remedy:
      'Laat dit verwijderen en herstel opnieuw. Deze kopie wordt hier niet meer gestart; leftovers noemt wat ervan over is.',
  },
  'quarantine-still-on': {
    message:
      'Van {{copy}}, gemaakt door {{id}}, is niet gebleken dat ze gescheiden is, en ze **draait nog**: Azure hief haar toewijzing niet op.',
    remedy:
      'Hef haar toewijzing nu met de hand op, of laat de vergrendeling verwijderen of het recht geven. Ik probeer het elk uur opnieuw.',
  },
  'quarantine-in-the-way': {
    message: '{{vm}} is een kopie in quarantaine, gemaakt door {{id}}.',
    remedy: `Hier verandert niets aan haar voor ze is vrijgegeven: "${typed.release} {{id}}".`,
  },
  'quarantine-foreign': {
    message: 'Wat voor {{vm}} is gemaakt is niet wat nu die naam heeft: {{names}}. Er wordt niet aan gekomen.',
    remedy: 'Kijk in het activiteitenlogboek wie in de quarantainegroep schreef; herstel daarna opnieuw.',
  },
};

export const quarantineGated: SameKeys<typeof englishGated> = {
  heading: { 'quarantine-off': 'Toewijzing van {{copy}} opheffen' },
  paragraph: {
    'quarantine-off':
      'Van {{copy}}, gemaakt door {{id}}, is niet gebleken dat ze van alles gescheiden is. Daarom wordt haar toewijzing opgeheven. De schijven blijven.',
  },
  short: { 'quarantine-off': 'Niet gebleken dat {{copy}} gescheiden is; haar toewijzing wordt opgeheven.' },
  what: { 'quarantine-off': 'de toewijzing van {{copy}} opheffen' },
  done: { 'quarantine-off': 'de toewijzing van {{copy}}, gemaakt door {{id}}, is opgeheven; de schijven zijn er nog' },
};

export const quarantineSteps: SameKeys<typeof englishSteps> = {
  'quarantine-record-disks': 'Schijven vastleggen',
  'quarantine-close-disks': 'Schijven sluiten voor export',
  'quarantine-record-machine': 'Machine vastleggen',
  'quarantine-apart': 'Controleren dat de kopie niet te bereiken is',
  'quarantine-off': 'Toewijzing van de kopie opheffen',
  'quarantine-off-confirm': 'Controleren dat ze niet meer draait',
};

export const quarantineRequests: SameKeys<typeof englishRequests> = {
  quarantine: 'quarantaine van een kopie van {{vm}}',
  'quarantine-off': 'toewijzing van een kopie van {{vm}} opheffen',
};
