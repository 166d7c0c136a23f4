import type { approval as english } from '../en/approval.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const approval: SameKeys<typeof english> = {
  because: {
    machine: 'Verkeerde machine',
    time: 'Verkeerd tijdstip',
    'not-now': 'Niet nu',
    unknown: 'Niemand weet wat het is',
  },
  button: {
    approve: 'Goedkeuren',
    reject: 'Afwijzen',
    withdraw: 'Intrekken',
    'take-back': 'Mijn stem intrekken',
    'break-glass': 'Noodprocedure starten',
    'sign-review': 'Ik heb ernaar gekeken',
  },
  yes: {
    copy: 'Ja, maak deze kopie',
    replace: 'Ja, vervang de schijven',
    'grant-access': 'Ja, geef deze toegang',
    'stop-protection': 'Ja, stop de beveiliging',
    undelete: 'Ja, haal de back-up terug',
    own: 'Ja, ga je gang',
  },
  sure: {
    copy: 'Je gaat ermee akkoord dat er in {{group}} een kopie van {{vm}} van {{when}} wordt gemaakt. De draaiende {{vm}} blijft ongemoeid.',
    replace:
      'Je gaat ermee akkoord dat {{vm}} wordt stilgezet en dat de schijven worden **vervangen** door die van {{when}}. Alles wat daarna is geschreven gaat verloren.',
  },
  'why-not': 'Waarom niet? Eén tik wijst {{id}} af.',
  rule: {
    one: 'Eén ander moet akkoord gaan ({{who}}).',
    some: '{{approvals}} anderen moeten akkoord gaan ({{who}}); nog {{missing}} te gaan.',
    groups: '{{approvals}} groepen moeten akkoord gaan, elk met één stem; nog {{missing}} te gaan, van {{who}}.',
    named: 'Regel {{rule}}.',
    each: 'Het gaat om meerdere machines, of de tags van een machine zijn niet te lezen. Er kan dus meer dan één regel gelden: aan elk van deze regels moet worden voldaan.',
  },
  'default-rule': 'ingebouwde standaard',
  holders: 'wie hetzelfde recht heeft',
  or: ' of ',
  question: '{{name}} vraagt: {{question}}',
  answer: '{{name}} antwoordt: {{answer}}',
  'no-answer': 'Nog geen antwoord.',
  proven: 'Laatst bewezen: {{when}}.',
  'proven-never': 'Terugzetten van {{vm}} is via mij nog nooit bewezen.',
  seen: 'Gezien door {{names}}.',
  'seen-by': '{{name}} {{when}}',
  'seen-none': 'Nog geen van de goedkeurders heeft het gezien.',
  twin: 'Of typ: {{lines}}',
  type: {
    approve: `**${typed.approve} {{id}} {{piece}}**`,
    reject: `**${typed.reject} {{id}}** en waarom`,
    withdraw: `**${typed.withdraw} {{id}}**`,
    'take-back': `**${typed.withdraw} {{id}}** trekt je stem in`,
    ask: `**${typed.ask} {{id}}** en wat je wilt weten`,
    answer: `**${typed.answer} {{id}}** en je antwoord`,
    byhand: `**${typed.byhand} {{id}}**`,
    why: `**${typed.why} {{id}}**`,
  },
  sentence: {
    pending: '{{id}} wacht op een besluit over {{vm}}.',
    over: 'Over {{id}}, {{vm}}, is besloten.',
  },
  glass: {
    heading: 'Goedgekeurd zonder stemming',
    line: '{{name}} startte de noodprocedure, {{when}}. Ticket {{ticket}}: {{reason}}',
    'review-open': 'Controle achteraf: {{signed}} van {{needed}} mensen hebben getekend.',
    'review-done': 'Gecontroleerd door {{names}}.',
  },
  'glass-confirm': {
    heading: 'Noodprocedure starten voor {{vm}}?',
    lead: '{{id}} zou beginnen **zonder dat iemand anders akkoord gaat**. Het plan, de controles en de vastlegging blijven gelijk. Het kanaal voor goedkeuringen krijgt het meteen te horen, en twee mensen moeten achteraf voor de controle tekenen.',
    ticket: 'Ticket {{ticket}}: {{reason}}',
    twin: `Of typ: **${typed.breakglass} {{id}} {{piece}}**`,
    sentence: `{{name}}: om {{id}} voor {{vm}} zonder stemming te laten beginnen, typ binnen 15 minuten "${typed.breakglass} {{id}} {{piece}}".`,
  },
  review: {
    heading: 'Noodprocedure: {{vm}}',
    lead: '{{name}} liet {{id}} voor {{vm}} beginnen **zonder dat iemand anders akkoord ging**, {{when}}.',
    ticket: 'Ticket {{ticket}}: {{reason}}',
    asked: 'Aangevraagd door {{requester}}: {{why}}',
    open: 'Twee mensen kijken ernaar en tekenen: {{signed}} van {{needed}} tot nu toe.',
    done: 'Gecontroleerd: er hoeft niets meer te gebeuren.',
    signed: 'Getekend door {{name}}, {{when}}',
    'signed-note': 'Getekend door {{name}}, {{when}}: {{note}}',
    twin: `Of typ: **${typed.review} {{id}}** en wat je gezien hebt`,
    sentence:
      '{{name}} startte de noodprocedure: {{id}} voor {{vm}} begon zonder stemming. Ticket {{ticket}}. Twee mensen moeten het controleren.',
    'sentence-done': 'De controle van {{id}} voor {{vm}}, begonnen zonder stemming, is door twee mensen getekend.',
  },
  said: {
    asked: `{{requester}}: {{name}} vraagt over {{id}}: {{question}} Antwoord met "${typed.answer} {{id}}" en je antwoord.`,
    answered: '{{asker}}: {{name}} antwoordt over {{id}}: {{answer}}',
    broken: '{{name}} startte de noodprocedure: {{id}} voor {{vm}} begon zonder stemming.',
    lapsed:
      '{{voter}}: je stem over {{id}}, {{vm}}, telt niet meer, want volgens de regel {{rule}} mag je niet meer beslissen. Er is een andere stem nodig.',
    'vote-back': 'Je stem over {{id}} is ingetrokken.',
    remind:
      '{{people}}: {{id}} over {{vm}} wacht nog op een besluit. Besluit niemand vóór {{until}}, dan gebeurt er niets.',
    'remind-nobody':
      '{{id}} over {{vm}} wacht nog op een besluit. Besluit niemand vóór {{until}}, dan gebeurt er niets.',
    'put-later-requester': `{{name}} heeft om veel besluiten gevraagd; daarom wordt {{id}} om {{at}} aan de goedkeurders voorgelegd. Wie mag beslissen, kan dat hier al eerder doen. In nood wacht "${typed.breakglass}" niet.`,
    'put-later-approvers': `Aan wie beslissen is al veel voorgelegd; daarom wordt {{id}} om {{at}} aan hen voorgelegd. Wie mag beslissen, kan dat hier al eerder doen. In nood wacht "${typed.breakglass}" niet.`,
    next: 'Over {{id}}, {{vm}}, heeft nog niemand besloten: ook {{group}} mag nu beslissen. {{people}}',
    signed: 'Je handtekening onder de controle van {{id}} telt.',
  },
  why: {
    rule: 'Over {{id}} wordt beslist volgens de regel {{rule}}: {{quorum}}',
    member: '{{id}} is deel van {{parent}}, en daarover wordt in één keer beslist.',
    people: 'Wie zou kunnen beslissen: {{people}}.',
    more: 'en anderen in groepen waarvan ik de leden niet kan opsommen',
    unknown: 'nog {{count}} die mij nog niet hebben geschreven',
    nobody: 'niemand die ik kan noemen',
    unread:
      'Ik kan de leden van {{groups}} niet lezen, dus niemand daarin kan beslissen: geef de bot GroupMember.Read.All in Microsoft Graph.',
    state: 'De aanvraag staat niet meer open: {{state}}.',
    you: 'Je mag erover beslissen.',
    'you-voted': 'Je hebt gestemd.',
  },
};
