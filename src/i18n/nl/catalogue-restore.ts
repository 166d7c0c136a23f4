import type { catalogueRestore as english } from '../en/catalogue-restore.ts';
import type { SameKeys } from '../same-keys.ts';

export const catalogueRestore: SameKeys<typeof english> = {
  'key-or-secret-gone': {
    cause: 'De sleutel of het geheim van de herstelde schijf staat niet meer in de sleutelkluis.',
    remedy: 'Herstel sleutel en geheim uit het versleutelingsbestand van het herstel en maak daarna de VM.',
  },
  'size-not-available': {
    cause: 'Het VM-formaat is niet beschikbaar op het doel.',
    remedy: 'Kies een ander formaat, of herstel de schijven en maak daaruit de VM.',
  },
  'marketplace-vm': {
    cause: 'Een VM uit de Marketplace kan niet direct uit een back-up worden gemaakt.',
    remedy: 'Herstel de schijven en maak de VM dan met het Marketplace-plan.',
  },
  'snapshot-gone': {
    cause: 'De momentopname van dit herstelpunt is al verwijderd.',
    remedy: 'Kies een herstelpunt dat in de kluislaag ligt.',
  },
  'leaves-trusted-launch': {
    cause: 'De back-up is van een VM met trusted launch, en het doel is dat niet.',
    remedy: 'Herstel de schijven, of herstel naar een VM met trusted launch.',
  },
  'staging-in-other-region': {
    cause: 'Het tussenaccount staat in een andere regio dan de kluis.',
    remedy: 'Noem in het herstelprofiel een tussenaccount in de regio van de kluis.',
  },
  'staging-type-unsupported': {
    cause:
      'Het tussenaccount is van een soort waarnaar Azure Backup niet kan herstellen (alleen blobs, premium, data lake of zone-redundant).',
    remedy: 'Noem in het herstelprofiel een v2-account met standaardopslag LRS of GRS.',
  },
  'staging-not-online': {
    cause: 'Het tussenaccount is niet online.',
    remedy: 'Wacht tot het beschikbaar is, of noem een ander in het herstelprofiel.',
  },
  'resource-group-quota': {
    cause: 'Het abonnement heeft het hoogste aantal resourcegroepen bereikt.',
    remedy: 'Verwijder overbodige resourcegroepen, of kies een bestaande. Probeer het dan opnieuw.',
  },
  'subnet-gone': {
    cause: 'Het gekozen subnet bestaat niet (meer).',
    remedy: 'Kies een ander subnet, of pas het herstelprofiel aan.',
  },
  'backup-not-authorised': {
    cause: 'Azure Backup mag geen resources van dit abonnement gebruiken.',
    remedy: 'Herstel de schijven en maak daaruit de VM, of geef Azure Backup de rechten.',
  },
  'core-quota': {
    cause: 'Het abonnement heeft geen vCPU-quotum meer voor dit VM-formaat.',
    remedy: 'Verhoog het quotum of kies een ander formaat; alleen schijven herstellen vraagt geen quotum.',
  },
  'no-files-from-encrypted': {
    cause: 'Uit een VM met Azure Disk Encryption kunnen geen losse bestanden worden hersteld.',
    remedy: 'Herstel de schijven en kopieer de bestanden daarvan.',
  },
  'job-type-not-cancellable': {
    cause: 'Taken van deze soort kunnen niet worden geannuleerd; alleen back-up en herstel kan dat.',
    remedy: 'Wacht tot de taak klaar is.',
  },
  'job-past-cancelling': {
    cause: 'De taak is voorbij het punt waarop annuleren kon.',
    remedy: 'Wacht tot de taak klaar is.',
  },
  'job-not-in-progress': {
    cause: 'De taak loopt niet meer, dus er is niets te annuleren.',
    remedy: 'Bekijk de taak: die is al klaar.',
  },
  'cancel-failed': {
    cause: 'Azure kon de taak nu niet annuleren.',
    remedy: 'Wacht enkele minuten en probeer het opnieuw.',
  },
  'disallowed-by-policy': {
    cause:
      'Een Azure Policy verbiedt wat Azure Backup hier moet maken (momentopnamen, zijn resourcegroep, herstelde schijven).',
    remedy: 'Stel de back-upgroep en de doelgroep vrij van dat beleid en probeer het opnieuw.',
  },
  'recovery-services-throttled': {
    cause: 'Er zijn dit uur te veel aanvragen van deze soort aan Azure Backup gedaan in dit abonnement.',
    remedy: 'Strongroom wacht zo lang als Azure zegt en gaat vanzelf verder.',
  },
  'subscription-throttled': {
    cause: 'Er zijn te veel aanvragen aan Azure gedaan in dit abonnement.',
    remedy: 'Strongroom wacht zo lang als Azure zegt en gaat vanzelf verder.',
  },
  'resource-not-found': {
    cause: 'Wat gevraagd werd bestaat niet (meer) in Azure: een item, een kluis of een bewerking.',
    remedy: 'Zoek de machine opnieuw op; ze kan verwijderd of verplaatst zijn.',
  },
  'resource-group-not-found': {
    cause: 'De resourcegroep bestaat niet.',
    remedy: 'Controleer het herstelprofiel, of maak de groep.',
  },
  'authorisation-failed': {
    cause: 'Er ontbreekt een recht in Azure; de melding noemt de actie en de plaats.',
    remedy:
      'Geef daar de rol met deze actie, of activeer hem als je daarvoor in aanmerking komt. Probeer het dan opnieuw.',
  },
  'encryption-set-vault-gone': {
    cause:
      'De sleutelkluis van de schijfversleutelingsset is niet gevonden of uitgeschakeld; schijven met een klantsleutel kunnen niet worden gekopieerd.',
    remedy: 'Haal de sleutelkluis en de sleutel terug en start de back-up opnieuw.',
  },
  'ade-cannot-write-secret': {
    cause:
      'De ADE-extensie kan haar geheim niet in de sleutelkluis schrijven: een firewall, ontbrekende rechten, of de kluis is niet ingesteld voor schijfversleuteling.',
    remedy: 'Open de firewall voor vertrouwde diensten, geef de rechten, en stel de kluis in voor schijfversleuteling.',
  },
  'wrong-secret-url': {
    cause: 'De VM wordt gemaakt met een adres van een geheim dat onjuist of verouderd is.',
    remedy: 'Gebruik het adres van het herstelde geheim met de versie.',
  },
  'key-vault-access-denied': {
    cause: 'De sleutelkluis weigert: het toegangsbeleid of de rol ontbreekt.',
    remedy: 'Geef de rechten in het toegangsbeleid, of de rol als de kluis met rollen werkt.',
  },
  'key-vault-firewall': {
    cause: 'De firewall van de sleutelkluis weigert de aanvraag.',
    remedy: 'Sta vertrouwde Microsoft-diensten toe in de firewall van de sleutelkluis.',
  },
  'key-vault-conflict': {
    cause: 'Er bestaat al een sleutel of geheim met deze naam, of die is voorlopig verwijderd.',
    remedy: 'Gebruik de bestaande, of haal de voorlopig verwijderde terug.',
  },
  'key-disabled-or-expired': {
    cause: 'De sleutel of het geheim is uitgeschakeld of verlopen, of hoort bij een certificaat.',
    remedy: 'Schakel in of vernieuw. Een KEK van een certificaat wordt niet ondersteund: gebruik een losse sleutel.',
  },
};
