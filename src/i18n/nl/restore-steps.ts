import type { restoreSteps as english, restoreStepsSkipped as englishSkipped } from '../en/restore-steps.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const restoreSteps: SameKeys<typeof english> = {
  'export-key': 'Verloren sleutel naar buiten halen',
  'recover-set-key': 'Sleutel terugzetten',
  'remove-key-export': 'Kopie van de sleutel verwijderen',
  'restore-disks': 'Schijven terugzetten',
  'restore-vm': 'Terugzetten als nieuwe machine',
  'replace-disks': 'Schijven vervangen',
  'tag-made': 'Tags zetten op wat is gemaakt',
  'check-keys': 'Sleutels controleren',
  'recover-keys': 'Sleutels terugzetten',
  'deploy-vm': 'Machine maken',
  'apply-ade-settings': 'Versleutelingsinstellingen schrijven',
  'ade-extension': 'Schijfversleuteling instellen',
  verify: 'Machine controleren',
  'remove-key-copy': 'Kopie van de sleutels verwijderen',
};

/** Why one was left out. */
export const restoreStepsSkipped: SameKeys<typeof englishSkipped> = {
  'tag-made': 'de tag staat er al, of kon niet worden gezet',
  'export-key': 'de sleutel staat op zijn plaats',
  'recover-set-key': 'de sleutel staat op zijn plaats',
  'remove-key-export': `er was er geen, of die kon niet worden verwijderd: zie "${typed.leftovers}"`,
  'check-keys': 'niets is met een eigen sleutel versleuteld',
  'recover-keys': 'sleutel en geheim staan in de sleutelkluis',
  'apply-ade-settings': 'de teruggezette schijven hebben ze al',
  'ade-extension': 'de machine heeft de extensie niet nodig',
  'remove-key-copy': `er was er geen, of die kon niet worden verwijderd: zie "${typed.leftovers}"`,
};
