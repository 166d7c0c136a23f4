import type { GatedChange } from '../../approval/cards/gated-change.ts';
import { plain } from '../../i18n/plain.ts';
import { keptDetails } from '../../i18n/policy-words.ts';
import { texts } from '../../i18n/texts.ts';
import type { AnyChange } from '../../requests/cards/change-view.ts';
import type { Keeps } from '../rules/plans.ts';

/** Absent `keeps`: an earlier version signed the policy's name alone. */
type Kept = { kind: 'resume-shorter' | 'unhold'; policy: string; keeps: Keeps | undefined };

/** Backups go on under a policy, and points expire as it says: so whoever decides reads what it says. */
export function keepsChange({ policy, keeps, ...change }: AnyChange & Kept): GatedChange {
  return {
    ...change,
    params: { policy },
    ...(keeps && {
      adds: (reader) => [
        texts(reader.language).t('cards.gated.keeps', {
          policy: plain(policy),
          kept: keptDetails(keeps, reader).join(' '),
        }),
      ],
    }),
  };
}
