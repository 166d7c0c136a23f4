import type { backup as english } from '../../en/protection/backup.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const backup: SameRoom<typeof english> = {
  commands: {
    backup: {
      summary: 'Maak nu een back-up van een of meer machines',
      names: ['maak back-up van', 'maak backup van', 'back-up'],
      examples: [
        'maak back-up van sql-01',
        'maak back-up van sql-01 bewaar 30d',
        'maak back-up van sql-01 web-01 tot 2026-12-24',
      ],
    },
  },
  keywords: {
    keep: ['bewaar'],
    until: ['tot'],
  },
  texts: (typed): SameTexts<typeof english> => ({
    audit: {
      event: {
        backup: { asked: 'vroeg om een back-up' },
      },
    },
    cards: {
      'backup-form': {
        heading: 'Back-up van {{vms}}',
        until: 'De back-up bewaren tot en met',
        through: 'Op die dag is hij er nog. Azure bewaart een back-up minstens 1 dag.',
        twin: `Of typ: **${typed.backup} {{vms}} bewaar 30d** of **tot 2026-12-24**`,
      },
      change: {
        heading: { backup: 'Back-up van {{vm}}' },
        paragraph: { backup: 'Een nieuw herstelpunt van {{vm}} in {{vault}}, {{kept}}.' },
      },
      step: { backup: 'Back-up maken' },
      button: {
        'protect-backup': 'Eerste back-up starten...',
        'open-backup': 'Back-up maken...',
        'backup-run': 'Maak nu een back-up',
      },
    },
    errors: {
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
        remedy: `Typ "${typed.status} {{job}}" om hem te volgen.`,
      },
      'backup-asked': {
        message: 'Een back-up van {{vm}} is al gevraagd ({{id}}), dus ik ben geen tweede begonnen.',
        remedy: `Typ "${typed.status} {{id}}" om hem te volgen.`,
      },
      'backup-gone': {
        message: 'De back-up van {{name}} bestaat niet meer in de kluis.',
        remedy: 'Kijk naar de kluis in de Azure-portal; er is niets verstuurd.',
      },
    },
    retention: {
      'retention-not-whole-days': {
        message: '{{days}} is geen heel aantal dagen.',
        remedy: 'Typ bijvoorbeeld "bewaar 30d".',
      },
      'retention-no-such-date': { message: 'Die datum bestaat niet.', remedy: 'Typ bijvoorbeeld "tot 2026-12-24".' },
      'retention-past': { message: 'Dat ligt in het verleden.', remedy: 'Kies een latere datum.' },
      'retention-too-short': {
        message: 'Een back-up wordt minstens {{least}} dag bewaard.',
        remedy: 'Kies een latere datum.',
      },
      'retention-too-long': {
        message: 'Azure bewaart een back-up hoogstens {{most}} dagen.',
        remedy: 'Kies een eerdere datum.',
      },
      'backup-running': {
        message: 'Er loopt nog een andere back-up van deze VM.',
        remedy: 'Wacht tot die klaar is, of annuleer hem.',
      },
      'backup-attempts-used-up': {
        message: 'Er waren {{attempts}} back-ups van deze VM in 24 uur; Azure stopt bij {{limit}}.',
        remedy: 'Wacht tot de eerste daarvan 24 uur oud is.',
      },
      'backup-day-used-up': {
        message: 'Er zijn vandaag (UTC) {{taken}} back-ups van deze VM gevraagd; hoogstens {{limit}} is de bedoeling.',
        remedy: 'Azure kan weigeren. Kan het wachten, wacht dan tot morgen.',
      },
    },
  }),
};
