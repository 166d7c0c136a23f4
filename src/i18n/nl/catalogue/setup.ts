import type { setupCatalogue as english } from '../../en/catalogue/setup.ts';
import type { SameKeys } from '../../same-keys.ts';

export const setupCatalogue: SameKeys<typeof english> = {
  'key-vault-permissions': {
    cause: 'Azure Backup mag de versleutelingssleutels en geheimen van deze VM niet uit de sleutelkluis lezen.',
    remedy: 'Geef Azure Backup daar get, list en backup op geheimen (en sleutels, bij een KEK), of de rol.',
  },
  'encrypted-with-disk-exclusion': {
    cause: 'Dit beleid kan geen schijven weglaten van een VM met Azure Disk Encryption.',
    remedy:
      'Verwijder de uitsluiting van schijven bij deze VM, of gebruik een uitgebreid beleid. Beveilig hem dan opnieuw.',
  },
  'leaves-trusted-launch': {
    cause: 'Een VM met deze naam was beveiligd als VM met trusted launch, en die van nu is dat niet.',
    remedy: 'Geef de VM een andere naam of resourcegroep, of maak er een met trusted launch van. Beveilig hem dan.',
  },
  'protected-by-another-vault': {
    cause: 'Een andere kluis beveiligt deze VM al.',
    remedy:
      'Gebruik die kluis. Er verhuist geen back-up mee: een andere neemt de VM pas als al zijn back-ups daar verwijderd zijn, en dat kunnen de enige kopieën zijn.',
  },
  'immutable-item': {
    cause:
      'Wat in een onveranderlijke kluis staat, is niet te verwijderen en niet korter te bewaren. Azure zegt hetzelfde als back-ups worden onderbroken in een kluis die niet onveranderlijk is.',
    remedy:
      'Kies een beleid dat minstens evenveel bewaart. Onderbreek back-ups in een onveranderlijke kluis, stop elders de beveiliging; Strongroom kiest dat vanzelf.',
  },
  'immutability-locked': {
    cause:
      'De onveranderlijkheid van deze kluis is vergrendeld, en dat is niet terug te draaien. Een nieuwe kluis kan ook niet vergrendeld beginnen.',
    remedy: 'Laat het zo. Zet bij een nieuwe kluis eerst onveranderlijkheid aan, en vergrendel die daarna.',
  },
  'vault-in-other-region': {
    cause: "De kluis en de VM staan in verschillende regio's.",
    remedy: 'Beveilig de VM in een kluis in zijn eigen regio.',
  },
  'vault-key-unreachable': {
    cause:
      'De back-upkluis is met een klantsleutel versleuteld, en zijn identiteit kan die sleutel niet bereiken of gebruiken.',
    remedy:
      'Geef de identiteit van de kluis get, wrap en unwrap op de sleutel, en controleer de firewall van de sleutelkluis.',
  },
  'disk-too-large': {
    cause: 'Een schijf is te groot voor een back-up: hoogstens 32 TB, of 4 TB met Azure Disk Encryption.',
    remedy: 'Sluit de schijf uit of maak hem kleiner, of verdeel de gegevens.',
  },
  'standard-ssd-not-supported': {
    cause: 'Deze kluis is niet bijgewerkt naar direct herstel, wat Standard-SSD-schijven nodig hebben.',
    remedy: 'Werk de back-upstack van de kluis bij in de Azure-portal.',
  },
  'vault-not-empty': {
    cause: 'De kluis bevat nog beveiligde of voorlopig verwijderde items en kan niet worden verwijderd.',
    remedy:
      'Stop eerst hun beveiliging en verwijder ze in de Azure-portal. Strongroom verwijdert geen back-upgegevens.',
  },
};
