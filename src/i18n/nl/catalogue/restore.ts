import type { restoreCatalogue as english } from '../../en/catalogue/restore.ts';
import type { SameKeys } from '../../same-keys.ts';

export const restoreCatalogue: SameKeys<typeof english> = {
  'key-or-secret-gone': {
    cause: 'De sleutel of het geheim van de teruggezette schijf staat niet meer in de sleutelkluis.',
    remedy: 'Herstel sleutel en geheim uit het versleutelingsbestand van het herstel en maak daarna de VM.',
  },
  'size-not-available': {
    cause: 'Het VM-formaat is niet beschikbaar op het doel.',
    remedy: 'Kies een ander formaat, of zet de schijven terug en maak daaruit de VM.',
  },
  'marketplace-vm': {
    cause:
      'De Marketplace-aanbieding van deze VM is ingetrokken, dus met dat plan kan geen VM worden gemaakt. De schijven zijn teruggezet.',
    remedy: 'Koppel de teruggezette schijven aan een andere VM, of maak er een VM van zonder het plan als dat mag.',
  },
  'snapshot-gone': {
    cause: 'De momentopname van dit herstelpunt is al verwijderd.',
    remedy: 'Kies een herstelpunt dat in de kluislaag ligt.',
  },
  'staging-in-other-region': {
    cause: 'De tussenopslag staat in een andere regio dan de kluis.',
    remedy: 'Noem in het herstelprofiel een tussenopslag in de regio van de kluis.',
  },
  'staging-type-unsupported': {
    cause:
      'De tussenopslag is van een soort waarnaar Azure Backup niet kan terugzetten (alleen blobs, premium, data lake of zone-redundant).',
    remedy: 'Noem in het herstelprofiel een v2-account met standaardopslag LRS of GRS.',
  },
  'staging-not-online': {
    cause: 'De tussenopslag is niet online.',
    remedy: 'Wacht tot het beschikbaar is, of noem een ander in het herstelprofiel.',
  },
  'staging-takes-no-keys': {
    cause: 'De tussenopslag neemt geen gedeelde sleutels aan, en het herstel ging zonder identiteit van de kluis.',
    remedy:
      'Geef de kluis een beheerde identiteit met de rol VM Restore Operator op het account en op de doelgroep, en vraag het opnieuw.',
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
    remedy: 'Zet de schijven terug en maak daaruit de VM, of geef Azure Backup de rechten.',
  },
  'cross-subscription-in-place': {
    cause: 'Schijven vervangen kan alleen in het abonnement van de back-up.',
    remedy: 'Zet terug als nieuwe VM, of zet de schijven terug.',
  },
  'cross-subscription-machine': {
    cause:
      'Azure kan deze VM niet naar een ander abonnement terugzetten: hij heeft onbeheerde schijven, Azure Disk Encryption of trusted launch.',
    remedy: 'Zet hem terug naar het abonnement van de back-up.',
  },
  'cross-subscription-and-region': {
    cause: 'Terugzetten gaat naar een ander abonnement of naar een andere regio, niet naar beide tegelijk.',
    remedy: 'Kies een van de twee en verplaats daarna wat is teruggezet.',
  },
  'cross-subscription-snapshot': {
    cause: 'Een momentopname kan niet naar een ander abonnement worden teruggezet.',
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
  'deployment-quota': {
    cause:
      'Het abonnement heeft geen quotum meer voor deze VM: kernen van dit formaat, adressen of schijven. De melding noemt welk.',
    remedy: 'Vraag meer quotum aan, maak iets vrij of kies een ander formaat. Probeer de stap dan opnieuw.',
  },
  'core-quota': {
    cause: 'Het abonnement heeft geen vCPU-quotum meer voor dit VM-formaat.',
    remedy: 'Verhoog het quotum of kies een ander formaat; alleen schijven terugzetten vraagt geen quotum.',
  },
  'no-files-from-encrypted': {
    cause: 'Uit een VM met Azure Disk Encryption kunnen geen losse bestanden worden teruggezet.',
    remedy: 'Zet de schijven terug en kopieer de bestanden daarvan.',
  },
};
