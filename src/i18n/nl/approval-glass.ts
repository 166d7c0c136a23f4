import type { glassTexts as english, glassErrors as englishErrors } from '../en/approval-glass.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const glassTexts: SameKeys<typeof english> = {
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
};

export const glassErrors: SameKeys<typeof englishErrors> = {
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
  'glass-uncarried': {
    message:
      '{{id}} gebeurt met de macht van iemand die het goedkeurt en op {{scope}} het recht heeft om {{right}}. Zo’n stem staat er niet, dus de noodprocedure geldt er niet voor.',
    remedy: `Typ "${typed.why} {{id}}" om te zien wie kan goedkeuren. Wie dat recht heeft, kan ook de regels van "${typed.byhand} {{id}}" uitvoeren.`,
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
  'glass-not-standing': {
    message: '{{id}} zou uitvoeringen toestaan zolang het geldt; daarom is de stemming nodig die de regel vraagt.',
    remedy: 'Vraag in een noodgeval apart aan wat er nu nodig is.',
  },
};
