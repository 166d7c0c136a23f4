import type { cards as english } from '../en/cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { auditButtons, auditCard } from './audit.ts';
import { byHandCards } from './by-hand.ts';
import { everydayButtons, everydayCards } from './cards-everyday.ts';
import { protectionButtons, protectionCards } from './cards-protection.ts';
import { requestCards } from './cards-request.ts';
import { restoreCards } from './cards-restore.ts';
import { checkCards } from './check.ts';
import { memberCards } from './members.ts';
import { notifyButtons, notifyCards } from './notify.ts';
import { typed } from './typed.ts';
import { wouldHaveCard } from './would-have.ts';

export const cards: SameKeys<typeof english> = {
  ...requestCards,
  ...memberCards,
  ...restoreCards,
  ...byHandCards,
  ...notifyCards,
  ...everydayCards,
  ...checkCards,
  ...protectionCards,
  ...auditCard,
  ...wouldHaveCard,
  shared: {
    details: 'Details',
    warnings: 'Om te weten voor je beslist',
    refresh: 'Vernieuwen',
  },
  button: {
    ...everydayButtons,
    ...protectionButtons,
    ...auditButtons,
    ...notifyButtons,
    withdraw: 'Intrekken',
    retry: 'Opnieuw proberen',
    takeover: 'Overnemen',
    'retry-with': 'Opnieuw met dit formaat',
    'retry-restart': 'Toewijzing opheffen en starten',
    confirm: 'Goedkeuring vragen',
    'restore-plan': 'Toon het plan',
    'restore-change': 'Wijzigen',
    'form-cancel': 'Annuleren',
    'open-own': 'Open mijn eigen formulier',
    'open-restore': 'Terugzetten...',
    'view-job': 'Opnieuw kijken',
    'cancel-job': 'Taak annuleren',
  },
  help: {
    heading: 'Strongroom',
    lead: 'Maakt back-ups van versleutelde virtuele machines en zet ze terug. Een tweede persoon keurt elk herstel goed.',
    also: 'Ook begrepen: {{names}}.',
    examples: 'Bijvoorbeeld',
    twin: `Meer over een opdracht: **${typed.help} ${typed.restore}**`,
    sentence: `Ik begrijp: {{names}}. Typ "${typed.help} ${typed.restore}" voor meer over een ervan.`,
  },
  whoami: {
    heading: 'Je bent {{name}}',
    'object-id': 'Object-id {{id}}',
    admin: 'Beheerder van Strongroom',
    settings: 'Ik antwoord in het {{language}}, met tijden in {{zone}}.',
    right: {
      see: 'zien',
      backUp: 'back-up maken',
      restore: 'herstel aanvragen',
      decide: 'over aanvragen van anderen beslissen',
    },
    none: 'Je Azure-rollen reiken tot geen van de kluizen die ik bewaak. Vraag een platformbeheerder om Backup Reader of Backup Operator op een kluis.',
    unknown: 'Onbekend telt als nee: een roltoewijzing heeft een voorwaarde die ik niet kan beoordelen.',
    elsewhere: 'Wat je rollen toestaan buiten de kluizen van dit kanaal staat in onze persoonlijke chat.',
    'sentence-elsewhere':
      'Je bent {{name}}. Wat je rollen toestaan buiten de kluizen van dit kanaal staat in onze persoonlijke chat.',
    eligible: 'Je komt in aanmerking voor {{roles}}: [activeer die rol]({{link}}).',
    denied: 'Afgenomen door weigeringstoewijzingen: {{names}}.',
    more: 'en nog {{count}} kluizen',
    sentence: 'Je bent {{name}} en mag herstel aanvragen uit {{vaults}}.',
    'sentence-none': 'Je bent {{name}}. Met je Azure-rollen mag je uit geen van de kluizen die ik bewaak terugzetten.',
  },
  vm: {
    gone: 'de machine bestaat niet meer, de back-up wel',
    protected: 'Beveiligd door {{vault}}',
    'protected-problem': 'Beveiligd door {{vault}}, maar: {{problem}}',
    'soft-deleted': 'De back-up in {{vault}} is verwijderd en verdwijnt voorgoed op {{when}}',
    unprotected: 'Niet beveiligd: geen kluis maakt er back-ups van',
    points: 'Herstelpunten ({{count}})',
    none: 'Er is nog geen herstelpunt.',
    fact: {
      encryption: 'Versleuteling',
      'key-vault': 'Sleutelkluis',
      secret: 'Geheim (BEK)',
      key: 'Sleutel (KEK)',
      'disk-encryption-set': 'Versleutelingsset',
      policy: 'Beleid',
      'last-backup': 'Laatste back-up',
    },
    last: {
      Completed: 'geslaagd',
      CompletedWithWarnings: 'geslaagd met waarschuwingen',
      Failed: 'mislukt',
      InProgress: 'loopt',
      Cancelled: 'geannuleerd',
    },
    twin: `Of typ: **${typed.restore} {{vm}} nieuwste omdat** je reden`,
    sentence: '{{vm}} wordt beveiligd door {{vault}} ({{encryption}}); het nieuwste herstelpunt is van {{when}}.',
    'sentence-no-points': '{{vm}} wordt beveiligd door {{vault}} ({{encryption}}) maar heeft nog geen herstelpunt.',
    'sentence-unprotected': '{{vm}} is niet beveiligd: geen kluis maakt er back-ups van ({{encryption}}).',
  },
  job: {
    heading: '{{vm}}: {{operation}}',
    tasks: 'Stappen',
    code: 'Azure-fout {{code}}',
    fact: {
      vault: 'Kluis',
      started: 'Begonnen',
      ended: 'Afgelopen',
      took: 'Duurde',
      request: 'Aanvraag',
      id: 'Taak',
      activity: 'Activiteit-id',
    },
    task: {
      NotStarted: 'wacht',
      InProgress: 'loopt',
      Completed: 'klaar',
      Failed: 'mislukt',
      Skipped: 'overgeslagen',
      Cancelled: 'geannuleerd',
    },
    twin: `Of typ: **${typed.cancel} {{id}}**`,
    sentence: '{{vm}}, {{operation}}: {{state}}.',
  },
  notice: {
    next: 'Je kunt typen',
  },
};
