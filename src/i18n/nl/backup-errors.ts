import type { backupErrors as english } from '../en/backup-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const backupErrors: SameKeys<typeof english> = {
  'backup-deleted': {
    message: 'De back-up van {{vm}} is verwijderd, dus er kan geen nieuw punt worden gemaakt.',
    remedy: `Typ "${typed.undelete} {{vm}}" om hem terug te halen, of "${typed.vm} {{vm}}" voor hoe lang dat nog kan.`,
  },
  'backup-stopped': {
    message: 'De beveiliging van {{vm}} is gestopt, dus Azure maakt er geen back-ups van.',
    remedy: `Typ "${typed['protection resume']} {{vm}}" en vraag het dan opnieuw.`,
  },
  'backup-vm-gone': {
    message: '{{vm}} bestaat niet meer in Azure, dus er kan geen back-up van worden gemaakt.',
    remedy: `De herstelpunten zijn er nog: typ "${typed.restore} {{vm}}" om hem terug te halen. Is hij verplaatst of opnieuw gemaakt, typ dan "${typed.protect} {{vm}}".`,
  },
  'backup-moved': {
    message: 'De back-up van {{name}} staat niet meer in de kluis waarin hij stond.',
    remedy: 'Vraag het opnieuw; de nieuwe aanvraag gaat naar waar hij nu staat.',
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
  'backup-gone': {
    message: 'De back-up van {{name}} bestaat niet meer in de kluis.',
    remedy: 'Kijk naar de kluis in de Azure-portal; er is niets verstuurd.',
  },
};
