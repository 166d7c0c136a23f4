import type { restoreErrors as english } from '../en/errors-restore.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const restoreErrors: SameKeys<typeof english> = {
  'make-twice': {
    message: 'Een herstel maakt één ding: "{{one}}" en "{{other}}" gaan niet samen.',
    remedy: 'Laat een van de twee weg.',
  },
  'make-not-allowed': {
    message: 'Je Azure-rollen staan deze manier van terugzetten ("{{make}}") niet toe.',
    remedy: `Typ "${typed.whoami}" om te zien wat wel mag, of kies een andere manier in het formulier.`,
  },
  'luns-unreadable': {
    message: 'Ik kon "{{text}}" niet lezen als schijfnummers (LUN\'s).',
    remedy: 'Typ bijvoorbeeld "lun 0, 1"; "lun os" is alleen de OS-schijf.',
  },
  'subnet-not-offered': {
    message: 'In het herstelprofiel staat geen subnet dat {{subnet}} heet, of meer dan één.',
    remedy: 'Typ een van: {{subnets}}.',
  },
  'subnet-not-taken': {
    message: 'Het subnet {{subnet}} is hier niet te kiezen.',
    remedy:
      'Je kunt er alleen een kiezen voor een machine die weg is, uit de subnetIds van het herstelprofiel. Laat het anders weg.',
  },
  'luns-not-offered': {
    message: 'Losse schijven kiezen kan niet: het herstelpunt bevat alle schijven, en Azure herstelt ze allemaal.',
    remedy: 'Laat de schijven weg. Alleen uit een back-up die schijven overslaat zijn losse te herstellen.',
  },
  'set-not-offered': {
    message: 'Schijfversleutelingsset {{set}} kan voor deze machine niet worden gekozen.',
    remedy: 'Laat hem weg, of open het formulier om te zien welke er zijn.',
  },
  'form-accept-missing': {
    message: 'De zin is niet aangevinkt, dus er is niets verstuurd.',
    remedy: 'Vink hem aan, of kies een ander punt of een andere manier van terugzetten.',
  },
  'replace-not-accepted': {
    message: 'Schijven van {{vm}} vervangen vraagt een extra bevestiging.',
    remedy: `Mag alles wat sinds het herstelpunt is geschreven weg? Typ dan "${typed.confirm} {{id}} vervang {{vm}}".`,
  },
  'threat-not-accepted': {
    message:
      'Toen dit punt werd gemaakt, was er een dreiging op {{vm}} bekend. Dit punt terugzetten vraagt een extra bevestiging.',
    remedy: `Wil je juist dit punt? Typ dan "${typed.confirm} {{id}} dreiging {{vm}}". Schijven vervangen vraagt ook "vervang {{vm}}".`,
  },
};
