import type { resourceManagerCatalogue as english } from '../../en/catalogue/resource-manager.ts';
import type { SameKeys } from '../../same-keys.ts';

export const resourceManagerCatalogue: SameKeys<typeof english> = {
  'disallowed-by-policy': {
    cause:
      'Een Azure Policy verbiedt wat Azure Backup hier moet maken (momentopnamen, zijn resourcegroep, teruggezette schijven).',
    remedy: 'Stel de back-upgroep en de doelgroep vrij van dat beleid en probeer het opnieuw.',
  },
  'subscription-throttled': {
    cause: 'Er zijn te veel aanvragen aan Azure gedaan in dit abonnement.',
    remedy: 'Strongroom wacht zo lang als Azure zegt en gaat vanzelf verder.',
  },
  'resource-not-found': {
    cause: 'Wat gevraagd werd bestaat niet (meer) in Azure: een item, een kluis of een bewerking.',
    remedy: 'Zoek de machine opnieuw op; die kan verwijderd of verplaatst zijn.',
  },
  'resource-group-not-found': {
    cause: 'De resourcegroep bestaat niet.',
    remedy: 'Controleer het herstelprofiel, of maak de groep.',
  },
  'subscription-not-found': {
    cause: 'Het abonnement bestaat niet of is uitgeschakeld.',
    remedy: 'Controleer het abonnement in de Azure-portal en in de instellingen van Strongroom.',
  },
  'azure-unavailable': {
    cause: 'Azure antwoordde niet op tijd of faalde aan zijn kant.',
    remedy:
      'Strongroom zoekt zelf uit wat er van een stap is geworden. Als daarom gevraagd wordt, probeer het dan over enkele minuten opnieuw.',
  },
  'authorisation-failed': {
    cause: 'Er ontbreekt een recht in Azure; de melding noemt de actie en de plaats.',
    remedy:
      'Geef daar de rol met deze actie, of activeer hem als je daarvoor in aanmerking komt. Probeer het dan opnieuw.',
  },
};
