import type { everydayErrors as english } from '../en/errors-everyday.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const everydayErrors: SameKeys<typeof english> = {
  'jobs-filter-unreadable': {
    message: 'Ik weet niet wat "{{given}}" is. Het is geen kluis, tijd of toestand.',
    remedy: `Typ bijvoorbeeld "${typed.jobs} rsv-prod mislukt", "${typed.jobs} sql-01" of "${typed.jobs} 24u".`,
  },
  'files-which': {
    message: 'Van welke machine wil je bestanden terugzetten?',
    remedy: `Typ bijvoorbeeld "${typed['restore files']} sql-01".`,
  },
  'page-unreadable': {
    message: '"{{given}}" is geen paginanummer.',
    remedy: 'Typ bijvoorbeeld "pagina 2".',
  },
  'known-refusal': {
    message: 'Azure weigerde het ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
  },
  'backup-deleted': {
    message: 'De back-up van {{vm}} is verwijderd, dus er kan geen nieuw punt worden gemaakt.',
    remedy: `Typ "${typed.undelete} {{vm}}" om hem terug te halen, of "${typed.vm} {{vm}}" voor hoe lang dat nog kan.`,
  },
  'backup-stopped': {
    message: 'De beveiliging van {{vm}} is gestopt, dus Azure maakt er geen back-ups van.',
    remedy: `Typ "${typed['protection resume']} {{vm}}" en vraag het dan opnieuw.`,
  },
  'backup-moved': {
    message: 'De back-up van {{name}} staat niet meer in de kluis waarin hij stond.',
    remedy: 'Vraag het opnieuw; de nieuwe aanvraag gaat naar waar hij nu staat.',
  },
  'backup-cancelled': {
    message: 'De back-up is geannuleerd.',
    remedy: 'Vraag het opnieuw als het nog nodig is.',
  },
  'job-lost': {
    message: 'Azure kent de taak {{id}} van {{vm}} niet meer, dus niemand weet hoe die is afgelopen.',
    remedy:
      'Kijk in de Azure-portal bij de taken van de kluis en naar wat er gemaakt kan zijn voordat je het opnieuw probeert: het werk kan gedaan zijn.',
  },
  'kept-past-ade': {
    message:
      'Hij wordt bewaard tot na {{date}}, als Azure stopt met Disk Encryption: {{vm}} eruit terugzetten kan dan mislukken.',
    remedy: 'Zet {{vm}} voor die dag over op versleuteling op de host.',
  },
  'two-retentions': {
    message: 'Je gaf zowel hoe lang als tot wanneer hij bewaard moet blijven.',
    remedy: 'Geef een van de twee, bijvoorbeeld "bewaar 30d" of "tot 2026-12-24".',
  },
  'too-many-vms': {
    message: 'Je noemde {{count}} machines; ik maak er hoogstens {{most}} tegelijk een back-up van.',
    remedy: 'Vraag er minder, of laat ze door een beleid beveiligen.',
  },
  'backup-running-already': {
    message: 'Er loopt al een back-up van {{vm}}, dus ik ben geen tweede begonnen (taak {{job}}).',
    remedy: `Typ "${typed.job} {{job}}" om hem te volgen.`,
  },
  'backup-asked': {
    message: 'Een back-up van {{vm}} is al gevraagd ({{id}}), dus ik ben geen tweede begonnen.',
    remedy: `Typ "${typed.job} {{id}}" om hem te volgen.`,
  },
  'form-point-missing': { message: 'Er is geen herstelpunt gekozen.', remedy: 'Kies een herstelpunt.' },
  'form-reason-missing': { message: 'De reden ontbreekt.', remedy: 'Zeg waarom; de goedkeurder leest het.' },
  'too-many-lines': {
    message:
      'Je hebt meer gestuurd dan ik voor één persoon uitvoer, en er wachten al {{count}} regels van je op hun beurt; deze is niet aangenomen.',
    remedy: `Stuur hem over {{seconds}} seconden opnieuw. Herstel, goedkeuringen en de ${typed.breakglass} worden altijd aangenomen.`,
  },
  'form-open': {
    message: 'Je formulier voor {{vm}} staat in dit gesprek al open.',
    remedy: 'Ga daarmee verder, of annuleer het eerst.',
  },
  'cancel-asked-already': {
    message: 'Azure is al gevraagd deze taak te annuleren ({{id}}).',
    remedy: `Typ "${typed.job} {{job}}" om hem te volgen.`,
  },
  'job-cancelling': {
    message: 'Taak {{id}} wordt al geannuleerd.',
    remedy: `Typ "${typed.job} {{id}}" om hem te volgen.`,
  },
  'job-over': {
    message: 'Taak {{id}} is al afgelopen, dus er valt niets te annuleren.',
    remedy: `Typ "${typed.job} {{id}}" voor wat ervan is geworden.`,
  },
  'cancel-asked': {
    message: '{{name}} vroeg Azure de taak van {{id}} te annuleren ({{by}}).',
    remedy: 'Hier is niets te doen: deze thread meldt wanneer de taak geannuleerd is.',
  },
};
