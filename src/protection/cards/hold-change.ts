import type { GatedChange } from '../../approval/cards/gated-change.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { AnyChange } from '../../requests/cards/change-view.ts';

/** `raises`: the policy that it goes over to first, and how much longer that keeps everything. */
type Hold = { kind: 'hold' | 'hold-suspend' | 'hold-stopped'; raises?: { policy: string; days: number } };

/** Nothing lets a machine's points expire any more. */
export function holdChange({ raises, ...change }: AnyChange & Hold): GatedChange {
  if (!raises) return change;
  const { policy, days } = raises;
  return {
    ...change,
    adds: (reader) => [texts(reader.language).t('cards.gated.next.raise', { policy: plain(policy), days })],
  };
}
