import type { azureErrors as english } from '../en/azure-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const azureErrors: SameKeys<typeof english> = {
  'bad-blob-address': {
    message: 'De taak noemt een plek in de tussenopslag die geen adres van deze cloud is.',
    remedy: `Typ "${typed.byhand}" en het nummer om met de hand verder te gaan.`,
  },
  'bad-key-url': {
    message: 'Het adres van een sleutel of geheim is niet van Key Vault.',
    remedy: 'Kijk in de Azure-portal welke sleutelkluis de schijven noemen.',
  },
  'blob-elsewhere': {
    message: 'De taak noemt een blob op {{host}}; die staat niet in de goedgekeurde tussenopslag {{account}}.',
    remedy:
      'Er is niets van gelezen. Zoek uit hoe dat komt voor je verdergaat: misschien probeert iemand iets onder te schuiven.',
  },
  'blob-unreadable': {
    message:
      'Het bestand {{blob}} in de tussenopslag is niet wat Azure Backup daar schrijft, dus het is niet te lezen.',
    remedy: `Zoek uit wie het schreef voor je verdergaat: misschien heeft iemand het gewijzigd. Typ daarna "${typed.byhand}" en het nummer om met de hand verder te gaan.`,
  },
};
