import type { keysCatalogue as english } from '../../en/catalogue/keys.ts';
import type { SameKeys } from '../../same-keys.ts';

export const keysCatalogue: SameKeys<typeof english> = {
  'encryption-set-vault-gone': {
    cause:
      'De sleutelkluis van de schijfversleutelingsset is niet gevonden of uitgeschakeld; schijven met een klantsleutel kunnen niet worden gekopieerd.',
    remedy: 'Haal de sleutelkluis en de sleutel terug.',
  },
  'ade-cannot-write-secret': {
    cause:
      'De ADE-extensie kan het geheim niet in de sleutelkluis schrijven: een firewall, ontbrekende rechten, of de kluis is niet ingesteld voor schijfversleuteling.',
    remedy:
      'Open de firewall voor vertrouwde Microsoft-services, geef de rechten, en stel de kluis in voor schijfversleuteling.',
  },
  'wrong-secret-url': {
    cause: 'De VM wordt gemaakt met een adres van een geheim dat onjuist of verouderd is.',
    remedy: 'Gebruik het adres van het teruggezette geheim met de versie.',
  },
  'key-vault-access-denied': {
    cause: 'De sleutelkluis weigert: het toegangsbeleid of de rol ontbreekt.',
    remedy: 'Geef de rechten in het toegangsbeleid, of de rol als de kluis met rollen werkt.',
  },
  'key-vault-firewall': {
    cause: 'De firewall van de sleutelkluis weigert de aanvraag.',
    remedy: 'Sta vertrouwde Microsoft-services toe in de firewall van de sleutelkluis.',
  },
  'key-vault-conflict': {
    cause: 'Er bestaat al een sleutel of geheim met deze naam, of die is voorlopig verwijderd.',
    remedy:
      'Is die voorlopig verwijderd, haal die dan terug. Een andere met deze naam opent deze schijven niet: zoek uit wat die versleutelt voordat iemand die uit de weg ruimt.',
  },
  'key-vault-gone': {
    cause: 'De sleutelkluis die de schijven beschermt, bestaat niet of is voorlopig verwijderd.',
    remedy: 'Haal de sleutelkluis terug, of zet sleutel en geheim in een andere terug. Probeer het dan opnieuw.',
  },
  'encryption-set-or-key-gone': {
    cause: 'De schijfversleutelingsset van de back-up, of de sleutel daarvan, bestaat niet meer.',
    remedy:
      'Haal sleutel en set terug. Zijn ze voorgoed weg, zet dan de sleutel terug die het mislukte herstel naast de schijven achterliet, maak er een set mee en noem die set in een nieuw herstel.',
  },
  'encryption-set-other-key': {
    cause: 'De genoemde schijfversleutelingsset gebruikt een andere sleutel dan de back-up.',
    remedy: 'Zet de sleutel van de back-up terug, maak er een set mee en noem die set in een nieuw herstel.',
  },
  'key-disabled-or-expired': {
    cause: 'De sleutel of het geheim is uitgeschakeld of verlopen, of hoort bij een certificaat.',
    remedy:
      'Schakel die in of vernieuw die. Een KEK van een certificaat wordt niet ondersteund: gebruik een losse sleutel.',
  },
};
