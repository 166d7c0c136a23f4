import type { GatedChange } from '../../approval/cards/gated-change.ts';
import { plain } from '../../i18n/plain.ts';
import { keptDetails } from '../../i18n/policy-words.ts';
import { texts } from '../../i18n/texts.ts';
import type { AnyChange } from '../../requests/cards/change-view.ts';
import type { Keeps } from '../rules/plans.ts';

type Kept = { kind: 'resume-shorter' | 'unhold'; policy: string; keeps: Keeps };

/** Backups go on under a policy, and points expire as it says: so whoever decides reads what it says. */
export function keepsChange({ policy, keeps, ...change }: AnyChange & Kept): GatedChange {
  return {
    ...change,
    params: { policy },
    adds: (reader) => [
      texts(reader.language).t('cards.gated.keeps', {
        policy: plain(policy),
        kept: keptDetails(keeps, reader).join(' '),
      }),
    ],
  };
}
