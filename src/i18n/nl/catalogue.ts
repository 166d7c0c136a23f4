import { guestCatalogue } from './catalogue/guest.ts';
import { jobsCatalogue } from './catalogue/jobs.ts';
import { keysCatalogue } from './catalogue/keys.ts';
import { machineCatalogue } from './catalogue/machine.ts';
import { resourceManagerCatalogue } from './catalogue/resource-manager.ts';
import { restoreCatalogue } from './catalogue/restore.ts';
import { serviceCatalogue } from './catalogue/service.ts';
import { setupCatalogue } from './catalogue/setup.ts';

export const catalogueTexts = {
  ...resourceManagerCatalogue,
  ...guestCatalogue,
  ...jobsCatalogue,
  ...keysCatalogue,
  ...machineCatalogue,
  ...restoreCatalogue,
  ...serviceCatalogue,
  ...setupCatalogue,
} as const;
