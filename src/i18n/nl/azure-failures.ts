import type { azureFailures as english } from '../en/azure-failures.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const azureFailures: SameKeys<typeof english> = {
  throttled: {
    message: 'Azure vraagt {{seconds}} s te wachten: te veel aanroepen van deze soort in dit abonnement.',
    remedy: 'Probeer het daarna opnieuw; werk dat loopt gaat vanzelf verder.',
  },
  forbidden: {
    message: 'Azure weigerde Strongroom de toegang tot {{scope}}.',
    remedy: 'Vraag een platformbeheerder om Strongroom daar een rol te geven met het recht om {{right}}.',
  },
  'forbidden-somewhere': {
    message: 'Azure weigerde Strongroom de toegang tot iets wat het moet kunnen lezen.',
    remedy: `Vraag een platformbeheerder om "${typed.doctor}" te typen: dat zegt wat er ontbreekt.`,
  },
  'not-found': {
    message: 'Azure vindt {{what}} niet; misschien is het verwijderd of verplaatst.',
    remedy: 'Controleer de naam, of kijk in de Azure-portal.',
  },
  unreachable: {
    message: 'Azure was niet bereikbaar ({{reason}}).',
    remedy: 'Probeer het over een minuut opnieuw; werk dat loopt wordt vanzelf opnieuw geprobeerd.',
  },
  timeout: {
    message: 'Azure antwoordde niet binnen {{seconds}} s.',
    remedy: 'Probeer het over een minuut opnieuw; werk dat loopt wordt vanzelf opgezocht.',
  },
  unanswered: {
    message: 'Azure is {{times}} keer gevraagd en zei nooit of het was begonnen. Er is geen taak van ons gevonden.',
    remedy: `Bekijk de taken in de kluis en probeer de stap daarna opnieuw met "${typed.retry}" en het nummer: die kijkt eerst of de taak er toch is.`,
  },
  trouble: {
    message: 'Azure heeft nu zelf een storing.',
    remedy: 'Probeer het over een paar minuten opnieuw. Blijft het zo, kijk dan bij Service Health in de Azure-portal.',
  },
  unreadable: {
    message: 'Ik probeerde {{right}} en kon het antwoord van Azure niet lezen: ik verwachtte {{expected}}.',
    remedy:
      'Probeer het over een paar minuten opnieuw; werk dat loopt wordt vanzelf opgezocht. Blijft het zo, dan verandert misschien een proxy wat Azure antwoordt: geef de beheerder van Strongroom de naam van de aanroep, {{action}}.',
  },
  failed: {
    message: 'Azure antwoordde {{status}} {{azureCode}}: {{message}}',
    remedy: `Typ "${typed.explain} {{azureCode}}" voor wat erover bekend is.`,
  },
};
