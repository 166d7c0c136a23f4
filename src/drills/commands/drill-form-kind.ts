import { defineFormKind } from '../../chat/form-kind.ts';
import type { RestoreTurn } from '../../restore/services.ts';
import { type DrillForm, drilledBy, drillFormCardOf, storedDrillForm } from '../drill-forms.ts';
import { openDrillForm } from './drill-new.ts';

export const drillFormKind = defineFormKind<DrillForm>({
  name: 'drills',
  stored: storedDrillForm,
  card: drillFormCardOf,
  vms: ({ entries }) => drilledBy(entries),
  command: ({ entries }) => ({ command: 'drill new', rest: entries.vms ?? '' }),
  openOwn: (turn: RestoreTurn<'action'>, { entries }) => openDrillForm(turn, entries),
});
