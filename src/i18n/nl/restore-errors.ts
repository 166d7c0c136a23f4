import type { restoreErrors as english } from '../en/restore-errors.ts';
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
    message: 'Losse schijven kiezen kan niet: het herstelpunt bevat alle schijven, en Azure zet ze allemaal terug.',
    remedy: 'Laat de schijven weg. Alleen uit een back-up die schijven overslaat zijn losse terug te zetten.',
  },
  'set-not-offered': {
    message: 'Schijfversleutelingsset {{set}} kan voor deze machine niet worden gekozen.',
    remedy: 'Laat hem weg, open het formulier om te zien welke er zijn, of geef de resource-id van een nieuwe set.',
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
  'files-which': {
    message: 'Van welke machine wil je bestanden terugzetten?',
    remedy: `Typ bijvoorbeeld "${typed['restore files']} sql-01".`,
  },
  'form-point-missing': { message: 'Er is geen herstelpunt gekozen.', remedy: 'Kies een herstelpunt.' },
  'form-reason-missing': { message: 'De reden ontbreekt.', remedy: 'Zeg waarom; de goedkeurder leest het.' },
  'key-right-missing': {
    message: '{{name}} mag deze stap niet doen op {{scope}}, en wie heeft goedgekeurd ook niet.',
    remedy:
      'Laat iemand met het recht om {{right}} een nieuwe aanvraag goedkeuren. Of laat een rol daarmee toewijzen en probeer de stap opnieuw.',
  },
  'not-restartable': {
    message: 'Er is geen machine van {{id}} die op een herstart wacht.',
    remedy: `Typ "${typed.retry} {{id}}" om opnieuw naar de machine te kijken.`,
  },
  keys: {
    'copy-ambiguous': {
      message:
        'De kopie van de sleutels die Azure Backup heeft achtergelaten, zegt twee verschillende dingen over het geheim {{name}}. Misschien heeft iemand erin geschreven om iets onder te schuiven.',
      remedy:
        'Er is niets teruggezet. Kijk in de logboeken van de tussenopslag wie het bestand heeft gewijzigd en zet de schijven opnieuw terug.',
    },
    'copy-wrapping': {
      message:
        'Volgens de kopie van de sleutels die Azure Backup heeft achtergelaten, is het geheim {{name}} versleuteld met {{found}}; volgens het plan met {{key}}. Misschien heeft iemand erin geschreven om iets onder te schuiven.',
      remedy:
        'Er is niets teruggezet. Kijk in de logboeken van de tussenopslag wie het bestand heeft gewijzigd en zet de schijven opnieuw terug.',
    },
    'copy-foreign': {
      message:
        'Wat de kopie van de sleutels bij {{what}} {{name}} bevatte, was een andere: {{found}} staat nu in de sleutelkluis {{vault}}. Misschien heeft iemand in de kopie geschreven om iets onder te schuiven.',
      remedy:
        'Hij is niet gebruikt. Verwijder hem uit de sleutelkluis als niemand hem nodig heeft, en kijk in de logboeken van de tussenopslag wie het bestand heeft gewijzigd.',
    },
    'no-material': {
      message: 'In de kopie die Azure Backup van de sleutels heeft achtergelaten ontbreekt: {{what}}.',
      remedy: 'Kies een ander herstelpunt, liefst een in de kluislaag.',
    },
  },
  'no-points': {
    message: '{{vm}} heeft geen herstelpunt om van terug te zetten.',
    remedy: `Typ "${typed.vm} {{vm}}" voor de status van de back-up, of "${typed.backup} {{vm}}" om nu een punt te maken.`,
  },
  'point-not-found': {
    message: '{{vm}} heeft geen herstelpunt op {{point}}.',
    remedy: `Typ "${typed.points} {{vm}}" voor een lijst, of vraag om "nieuwste".`,
  },
  'no-alert-known': {
    message:
      'De herstelpunten van {{vm}} tonen geen waarschuwing. Dat bewijst niets: Defender for Cloud kan uit staan of te laat zijn.',
    remedy: `Noem zelf een tijd, bijvoorbeeld "${typed.points} {{vm}} voor 24 nov 14:00".`,
  },
  'no-point-before': {
    message:
      '{{vm}} heeft geen herstelpunt zonder markering dat {{margin}} voor {{when}} is gemaakt en meteen terug te zetten is.',
    remedy: `Typ "${typed.points} {{vm}}" voor alle punten, of noem een latere tijd.`,
  },
  'time-unreadable': {
    message: '"{{text}}" kon ik niet lezen als datum of tijd.',
    remedy: 'Schrijf bijvoorbeeld "24 nov 02:00", "2026-11-24 02:00", "gisteren 02:00" of "30d".',
  },
  'time-ambiguous': {
    message: '"{{text}}" kan meer dan één moment betekenen: {{choices}}.',
    remedy: 'Schrijf bijvoorbeeld "2026-11-24 02:00", met "UTC" erachter als de klok die nacht is teruggezet.',
  },
  'nothing-to-confirm': {
    message: 'Je hebt onder {{id}} niets openstaan om te bevestigen.',
    remedy: `Typ "${typed.requests}", of begin opnieuw met "${typed.restore}".`,
  },
  'no-profile': {
    message: 'Er is geen herstelprofiel voor kluis {{vault}}, dus ik weet niet waar de schijven naartoe moeten.',
    remedy: 'Vraag een platformbeheerder om er een toe te voegen (RESTORE_PROFILES).',
  },
  'plan-moved': {
    message: 'Het plan is niet meer wat is goedgekeurd: {{what}}. De goedkeuring vervalt en er gebeurt niets meer.',
    remedy: 'Vraag het opnieuw aan, zodat het nieuwe plan kan worden bekeken en goedgekeurd.',
  },
  'machine-made-again': {
    message:
      '{{vm}} is nu een andere machine: die waarvan de schijven zouden worden vervangen is verwijderd, en deze onder die naam gemaakt.',
    remedy: 'Vraag het opnieuw aan als de schijven van deze moeten worden vervangen.',
  },
  'point-gone': {
    message: 'Het gekozen herstelpunt van {{name}} bestaat niet meer.',
    remedy: 'Vraag het opnieuw aan en kies een ander.',
  },
  'secret-perhaps-false': {
    message:
      '{{id}} heeft een geheim in de sleutelkluis gezet ({{names}}). Het kwam uit de tussenopslag, waar ook anderen kunnen schrijven: nu de machine niet opkomt, is het misschien vals.',
    remedy: 'Schakel die versie uit tot je het weet: {{lines}}',
  },
  'own-identity-unknown': {
    message: 'Ik kan niet vaststellen met welke identiteit Strongroom zich aanmeldt.',
    remedy: 'Vraag een platformbeheerder naar de identiteit ervan te kijken.',
  },
};
