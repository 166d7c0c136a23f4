import type {
  quarantineErrors as englishErrors,
  quarantineGated as englishGated,
  quarantineRequests as englishRequests,
  quarantineStepsSkipped as englishSkipped,
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
      'De kopie is bereikbaar of kan naar buiten ({{found}}), of dat is niet vast te stellen. De toewijzing wordt opgeheven.',
    remedy: `Laat dit verwijderen en zet opnieuw terug. Deze kopie wordt hier niet meer gestart; "${typed.leftovers}" laat zien wat ervan over is.`,
  },
  'quarantine-still-on': {
    message:
      'Van {{copy}}, gemaakt door {{id}}, is niet gebleken dat die gescheiden is, en de kopie **draait nog**: Azure hief de toewijzing niet op.',
    remedy:
      'Hef de toewijzing nu met de hand op, of laat de vergrendeling verwijderen of het recht geven. Ik probeer het elk uur opnieuw.',
  },
  'quarantine-moved-on': {
    message:
      'Van {{copy}}, gemaakt door {{id}}, is niet gebleken dat die gescheiden is, en de kopie **draait nog**: iemand verplaatste die naar groep {{group}}, en daar hef ik geen toewijzing op.',
    remedy:
      'Hef de toewijzing daar nu met de hand op, en kijk in het activiteitenlogboek wie de kopie verplaatste. Ik kijk elk uur opnieuw tot die uit is.',
  },
  'quarantine-unproven': {
    message:
      'Waar {{id}} een machine maakte waarvan niet bleek dat die gescheiden was, staat nu een machine {{copy}}. Ik kan niet aantonen dat dit die kopie is, dus **de toewijzing is niet opgeheven**.',
    remedy:
      'Stop die machine nu in Azure, en kijk in het activiteitenlogboek wie in de quarantainegroep heeft geschreven. Ik kijk elke dag opnieuw.',
  },
  'quarantine-in-the-way': {
    message: '{{vm}} is een kopie in quarantaine, gemaakt door {{id}}.',
    remedy: `Hier verandert niets eraan voor de kopie is vrijgegeven: "${typed.release} {{id}}".`,
  },
  'quarantine-foreign': {
    message: 'Wat nu die naam heeft, is niet wat voor {{vm}} is gemaakt: {{names}}. Ik blijf ervan af.',
    remedy: 'Kijk in het activiteitenlogboek wie in de quarantainegroep schreef; zet daarna opnieuw terug.',
  },
};

export const quarantineGated: SameKeys<typeof englishGated> = {
  heading: { 'quarantine-off': 'Toewijzing van {{copy}} opheffen' },
  paragraph: {
    'quarantine-off':
      'Heft de toewijzing op van {{copy}}, gemaakt door {{id}}: niet gebleken is dat die van alles gescheiden is. De schijven blijven.',
  },
  short: { 'quarantine-off': 'Heft de toewijzing op van {{copy}}, waarvan niet is gebleken dat die gescheiden is.' },
  what: { 'quarantine-off': 'het opheffen van de toewijzing van {{copy}}' },
  done: { 'quarantine-off': 'de toewijzing van {{copy}}, gemaakt door {{id}}, is opgeheven; de schijven zijn er nog' },
};

export const quarantineSteps: SameKeys<typeof englishSteps> = {
  'quarantine-record-disks': 'Schijven vastleggen',
  'quarantine-close-disks': 'Schijven sluiten voor export',
  'quarantine-record-machine': 'Machine vastleggen',
  'quarantine-apart': 'Controleren dat de kopie niet te bereiken is',
  'quarantine-off': 'Toewijzing van de kopie opheffen',
  'quarantine-off-confirm': 'Controleren dat de kopie niet meer draait',
};

export const quarantineStepsSkipped: SameKeys<typeof englishSkipped> = {
  'quarantine-off': 'die staat uit, of de toewijzing kon niet worden opgeheven',
};

export const quarantineRequests: SameKeys<typeof englishRequests> = {
  quarantine: 'quarantaine van een kopie van {{vm}}',
  'quarantine-off': 'toewijzing van een kopie van {{vm}} opheffen',
};
