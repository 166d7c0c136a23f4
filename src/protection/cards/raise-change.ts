import type { GatedChange } from '../../approval/cards/gated-change.ts';
import { formatDate } from '../../i18n/dates.ts';
import type { AnyChange } from '../../requests/cards/change-view.ts';

/** `raises` as for a hold; the soft-deleted points that come back, how far they reach, until when the oldest stays at least. */
type Raise = {
  kind: 'raise-retention' | 'raise-immutable';
  raises: { policy: string; days: number };
  before: string;
  count: number;
  first: Date;
  last: Date;
  until: Date;
};

/** A longer retention brings points back. */
export function raiseChange({
  kind,
  vm,
  vault,
  hash,
  warnings,
  raises,
  before,
  count,
  first,
  last,
  until,
}: AnyChange & Raise): GatedChange {
  return {
    kind,
    vm,
    vault,
    hash,
    warnings,
    params: { ...raises, before, count },
    words: (reader) => ({
      first: formatDate(first, reader),
      last: formatDate(last, reader),
      until: formatDate(until, reader),
    }),
  };
}
