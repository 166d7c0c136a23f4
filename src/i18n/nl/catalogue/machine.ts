import type { machineCatalogue as english } from '../../en/catalogue/machine.ts';
import type { SameKeys } from '../../same-keys.ts';

export const machineCatalogue: SameKeys<typeof english> = {
  'restore-point-collection-full': {
    cause:
      'Er passen geen momentopnamen meer bij: oude konden niet worden opgeruimd, meestal door een vergrendeling op AzureBackupRG, of er wordt meermaals per dag geback-upt.',
    remedy:
      'Haal de vergrendeling weg van de groep AzureBackupRG_… en start de back-up opnieuw. Verwijder er geen van Azure Backup zelf: het kan de enige kopie zijn.',
  },
  'compute-reported-user-error': {
    cause:
      'Azure Compute weigerde de momentopname vanwege de VM: de staat, een extensie, geheugen, VSS, netwerk, of te veel momentopnamen.',
    remedy: 'Lees de binnenste melding: die zegt wat het is. Verhelp dat.',
  },
  'source-not-present': {
    cause: 'De beveiliging van deze VM is gestopt of gepauzeerd, of nooit ingesteld.',
    remedy: 'Bekijk de beveiliging en hervat die.',
  },
  'vm-state-failed': {
    cause: 'De VM is in de staat "mislukt", vaak door een extensie.',
    remedy: 'Herstel of verwijder de extensie die mislukte, zodat de VM weer in orde is.',
  },
  'vm-not-in-stable-state': {
    cause: 'De VM is aan het starten of stoppen, of heeft geen VM-agent.',
    remedy: 'Wacht tot hij draait of gestopt is, en installeer de VM-agent als die ontbreekt.',
  },
  'vm-group-gone': {
    cause: 'De resourcegroep van de VM bestaat niet meer.',
    remedy: 'Stop de beveiliging (back-ups blijven), of maak de groep en de VM opnieuw.',
  },
  'restore-point-collection-deleted': {
    cause: 'Iemand heeft de momentopnamen verwijderd die Azure Backup in de groep AzureBackupRG bewaart.',
    remedy: 'Start een back-up: die maakt een nieuwe verzameling. Punten in de kluis blijven bestaan.',
  },
  'snapshot-limit': {
    cause: 'Een schijf of opslagaccount heeft het hoogste aantal momentopnamen bereikt.',
    remedy:
      'Verwijder momentopnamen die anderen hebben gemaakt en die niemand nodig heeft. Verwijder er geen van Azure Backup zelf: het kan de enige kopie zijn.',
  },
  'vm-missing': {
    cause:
      'Azure Backup vindt de VM niet waar hij beveiligd werd: hij is verwijderd of verplaatst. De laatste momentopname staat misschien niet in de kluis.',
    remedy:
      'Is hij verplaatst, beveilig hem dan opnieuw. Stop anders de beveiliging (back-ups blijven), of maak de VM opnieuw.',
  },
  'premium-storage-full': {
    cause: 'Het premium-opslagaccount heeft geen ruimte voor de kopie van de momentopname.',
    remedy: 'Maak de helft van het account vrij, of verplaats schijven.',
  },
  'vm-offline': { cause: 'De VM staat uit of de agent is offline.', remedy: 'Start de VM.' },
  'restore-point-in-use': {
    cause: 'Iemand gebruikt de momentopname (restore point): er staat een toegangslink of kopie open.',
    remedy: 'Beëindig die toegang.',
  },
  'operation-not-allowed': {
    cause: 'Azure staat dit nu niet toe: de VM wordt gewijzigd, schijven zijn niet toegewezen of worden gedeeld.',
    remedy:
      'Wacht tot de VM in een vaste toestand is en probeer het opnieuw. Gedeelde schijven worden niet ondersteund.',
  },
  'compute-failed': {
    cause: 'Azure Compute faalde, of heeft hier nu geen plaats voor dit VM-formaat.',
    remedy: 'Probeer het opnieuw, of kies een ander formaat, een andere zone of regio.',
  },
};
