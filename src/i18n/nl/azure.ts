import type { azure as english } from '../en/azure.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';
import { guestCatalogue } from './catalogue/guest.ts';
import { jobsCatalogue } from './catalogue/jobs.ts';
import { keysCatalogue } from './catalogue/keys.ts';
import { machineCatalogue } from './catalogue/machine.ts';
import { resourceManagerCatalogue } from './catalogue/resource-manager.ts';
import { restoreCatalogue } from './catalogue/restore.ts';
import { serviceCatalogue } from './catalogue/service.ts';
import { setupCatalogue } from './catalogue/setup.ts';

export const azure: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    catalogue: {
      ...resourceManagerCatalogue,
      ...guestCatalogue,
      ...jobsCatalogue,
      ...keysCatalogue,
      ...machineCatalogue,
      ...restoreCatalogue,
      ...serviceCatalogue,
      ...setupCatalogue,
    },
    errors: {
      'bad-blob-address': {
        message: 'De taak noemt een plek in de tussenopslag die geen adres van deze cloud is.',
        remedy: `Typ "${typed.commands}" en het nummer om met de hand verder te gaan.`,
      },
      'bad-key-url': {
        message: 'Het adres van een sleutel of geheim is niet van Key Vault.',
        remedy: 'Kijk in de Azure-portal welke sleutelkluis de schijven noemen.',
      },
      'blob-elsewhere': {
        message:
          'De taak noemt een blob op {{host}}; die staat niet in de goedgekeurde tussenopslag {{account}}. Er is niets van gelezen.',
        remedy: 'Zoek uit hoe dat komt voor je verdergaat: misschien probeert iemand iets onder te schuiven.',
      },
      'blob-unreadable': {
        message: 'Het bestand {{blob}} in de tussenopslag is niet wat Azure Backup daar schrijft.',
        remedy: `Zoek uit wie het schreef: misschien heeft iemand het gewijzigd. Typ daarna "${typed.commands}" en het nummer om met de hand verder te gaan.`,
      },
      azure: {
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
          message:
            'Azure is {{times}} keer gevraagd en zei nooit of het was begonnen. Er is geen taak van ons gevonden.',
          remedy: `Bekijk de taken in de kluis, en typ dan "${typed.retry}": die kijkt eerst of de taak er toch is.`,
        },
        trouble: {
          message: 'Azure heeft nu zelf een storing.',
          remedy:
            'Probeer het over een paar minuten opnieuw. Blijft het zo, kijk dan bij Service Health in de Azure-portal.',
        },
        unreadable: {
          message: 'Ik probeerde {{right}} en kon het antwoord van Azure niet lezen (verwacht: {{expected}}).',
          remedy:
            'Probeer het over een paar minuten opnieuw. Blijft het zo, dan verandert misschien een proxy wat Azure antwoordt: geef een platformbeheerder de naam van de aanroep, {{action}}.',
        },
        failed: {
          message: 'Azure antwoordde {{status}} {{azureCode}}: {{message}}',
          remedy: `Typ "${typed.explain} {{azureCode}}" voor wat erover bekend is.`,
        },
      },
    },
  }),
};
