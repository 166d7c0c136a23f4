import type { approvalErrors as english } from '../en/approval-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const approvalErrors: SameKeys<typeof english> = {
  'not-an-approver': {
    message: 'Je kunt niet over {{id}} beslissen: de regel {{rule}} noemt je niet.',
    remedy: `Er is niets veranderd. Typ "${typed.why} {{id}}" om te zien wie het wel mag.`,
  },
  'no-vote': {
    message: 'Je hebt geen stem over {{id}} die je kunt intrekken.',
    remedy: `Typ "${typed.why} {{id}}" om te zien wat er nog ontbreekt.`,
  },
  'nobody-can-decide': {
    message: 'Volgens de regel {{rule}} kan niemand behalve jij hierover beslissen, dus invullen heeft geen zin.',
    remedy:
      'Vraag een platformbeheerder om iemand anders in die regel te noemen, of om een collega de Azure-rol te geven.',
  },
  'too-few-can-decide': {
    message_one:
      'Regel {{rule}} vereist {{approvals}} goedkeuringen, en maar één persoon kan er een geven, dus invullen heeft geen zin.',
    message_other:
      'Regel {{rule}} vereist {{approvals}} goedkeuringen, en die kunnen de {{count}} mensen die mogen beslissen samen niet geven, dus invullen heeft geen zin.',
    remedy: 'Vraag een platformbeheerder om meer mensen in die regel te noemen.',
  },
  'approvers-unread': {
    message: 'Ik kan niet lezen wie er in {{group}} zit, de groep die regel {{rule}} noemt, en onbekend telt als nee.',
    remedy:
      'Probeer het over een minuut opnieuw; blijft het zo, dan moet een platformbeheerder naar de groep of het dienstrooster kijken en de bot GroupMember.Read.All in Microsoft Graph geven.',
  },
  'grant-needs-ticket': {
    message: 'Regel {{rule}} vereist een ticket voor toegang tot de sleutels van {{vm}}. Er is niets aangevraagd.',
    remedy:
      'Typ "sleuteltoegang {{vm}} geven omdat" en een reden met een ticket dat past bij {{pattern}}. Vraag dit opnieuw zodra de toegang is gegeven.',
  },
  'reason-needs-ticket': {
    message: 'Regel {{rule}} vereist een ticket in de reden.',
    remedy: 'Geef de reden opnieuw, met een ticket dat past bij {{pattern}}.',
  },
  'not-open': {
    message: '{{id}} wacht niet meer op een beslissing.',
    remedy: `Typ "${typed.requests}" om te zien wat ervan geworden is.`,
  },
  'no-question': {
    message: 'Niemand wacht op een antwoord over {{id}}.',
    remedy: `Typ "${typed.ask} {{id}}" en een vraag om er een te stellen.`,
  },
  'own-question': {
    message: 'Je hebt {{id}} zelf aangevraagd, dus je kunt het alleen jezelf vragen.',
    remedy: `Typ "${typed.answer} {{id}}" om een goedkeurder te antwoorden, of "${typed.withdraw} {{id}}".`,
  },
  'glass-off': {
    message: 'Hier kan niets beginnen zonder goedkeuring: geen groep mag de noodprocedure starten.',
    remedy: 'Een platformbeheerder kan er een noemen in het goedkeuringsbeleid (breakGlass).',
  },
  'not-in-glass-group': {
    message: 'Alleen {{group}} mag de noodprocedure starten.',
    remedy: `Vraag een van hen, of typ "${typed.why} {{id}}" om te zien wie kan goedkeuren.`,
  },
  'glass-not-beyond': {
    message: 'Wat buiten het goedgekeurde plan van {{id}} valt, vraagt stemmen: daarvoor geldt geen noodprocedure.',
    remedy: `Typ "${typed.why} {{id}}" om te zien wie het kan goedkeuren, of "${typed.byhand} {{id}}" om de machine met de hand te maken.`,
  },
  'glass-ticket': {
    message: '"{{ticket}}" is geen ticket dat het goedkeuringsbeleid aanneemt ({{pattern}}).',
    remedy: `Typ "${typed.breakglass} {{id}}", het ticket en de reden.`,
  },
  'glass-reason': {
    message: 'Voor de noodprocedure zijn een ticket en een reden nodig.',
    remedy: `Typ "${typed.breakglass} {{id}}", het ticket en de reden.`,
  },
  'glass-first': {
    message: 'Er valt niets te bevestigen: de eerste tik was niet van jou, of is langer dan 15 minuten geleden.',
    remedy: `Typ "${typed.breakglass} {{id}}", het ticket en de reden.`,
  },
  'nothing-to-review': {
    message: '{{id}} is niet zonder stemming begonnen, dus er valt niets te controleren.',
    remedy: `Typ "${typed.requests}" voor de open aanvragen.`,
  },
  'cannot-review': {
    message: 'Je hebt {{id}} aangevraagd of laten beginnen, dus anderen moeten het controleren.',
    remedy: 'Vraag twee collega’s die het goedkeuringsbeleid noemt.',
  },
  'not-a-reviewer': {
    message: 'Het goedkeuringsbeleid noemt je niet voor de controle van {{id}}.',
    remedy: `Laat het aan de genoemden over; typ "${typed.why} {{id}}" om te zien wie mag beslissen.`,
  },
  'already-signed': {
    message: 'Je hebt al getekend voor de controle van {{id}}.',
    remedy: 'Voor jou is er niets meer te doen.',
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
  'wrong-hash-piece': {
    message: '{{piece}} is niet het begin van het plan van {{id}}; misschien is het plan veranderd sinds je keek.',
    remedy: `Typ "${typed.approve} {{id}}" om het plan te zien en wat je moet typen.`,
  },
  'cannot-withdraw': {
    message: '{{id}} is begonnen en kan dus niet meer worden ingetrokken.',
    remedy: `Typ "${typed.job}" voor de voortgang; een lopende taak stop je met "${typed.cancel}".`,
  },
  'ask-in-channel': {
    message: 'In een persoonlijke chat kan niemand goedkeuren wat je vraagt.',
    remedy: `Vraag het in een kanaal, of laat een beheerder "${typed['approvals here']}" typen in het kanaal waar over aanvragen wordt beslist.`,
  },
  'glass-not-standing': {
    message: '{{id}} zou uitvoeringen toestaan zolang het geldt; daarom is de stemming nodig die de regel vraagt.',
    remedy: 'Vraag in een noodgeval apart aan wat er nu nodig is.',
  },
};
