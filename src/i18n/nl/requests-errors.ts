import type { requestsErrors as english } from '../en/requests-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const requestsErrors: SameKeys<typeof english> = {
  'known-refusal': {
    message: 'Azure weigerde het ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
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
  'not-failed': {
    message: '{{id}} heeft geen mislukte stap die opnieuw kan.',
    remedy: `Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
  },
  'takeover-pending': {
    message: '{{id}} wacht nog op goedkeuring, dus er valt nog niets over te nemen.',
    remedy: 'Neem die over zodra de aanvraag is goedgekeurd.',
  },
  'takeover-state': {
    message: '{{id}} heeft niets meer te doen dat iemand kan overnemen.',
    remedy: `Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
  },
  'takeover-yours': {
    message: '{{id}} staat al op jouw naam.',
    remedy: `Is er een stap mislukt, typ dan "${typed.retry} {{id}}".`,
  },
  'takeover-approved': {
    message: 'Je hebt {{id}} goedgekeurd, dus je kunt het niet ook overnemen: daarvoor zijn twee mensen nodig.',
    remedy: `Vraag een collega die de rollen heeft en niet heeft goedgekeurd om "${typed.takeover} {{id}}" te typen.`,
  },
  'taken-over': {
    message: '{{name}} was je voor en heeft {{id}} overgenomen.',
    remedy: `Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
  },
  'retry-over': {
    message: '{{id}} kon tot {{until}} opnieuw worden geprobeerd.',
    remedy: `Vraag het opnieuw aan. Als er iets is teruggezet, staat dat er nog: typ "${typed.leftovers} {{id}}" om het te zien.`,
  },
  'retry-not-yours': {
    message: 'Alleen {{name}}, op wiens naam {{id}} staat, of wie het heeft goedgekeurd mag het opnieuw proberen.',
    remedy: 'Vraag het een van hen.',
  },
  'retry-size': {
    message: '{{size}} hoort niet bij de formaten die voor {{id}} zijn goedgekeurd.',
    remedy: 'Kies een van: {{sizes}}.',
  },
  'retry-size-step': {
    message: 'De mislukte stap van {{id}} maakt geen machine; een ander formaat verandert daar niets aan.',
    remedy: `Typ "${typed.retry} {{id}}".`,
  },
  'restart-right-missing': {
    message:
      'Opnieuw starten gebeurt namens {{name}}, op wiens naam het herstel staat en die {{vm}} niet opnieuw mag starten.',
    remedy:
      'Laat {{name}} een rol geven met het recht om {{right}} en vraag het opnieuw. Of start {{vm}} zelf opnieuw in de Azure-portal.',
  },
  'not-your-request': {
    message: '{{id}} is aangevraagd door {{name}}; alleen die kan dit doen.',
    remedy: 'Vraag {{name}}, of wijs de aanvraag af als je erover mag beslissen.',
  },
  'unknown-request': {
    message: 'Ik vind geen aanvraag {{id}} die je mag zien.',
    remedy: `Typ "${typed.requests}" voor de open aanvragen. Een nummer bevat nooit 0, O, 1, I of L.`,
  },
  'job-failed': {
    message: 'De Azure-taak is mislukt: {{title}} {{message}}',
    remedy: `Typ "${typed.job}" in deze thread voor wat Azure erover zegt.`,
  },
  'job-warned': {
    message: 'Azure heeft de taak van {{vm}} met waarschuwingen afgesloten: {{said}}',
    remedy: `Wat die heeft gemaakt, is misschien niet compleet: typ "${typed.job}" in deze thread voor wat Azure erover zegt.`,
  },
  'backup-warned': {
    message: 'Azure heeft de back-up van {{vm}} met waarschuwingen afgesloten: {{said}}',
    remedy: `Typ "${typed.points} {{vm}}" om te zien waar het nieuwe punt staat: zonder kopie in de kluis verdwijnt het binnen enkele dagen met zijn momentopname.`,
  },
  'job-cancelled': {
    message: 'De Azure-taak is geannuleerd.',
    remedy: 'Wat er al gemaakt was, blijft in de doelgroep staan. Vraag het opnieuw aan als het nog nodig is.',
  },
  'known-job-failure': {
    message: 'De Azure-taak is mislukt ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
  },
  'job-cancelling': {
    message: 'Taak {{id}} wordt al geannuleerd.',
    remedy: `Typ "${typed.job} {{id}}" om hem te volgen.`,
  },
  'job-over': {
    message: 'Taak {{id}} is al afgelopen, dus er valt niets te annuleren.',
    remedy: `Typ "${typed.job} {{id}}" voor wat ervan is geworden.`,
  },
  'job-not-cancellable': {
    message: 'Azure laat taak {{id}} met deze status niet annuleren.',
    remedy: `Typ "${typed.job} {{id}}" om de taak te volgen.`,
  },
};
