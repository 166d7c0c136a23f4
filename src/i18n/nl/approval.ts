import type {
  approval as english,
  approvalErrors as englishErrors,
  approvalEvents as englishEvents,
} from '../en/approval.ts';
import type { SameKeys } from '../same-keys.ts';
import { glassTexts } from './approval-glass.ts';
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
    quarantine: 'Ja, maak deze kopie in quarantaine',
    replace: 'Ja, vervang de schijven',
    'grant-access': 'Ja, geef deze toegang',
    'stop-protection': 'Ja, stop de beveiliging',
    'suspend-protection': 'Ja, onderbreek de back-ups',
    hold: 'Ja, houd ze vast',
    'hold-suspend': 'Ja, onderbreek de back-ups',
    'hold-stopped': 'Ja, houd ze vast',
    'resume-shorter': 'Ja, laat ze verlopen',
    unhold: 'Ja, laat ze verlopen',
    'unhold-mark': 'Ja, houd niet langer vast',
    'raise-retention': 'Ja, bewaar ze langer',
    'raise-immutable': 'Ja, bewaar ze langer',
    undelete: 'Ja, haal de back-up terug',
    release: 'Ja, geef de kopie vrij',
    drill: 'Ja, maak en verwijder de kopie',
    'drill-exception': 'Ja, laat deze even niet oefenen',
    'drill-definition': 'Ja, laat deze oefenen',
    own: 'Ja, ga je gang',
  },
  sure: {
    copy: 'Je gaat ermee akkoord dat er in {{group}} een kopie van {{vm}} van {{when}} wordt gemaakt. Aan de draaiende {{vm}} verandert niets.',
    quarantine:
      'Je gaat ermee akkoord dat er in {{group}} een kopie van {{vm}} van {{when}} wordt gemaakt, **in quarantaine**, tot iemand anders die vrijgeeft. Aan de draaiende {{vm}} verandert niets.',
    replace:
      'Je gaat ermee akkoord dat {{vm}} wordt gestopt en dat de schijven worden **vervangen** door die van {{when}}. Alles wat daarna is geschreven gaat verloren.',
  },
  undo: {
    quarantine: `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd; verwijder daarna de kopie in {{group}} met de hand. Tot die tijd betaal je voor wat is gemaakt.`,
    copy: `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd; verwijder daarna de kopie in {{group}} met de hand. Tot die tijd betaal je voor wat is gemaakt, en is het daar te lezen.`,
    replace: `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd. Daarna kan het hier niet meer: wat sinds het punt op {{vm}} is geschreven is daar weg, tenzij Azure de vervangen schijven in hun resourcegroep heeft laten staan, waar ervoor wordt betaald.`,
    'grant-access': `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd; haal daarna de toegang in de sleutelkluis met de hand weg. Tot dan kan Azure Backup deze sleutels lezen.`,
    'stop-protection': `Terugdraaien: **${typed['protection resume']} {{vm}}**, op elk moment. Tot dan worden er geen herstelpunten gemaakt, en wordt betaald voor de punten die blijven.`,
    'suspend-protection': `Terugdraaien: **${typed['protection resume']} {{vm}}**, op elk moment. Tot dan worden er geen herstelpunten gemaakt; een punt dat intussen is verlopen komt niet terug.`,
    'drill-exception': `Terugdraaien: **${typed.withdraw} {{id}}**, op elk moment. {{vm}} oefent dan weer mee.`,
    'drill-definition': `Terugdraaien: **${typed.withdraw} {{id}}**, op elk moment. Er begint dan niets meer; een oefening die loopt stopt bij de volgende stap, en wat die maakte wordt verwijderd.`,
    hold: `Terugdraaien: **${typed.unhold} {{vm}}**, op elk moment; ook dat vraagt een stem. Tot dan worden er geen herstelpunten gemaakt, en wordt betaald voor de punten die blijven.`,
    'hold-suspend': `Terugdraaien: **${typed.unhold} {{vm}}**, op elk moment; ook dat vraagt een stem. Een langere bewaartijd blijft: die kan in een onveranderlijke kluis niet omlaag, en er wordt voor betaald.`,
    'hold-stopped': `Terugdraaien: **${typed.unhold} {{vm}}**, op elk moment; ook dat vraagt een stem. Tot dan worden er geen herstelpunten gemaakt, en wordt betaald voor de punten die blijven.`,
    'resume-shorter': `Terugdraaien: **${typed.hold} {{vm}}**, op elk moment. Een herstelpunt dat dan al is verlopen komt niet terug.`,
    unhold: `Terugdraaien: **${typed.hold} {{vm}}**, op elk moment. Een herstelpunt dat dan al is verlopen komt niet terug.`,
    'unhold-mark': `Terugdraaien: **${typed.hold} {{vm}}**, op elk moment.`,
    'raise-retention': `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd; geef {{vm}} daarna in de portal het eerdere beleid, dat dezelfde punten weer voorlopig verwijdert.`,
    'raise-immutable': `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd. Daarna kan het niet meer: in een onveranderlijke kluis wordt niets korter bewaard.`,
    undelete: `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd; verwijder daarna de back-up in de portal. Tot die tijd betaal je voor de herstelpunten.`,
    release: `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd; stop daarna de kopie van {{vm}} in Azure, of verplaats die met de hand terug. Wat de kopie intussen bereikte, draait dat niet terug.`,
    drill: `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd; daarna wordt de kopie van {{vm}} vanzelf verwijderd. Tot die tijd betaal je voor de kopie, en is die daar te lezen.`,
    own: `Terugdraaien: **${typed.withdraw} {{id}}** tot de eerste stap is verstuurd. Wat dan al is gedaan, blijft gedaan.`,
  },
  'why-not': 'Waarom niet? Eén tik wijst {{id}} af.',
  rule: {
    one: 'Iemand anders moet akkoord gaan: {{who}}.',
    some: '{{approvals}} anderen moeten akkoord gaan: {{who}}. Nog {{missing}} te gaan.',
    groups: '{{approvals}} groepen moeten akkoord gaan, elk met één stem; nog {{missing}} te gaan, van {{who}}.',
    named: 'Regel: {{rule}}.',
    each: 'Het gaat om meerdere machines, of de tags van een machine zijn niet te lezen. Er kan dus meer dan één regel gelden: aan elk van deze regels moet worden voldaan.',
  },
  holders: 'wie hetzelfde recht heeft',
  or: ' of ',
  question: '{{name}} vraagt: {{question}}',
  answer: '{{name}} antwoordt: {{answer}}',
  'no-answer': 'Nog geen antwoord.',
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
    pending: '{{id}} wacht op een beslissing over {{vm}}.',
    over: 'Over {{id}}, {{vm}}, is besloten.',
  },
  ...glassTexts,
  said: {
    asked: `{{requester}}: {{name}} vraagt over {{id}}: {{question}} Antwoord met "${typed.answer} {{id}}" en je antwoord.`,
    answered: '{{asker}}: {{name}} antwoordt over {{id}}: {{answer}}',
    broken: '{{name}} startte de noodprocedure: {{id}} voor {{vm}} begon zonder stemming.',
    lapsed:
      '{{voter}}: je stem over {{id}}, {{vm}}, telt niet meer, want volgens regel {{rule}} mag je niet meer beslissen. Er is een andere stem nodig.',
    'lapsed-own':
      '{{voter}}: je stem over {{id}}, {{vm}}, telt niet meer, want je hebt {{id}} overgenomen. Er is een andere stem nodig.',
    'vote-back': 'Je stem over {{id}} is ingetrokken.',
    remind:
      '{{people}}: {{id}} over {{vm}} wacht nog op een beslissing. Beslist niemand vóór {{until}}, dan gebeurt er niets.',
    'remind-nobody':
      '{{id}} over {{vm}} wacht nog op een beslissing. Beslist niemand vóór {{until}}, dan gebeurt er niets.',
    'put-later-requester': `{{name}} heeft om veel beslissingen gevraagd; daarom wordt {{id}} om {{at}} aan de goedkeurders voorgelegd. Wie mag beslissen, kan dat hier al eerder doen.`,
    'put-later-approvers': `Aan wie beslissen is al veel voorgelegd; daarom wordt {{id}} om {{at}} aan hen voorgelegd. Wie mag beslissen, kan dat hier al eerder doen.`,
    'put-later-glass': `In nood wacht "${typed.breakglass} {{id}}", met een ticket en een reden, niet.`,
    next: 'Over {{id}}, {{vm}}, heeft nog niemand besloten: ook {{group}} mag nu beslissen. {{people}}',
    signed: 'Je hebt getekend voor de controle van {{id}}.',
  },
  why: {
    rule: 'Over {{id}} wordt beslist volgens regel {{rule}}. {{quorum}}',
    'rule-default': 'Over {{id}} wordt beslist volgens de ingebouwde regel. {{quorum}}',
    member: '{{id}} is deel van {{parent}}, en daarover wordt in één keer beslist.',
    people: 'Wie zou kunnen beslissen: {{people}}.',
    more: 'en anderen in groepen waarvan ik de leden niet kan opsommen',
    unknown: 'nog {{count}} die mij nog niet hebben geschreven',
    nobody: 'niemand die ik kan noemen',
    unread:
      'Ik kan de leden van {{groups}} niet lezen, dus niemand daarin kan beslissen: geef de bot GroupMember.Read.All in Microsoft Graph.',
    schedule: {
      pagerduty: 'het PagerDuty-rooster {{schedule}}',
      jsm: 'het rooster {{schedule}} in Jira Service Management',
      shifts: 'de diensten van het team {{schedule}}',
      https: '{{schedule}}',
    },
    'on-call': '{{group}} is wie nu dienst heeft, volgens {{by}}: {{people}}.',
    'on-call-unread':
      '{{group}} is wie dienst heeft, volgens {{by}}. Dat kan ik nu niet lezen, dus niemand daarin kan beslissen: een beheerder kijkt naar ONCALL_KEY en of de dienst antwoordt.',
    state: 'De aanvraag staat niet meer open: {{state}}.',
    you: `Je mag erover beslissen: typ "${typed.approve} {{id}}" om het plan te zien.`,
    'you-voted': 'Je hebt gestemd.',
  },
};

export const approvalEvents: SameKeys<typeof englishEvents> = {
  approval: {
    put: 'legde het aan de goedkeurders voor',
    'next-group': 'de volgende groep is gevraagd',
    reminded: 'herinnerde de goedkeurders',
  },
  vote: {
    approve: 'goedgekeurd',
    reject: 'afgewezen',
    'taken-back': 'trok de stem in',
    lapsed: 'een stem telde niet meer',
  },
  addendum: {
    asked: 'vroeg om nog een stemming',
    approve: 'goedgekeurd buiten het plan',
    reject: 'afgewezen buiten het plan',
    'taken-back': 'trok de stem in',
    lapsed: 'een stem telde niet meer',
    expired: 'niemand besliste op tijd',
    withdrawn: 'trok in wat buiten het plan was gevraagd',
  },
  question: { asked: 'stelde een vraag', answered: 'beantwoordde een vraag' },
  glass: { asked: 'vroeg om de noodprocedure', broken: 'startte de noodprocedure' },
  review: { signed: 'tekende de controle', closed: 'tekende de controle, die nu klaar is' },
};

export const approvalErrors: SameKeys<typeof englishErrors> = {
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
  'already-decided': {
    message: 'Over {{id}} was al beslist, dus er is niets veranderd.',
    remedy: `Typ "${typed.requests}" om te zien wat ervan geworden is.`,
  },
  'needs-nobody': {
    message: 'Voor {{id}} is geen goedkeuring nodig, dus er valt niets te beslissen.',
    remedy: `Typ "${typed.requests}" om te zien hoe het ermee staat.`,
  },
  'already-voted': {
    message: 'Je stem over {{id}} telt al.',
    remedy: 'Je hoeft niets meer te doen; er wordt op de anderen gewacht.',
  },
  'requester-cannot-approve': {
    message: 'Je hebt {{id}} zelf aangevraagd, dus iemand anders moet beslissen.',
    remedy: `Vraag een collega met hetzelfde recht, of typ "${typed.withdraw} {{id}}".`,
  },
  'assignee-cannot-approve': {
    message: 'Je hebt {{id}} overgenomen, dus iemand anders moet beslissen.',
    remedy: `Typ "${typed.why} {{id}}" om te zien wie dat mag, of "${typed.withdraw} {{id}}".`,
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
    remedy: `Typ "${typed.job} {{id}}" voor de voortgang; een lopende taak stop je met "${typed.cancel} {{id}}".`,
  },
  'withdraw-ended': {
    message: '{{id}} is al afgelopen, dus er valt niets in te trekken.',
    remedy: `Typ "${typed.requests}" om te zien wat ervan geworden is.`,
  },
  'not-your-taken-over': {
    message: '{{id}} is aangevraagd door {{requester}} en overgenomen door {{name}}; alleen zij kunnen dit doen.',
    remedy: 'Vraag het een van hen.',
  },
  'must-end': {
    message:
      '{{id}} verwijdert een kopie die niet zo mag blijven, of heft de toewijzing ervan op, en kan dus niet worden ingetrokken.',
    remedy:
      'Doe niets: het gaat verder zodra Azure antwoordt. Heb je een kopie nodig die blijft, vraag dan een herstel aan.',
  },
  'ask-in-channel': {
    message: 'In een persoonlijke chat kan niemand goedkeuren wat je vraagt.',
    remedy: `Vraag het in een kanaal, of laat een beheerder "${typed['approvals here']}" typen in het kanaal waar over aanvragen wordt beslist.`,
  },
};
