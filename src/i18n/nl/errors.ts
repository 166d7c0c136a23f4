import { languages } from '../../kernel/languages.ts';
import type { errors as english } from '../en/errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { accessErrors } from './access.ts';
import { approvalErrors } from './approval-errors.ts';
import { azureFailures } from './azure-failures.ts';
import { byHandErrors } from './by-hand.ts';
import { drillErrors } from './drills.ts';
import { everydayErrors } from './errors-everyday.ts';
import { rebuildErrors } from './errors-rebuild.ts';
import { restoreErrors } from './errors-restore.ts';
import { memberErrors } from './members.ts';
import { notifyErrors } from './notify.ts';
import { standingErrors } from './standing.ts';
import { typed } from './typed.ts';
import { wouldHaveErrors } from './would-have.ts';

export const errors: SameKeys<typeof english> = {
  ...accessErrors,
  ...byHandErrors,
  ...notifyErrors,
  ...wouldHaveErrors,
  ...drillErrors,
  ...everydayErrors,
  ...rebuildErrors,
  ...approvalErrors,
  ...memberErrors,
  ...standingErrors,
  ...restoreErrors,
  azure: azureFailures,
  internal: {
    message: 'Er ging iets mis in Strongroom.',
    remedy: 'Probeer het opnieuw; gebeurt het weer, vraag dan wie Strongroom draait om in het log te kijken.',
  },
  'vm-not-found': {
    message: 'Ik vind geen beveiligde virtuele machine met de naam {{name}}.',
    remedy: `Controleer de spelling, of typ "${typed.vms}" voor een lijst.`,
  },
  'vm-not-found-near': {
    message: 'Ik vind geen beveiligde virtuele machine met de naam {{name}}.',
    remedy: `Bedoel je {{suggestions}}? Of typ "${typed.vms}" voor een lijst.`,
  },
  'vm-not-visible': {
    message: 'Ik vind geen virtuele machine met de naam {{name}} in de kluizen die je mag lezen.',
    remedy: 'Controleer de spelling, of vraag een eigenaar van de kluis om een rol die hem mag lezen.',
  },
  'vm-not-visible-near': {
    message: 'Ik vind geen virtuele machine met de naam {{name}} in de kluizen die je mag lezen.',
    remedy: 'Bedoel je {{suggestions}}? Of vraag een eigenaar van de kluis om een rol die hem mag lezen.',
  },
  'vm-not-known': {
    message:
      'Ik kan niet vaststellen of je een virtuele machine met de naam {{name}} mag zien: een van je roltoewijzingen heeft een voorwaarde.',
    remedy: 'Vraag een eigenaar van de kluis om de rol zonder voorwaarde.',
  },
  'no-vault-visible': {
    message: 'Met je Azure-rollen mag je hier geen kluis lezen.',
    remedy: 'Vraag een eigenaar van de kluis om een rol met {{action}}.',
  },
  'not-a-reader': {
    message:
      'Alleen wie een kluis van dit kanaal mag lezen, kan wijzigen wat ik hier meld. Met je Azure-rollen mag je er geen lezen.',
    remedy: 'Vraag een eigenaar van de kluis om een rol die hem mag lezen, of vraag een beheerder van Strongroom.',
  },
  'reader-not-known': {
    message:
      'Ik kan niet vaststellen of je een kluis van dit kanaal mag lezen: een van je roltoewijzingen heeft een voorwaarde.',
    remedy: 'Vraag een eigenaar van de kluis om de rol zonder voorwaarde.',
  },
  'vm-not-protected': {
    message: '{{name}} bestaat, maar geen kluis beveiligt hem; er is dus niets om terug te zetten.',
    remedy: 'Laat hem eerst door een kluis beveiligen; dan komen er herstelpunten.',
  },
  'vm-ambiguous': {
    message: 'Er heet meer dan één virtuele machine {{name}}.',
    remedy: 'Vraag het opnieuw met een van deze namen: {{choices}}.',
  },
  'vault-not-found': {
    message: 'Ik vind geen kluis met de naam {{vault}} onder de kluizen die je mag lezen.',
    remedy: 'Controleer de naam, of vraag een platformbeheerder of het abonnement is ingesteld.',
  },
  'no-points': {
    message: '{{vm}} heeft geen herstelpunt om van terug te zetten.',
    remedy: `Typ "${typed.vm} {{vm}}" voor de stand van de back-up, of "${typed.backup} {{vm}}" om nu een punt te maken.`,
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
  'time-in-past': {
    message: '{{when}} is al voorbij.',
    remedy: 'Geef een later moment.',
  },
  'not-allowed': {
    message: 'Met je Azure-rollen mag je dit niet op {{scope}}.',
    remedy:
      'Vraag een eigenaar van {{scope}} om een rol met {{action}}, of activeer er een als je ervoor in aanmerking komt.',
  },
  'not-known': {
    message:
      'Ik kan niet vaststellen of je dit met je Azure-rollen mag op {{scope}}: een toewijzing heeft een voorwaarde.',
    remedy: 'Vraag een eigenaar van {{scope}} om een rol met {{action}} zonder voorwaarde.',
  },
  'not-an-admin': {
    message: 'Alleen een beheerder van Strongroom kan deze instelling wijzigen.',
    remedy: 'Vraag een van de mensen of groepen in ADMINS.',
  },
  'not-your-request': {
    message: '{{id}} is aangevraagd door {{name}}; alleen die kan dit doen.',
    remedy: 'Vraag {{name}}, of wijs de aanvraag af als je erover mag beslissen.',
  },
  'not-your-form': {
    message: 'Dit formulier is van {{name}}.',
    remedy: 'Open je eigen formulier: typ "{{command}} {{rest}}".',
  },
  'stale-card': {
    message: 'Deze kaart is niet meer actueel, dus er is niets gedaan.',
    remedy: `Gebruik de nieuwste kaart in de thread, of typ "${typed.requests}".`,
  },
  'already-decided': {
    message: 'Over {{id}} was al beslist, dus je klik veranderde niets.',
    remedy: `Typ "${typed.requests}" om te zien wat ervan geworden is.`,
  },
  'already-voted': {
    message: 'Je stem over {{id}} telt al.',
    remedy: 'Je hoeft niets meer te doen; er wordt op de anderen gewacht.',
  },
  'requester-cannot-approve': {
    message: 'Je hebt {{id}} zelf aangevraagd, dus iemand anders moet beslissen.',
    remedy: `Vraag een collega met hetzelfde recht, of typ "${typed.withdraw} {{id}}".`,
  },
  expired: {
    message: '{{id}} is verlopen: niemand besliste op tijd. Er is niets teruggezet.',
    remedy: 'Vraag het opnieuw aan als het nog nodig is.',
  },
  'decide-expired': {
    message: 'Niemand besliste op tijd, dus er is niets gebeurd.',
    remedy: 'Vraag het opnieuw aan als het nog nodig is.',
  },
  'begin-expired': {
    message: 'Het was goedgekeurd maar kon niet op tijd beginnen, dus er is niets gebeurd.',
    remedy: 'Vraag het opnieuw aan; de oude goedkeuring geldt niet meer.',
  },
  'form-expired': {
    message: 'Dit formulier is na 15 minuten gesloten.',
    remedy: 'Typ "{{command}} {{rest}}" voor een nieuw formulier.',
  },
  'unknown-request': {
    message: 'Ik vind geen aanvraag {{id}} die je mag zien.',
    remedy: `Typ "${typed.requests}" voor de open aanvragen. Een nummer bevat nooit 0, O, 1, I of L.`,
  },
  'wrong-hash-piece': {
    message: '{{piece}} is niet het begin van het plan van {{id}}; misschien is het plan veranderd sinds je keek.',
    remedy: `Typ "${typed.approve} {{id}}" om het plan te zien en wat je moet typen.`,
  },
  'nothing-to-confirm': {
    message: 'Je hebt onder {{id}} niets openstaan om te bevestigen.',
    remedy: `Typ "${typed.requests}", of begin opnieuw met "${typed.restore}".`,
  },
  'already-confirmed': {
    message: 'Je hebt {{id}} al bevestigd en dat is aangekomen. Deze keer is er niets gedaan.',
    remedy: `De kaart staat in de thread of is onderweg. Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
  },
  'cannot-withdraw': {
    message: '{{id}} is begonnen en kan dus niet meer worden ingetrokken.',
    remedy: `Typ "${typed.job}" voor de voortgang; een lopende taak stop je met "${typed.cancel}".`,
  },
  'unknown-command': {
    message: 'Die opdracht ken ik niet.',
    remedy: `Typ "${typed.help}" voor wat ik kan.`,
  },
  'no-profile': {
    message: 'Er is geen herstelprofiel voor kluis {{vault}}, dus ik weet niet waar de schijven naartoe moeten.',
    remedy: 'Vraag een platformbeheerder om er een toe te voegen (RESTORE_PROFILES).',
  },
  'job-not-found': {
    message: 'Er is geen taak {{id}} in de kluizen die je mag lezen.',
    remedy: `Typ "${typed.jobs}" voor de recente taken.`,
  },
  'job-not-cancellable': {
    message: 'Azure laat taak {{id}} in deze stand niet annuleren.',
    remedy: `Typ "${typed.job} {{id}}" om de taak te volgen.`,
  },
  'plan-moved': {
    message: 'Het plan is niet meer wat is goedgekeurd: {{what}}. De goedkeuring vervalt en er gebeurt niets meer.',
    remedy: 'Vraag het opnieuw aan, zodat het nieuwe plan kan worden bekeken en goedgekeurd.',
  },
  'requester-lost-right': {
    message:
      '{{name}} heeft de Azure-rol niet meer die het goedgekeurde plan nodig heeft; het mag dus niet uit diens naam lopen.',
    remedy: `Laat een rol met {{action}} verlengen of opnieuw toewijzen en typ "${typed.retry} {{id}}", of laat iemand die hem wel heeft dit typen: "${typed.takeover} {{id}}".`,
  },
  'two-jobs': {
    message: 'Azure startte meer dan één taak voor {{id}}. Ik volg {{first}}; de andere is {{others}}.',
    remedy: `Annuleer de andere: typ "${typed.cancel} {{others}}".`,
  },
  'point-gone': {
    message: 'Het gekozen herstelpunt van {{name}} bestaat niet meer.',
    remedy: 'Vraag het opnieuw aan en kies een ander.',
  },
  'ask-in-channel': {
    message: 'In een persoonlijke chat kan niemand goedkeuren wat je vraagt.',
    remedy: `Vraag het in een kanaal, of laat een beheerder "${typed['approvals here']}" typen in het kanaal waar over aanvragen wordt beslist.`,
  },
  'no-job-yet': {
    message: '{{id}} heeft nog geen taak in Azure.',
    remedy: `Die komt er na goedkeuring, zodra Azure hem heeft aangenomen; typ "${typed.requests}" voor de stand.`,
  },
  'timezone-unknown': {
    message: '"{{given}}" is geen tijdzone die ik ken.',
    remedy: `Typ "${typed.timezone}" en de naam, bijvoorbeeld "${typed.timezone} Europe/Amsterdam", of de naam in Windows.`,
  },
  'language-unknown': {
    message: '"{{given}}" spreek ik niet.',
    remedy: `Typ ${languages.map((language) => `"${typed.language} ${language}"`).join(' of ')}.`,
  },
  'card-too-large': {
    message: 'Het antwoord is te groot voor Teams ({{bytes}} bytes).',
    remedy: 'Vraag om minder, bijvoorbeeld één machine.',
  },
  'job-failed': {
    message: 'De Azure-taak is mislukt: {{title}} {{message}}',
    remedy: `Typ "${typed.job}" in deze thread voor wat Azure erover zegt.`,
  },
  'job-cancelled': {
    message: 'De Azure-taak is geannuleerd.',
    remedy: 'Wat er al gemaakt was, blijft in de doelgroep staan. Vraag het opnieuw aan als het nog nodig is.',
  },
  'known-job-failure': {
    message: 'De Azure-taak is mislukt ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
  },
  'own-identity-unknown': {
    message: 'Ik kan niet vaststellen met welke identiteit Strongroom zich aanmeldt.',
    remedy: 'Vraag een platformbeheerder naar de identiteit ervan te kijken.',
  },
  'bad-key-url': {
    message: 'Het adres van een sleutel of geheim is niet van Key Vault.',
    remedy: 'Kijk in de Azure-portal welke sleutelkluis de schijven noemen.',
  },
  'backup-gone': {
    message: 'De back-up van {{name}} bestaat niet meer in de kluis.',
    remedy: 'Kijk naar de kluis in de Azure-portal; er is niets verstuurd.',
  },
  stored: {
    newer: {
      message:
        'Een nieuwere versie van Strongroom heeft dit geschreven ({{name}}), dus ik laat het aan die versie over. Er is niets gedaan.',
      remedy:
        'Er is niets verloren. Wordt Strongroom nu bijgewerkt, probeer het dan over een minuut opnieuw. Blijft dit zo, dan moet wie Strongroom beheert de nieuwere versie weer uitrollen.',
    },
    unreadable: {
      message: 'Ik kan niet lezen wat ik hierover heb bewaard ({{name}}, bij {{path}}), dus ik doe er niets mee.',
      remedy:
        'Er is niets veranderd. Wie Strongroom beheert vindt in docs/operations.md, "Stored data", wat te doen. Je kunt hetzelfde opnieuw vragen.',
    },
  },
  store: {
    unavailable: {
      message: 'De database van Strongroom is nu niet bereikbaar, dus er is niets gedaan.',
      remedy: 'Er is niets verloren. Probeer het over een minuut opnieuw.',
    },
    full: {
      message: 'De schijf van de database van Strongroom is vol, dus er is niets gedaan.',
      remedy: 'Er is niets verloren. Wie Strongroom beheert moet ruimte maken; probeer het daarna opnieuw.',
    },
  },
};
