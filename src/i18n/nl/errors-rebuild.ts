import type { rebuildErrors as english } from '../en/errors-rebuild.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const rebuildErrors: SameKeys<typeof english> = {
  'effect-missing': {
    message: 'Azure heeft de stap aangenomen, maar wat die moest maken is niet verschenen.',
    remedy: 'Kijk in de Azure-portal en probeer de stap daarna opnieuw.',
  },
  'bad-blob-address': {
    message: 'De taak noemt een plek in de tussenopslag die geen adres van deze cloud is.',
    remedy: `Typ "${typed.byhand}" en het nummer om met de hand verder te gaan.`,
  },
  'blob-elsewhere': {
    message: 'De taak noemt een blob op {{host}}; die staat niet in de goedgekeurde tussenopslag {{account}}.',
    remedy:
      'Er is niets van gelezen. Zoek uit hoe dat komt voor je verdergaat: misschien probeert iemand iets onder te schuiven.',
  },
  'key-right-missing': {
    message: '{{name}} mag deze stap niet doen op {{scope}}, en wie heeft goedgekeurd ook niet.',
    remedy:
      'Laat iemand met {{action}} een nieuwe aanvraag goedkeuren. Of laat een rol daarmee toewijzen en probeer de stap opnieuw.',
  },
  'not-failed': {
    message: '{{id}} heeft geen mislukte stap die opnieuw kan.',
    remedy: `Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
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
    message: 'Je hebt {{id}} goedgekeurd, dus je kunt het niet ook overnemen: voor elk herstel zijn twee mensen nodig.',
    remedy: `Vraag een collega die de rollen heeft en niet heeft goedgekeurd om "${typed.takeover} {{id}}" te typen.`,
  },
  'taken-over': {
    message: '{{name}} was je net voor en heeft {{id}} overgenomen.',
    remedy: `Typ "${typed.requests}" om te zien hoe het ervoor staat.`,
  },
  'resend-over': {
    message: 'De stap is {{hours}} uur geleden verstuurd zonder antwoord, en Azure toont er niets van.',
    remedy:
      'De stap wordt niet vanzelf opnieuw verstuurd. Kijk in de Azure-portal en probeer de stap opnieuw of vraag het opnieuw aan.',
  },
  'retry-over': {
    message: 'De goedkeuring van {{id}} gold voor nieuwe pogingen tot {{until}}.',
    remedy: `Vraag het herstel opnieuw aan. Wat {{id}} heeft gemaakt staat er nog; typ "${typed.leftovers}" om het te zien.`,
  },
  'retry-not-yours': {
    message: 'Alleen {{name}}, die {{id}} heeft aangevraagd, of wie het heeft goedgekeurd mag het opnieuw proberen.',
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
  'not-restartable': {
    message: 'Er is geen machine van {{id}} die op een herstart wacht.',
    remedy: `Typ "${typed.retry} {{id}}" om opnieuw naar de machine te kijken.`,
  },
  'restart-right-missing': {
    message:
      'Opnieuw starten gebeurt namens {{name}}, die het herstel heeft aangevraagd en {{vm}} niet opnieuw mag starten.',
    remedy:
      'Laat {{name}} een rol met {{action}} geven en vraag het opnieuw. Of start {{vm}} zelf opnieuw in de Azure-portal.',
  },
  keys: {
    'copy-ambiguous': {
      message:
        'De kopie van de sleutels die Azure Backup heeft achtergelaten, zegt twee verschillende dingen over het geheim {{name}}. Misschien heeft iemand erin geschreven om iets onder te schuiven.',
      remedy:
        'Er is niets teruggezet. Kijk in de logboeken van de tussenopslag wie het bestand heeft gewijzigd en zet de schijven opnieuw terug.',
    },
    'copy-wrapping': {
      message:
        'Volgens de kopie van de sleutels die Azure Backup heeft achtergelaten, is het geheim {{name}} versleuteld met {{found}}; volgens het plan met {{key}}. Misschien heeft iemand erin geschreven om iets onder te schuiven.',
      remedy:
        'Er is niets teruggezet. Kijk in de logboeken van de tussenopslag wie het bestand heeft gewijzigd en zet de schijven opnieuw terug.',
    },
    'copy-foreign': {
      message:
        'Wat de kopie van de sleutels bij {{what}} {{name}} bevatte, was een andere: {{found}} staat nu in de sleutelkluis {{vault}}. Misschien heeft iemand in de kopie geschreven om iets onder te schuiven.',
      remedy:
        'Hij is niet gebruikt. Verwijder hem uit de sleutelkluis als niemand hem nodig heeft, en kijk in de logboeken van de tussenopslag wie het bestand heeft gewijzigd.',
    },
    'no-material': {
      message: 'In de kopie die Azure Backup van de sleutels heeft achtergelaten ontbreekt: {{what}}.',
      remedy: 'Kies een ander herstelpunt, liefst een in de kluislaag.',
    },
  },
};
