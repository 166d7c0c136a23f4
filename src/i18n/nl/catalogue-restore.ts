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
    cause:
      'De Marketplace-aanbieding van deze VM is ingetrokken, dus met dat plan kan geen VM worden gemaakt. De schijven zijn hersteld.',
    remedy: 'Koppel de herstelde schijven aan een andere VM, of maak er een VM van zonder het plan als dat mag.',
  },
  'snapshot-gone': {
    cause: 'De momentopname van dit herstelpunt is al verwijderd.',
    remedy: 'Kies een herstelpunt dat in de kluislaag ligt.',
  },
  'leaves-trusted-launch': {
    cause: 'Een VM met deze naam was beveiligd als VM met trusted launch, en die van nu is dat niet.',
    remedy: 'Geef de VM een andere naam of resourcegroep, of maak er een met trusted launch van. Beveilig hem dan.',
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
  'cross-subscription-in-place': {
    cause: 'Schijven vervangen kan alleen in het abonnement van de back-up.',
    remedy: 'Herstel als nieuwe VM, of herstel de schijven.',
  },
  'cross-subscription-unmanaged': {
    cause: 'Een VM met niet-beheerde schijven kan niet naar een ander abonnement worden hersteld.',
    remedy: 'Herstel hem naar het abonnement van de back-up.',
  },
  'cross-subscription-and-region': {
    cause: 'Herstellen gaat naar een ander abonnement of naar een andere regio, niet naar beide tegelijk.',
    remedy: 'Kies een van de twee en verplaats daarna wat hersteld is.',
  },
  'cross-subscription-snapshot': {
    cause: 'Een momentopname kan niet naar een ander abonnement worden hersteld.',
    remedy: 'Kies een herstelpunt dat in de kluislaag ligt.',
  },
  'cross-subscription-tenant': {
    cause: 'Het doelabonnement hoort bij een andere tenant.',
    remedy: 'Kies een abonnement van dezelfde tenant.',
  },
  'cross-subscription-unregistered': {
    cause: 'Het doelabonnement is niet geregistreerd voor Recovery Services.',
    remedy: 'Registreer daar de provider Microsoft.RecoveryServices en probeer het opnieuw.',
  },
  'cross-subscription-encrypted': {
    cause: 'Een VM met Azure Disk Encryption kan niet naar een ander abonnement worden hersteld.',
    remedy: 'Herstel hem naar het abonnement van de back-up.',
  },
  'cross-subscription-trusted-launch': {
    cause: 'Azure nam deze VM met trusted launch niet aan in een ander abonnement.',
    remedy: 'Herstel hem naar het abonnement van de back-up.',
  },
  'deployment-quota': {
    cause:
      'Het abonnement heeft geen quotum meer voor deze VM: kernen van dit formaat, adressen of schijven. De melding noemt welk.',
    remedy: 'Vraag meer quotum aan, maak iets vrij of kies een ander formaat. Probeer de stap dan opnieuw.',
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
    cause: 'De taak loopt nu niet: hij gaat van de ene toestand naar de andere, of is klaar.',
    remedy: 'Wacht een minuut en bekijk de taak. Loopt hij nog, annuleer dan opnieuw.',
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
  'key-vault-gone': {
    cause: 'De sleutelkluis die de schijven beschermt, bestaat niet of is voorlopig verwijderd.',
    remedy: 'Herstel de sleutelkluis, of zet sleutel en geheim in een andere terug. Probeer het dan opnieuw.',
  },
  'encryption-set-or-key-gone': {
    cause: 'De schijfversleutelingsset van de back-up, of de sleutel daarvan, bestaat niet meer.',
    remedy:
      'Herstel sleutel en set. Zijn ze voorgoed weg: het mislukte herstel liet de sleutel achter naast de schijven. Zet die sleutel terug, maak er een set mee en noem die set in een nieuw herstel.',
  },
  'encryption-set-other-key': {
    cause: 'De genoemde schijfversleutelingsset gebruikt een andere sleutel dan de back-up.',
    remedy: 'Zet de sleutel van de back-up terug, maak er een set mee en noem die set in een nieuw herstel.',
  },
  'key-disabled-or-expired': {
    cause: 'De sleutel of het geheim is uitgeschakeld of verlopen, of hoort bij een certificaat.',
    remedy: 'Schakel in of vernieuw. Een KEK van een certificaat wordt niet ondersteund: gebruik een losse sleutel.',
  },
};
