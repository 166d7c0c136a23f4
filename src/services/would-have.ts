import { type WouldHaveCard, wouldHaveCard, wouldHaveText } from '../cards/would-have.ts';
import { asFailure } from '../domain/errors.ts';
import type { MessageBody, Reader } from '../domain/turn.ts';
import type { TierOffError } from './own-tiers.ts';
import { subjectOf } from './request-body.ts';
import type { Services } from './services.ts';

/** The whole plan, in place of the request that it would have become. */
export function wouldHaveBody({ clock }: Pick<Services, 'clock'>, error: TierOffError, reader: Reader): MessageBody {
  const data: WouldHaveCard = {
    now: clock.now(),
    off: asFailure(error),
    plans: error.plans.map((plan) => ({ ...subjectOf(plan), asks: 'gated' in plan })),
  };
  return { text: wouldHaveText(data, reader), card: wouldHaveCard(data, reader) };
}
