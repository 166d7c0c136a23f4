import { type WouldHaveCard, wouldHaveCard, wouldHaveText } from '../cards/would-have.ts';
import { asFailure } from '../domain/errors.ts';
import type { MessageBody, Reader } from '../domain/turn.ts';
import type { TierOffError } from './own-tiers.ts';
import type { Services } from './services.ts';
import { isGated } from './stored-plan.ts';

/** The whole plan, in place of the request that it would have become. */
export function wouldHaveBody(
  { clock, requestKinds }: Pick<Services, 'clock' | 'requestKinds'>,
  error: TierOffError,
  reader: Reader,
): MessageBody {
  const data: WouldHaveCard = {
    now: clock.now(),
    off: asFailure(error),
    plans: error.plans.map((plan) => ({ ...requestKinds.of(plan).subject(plan), asks: isGated(plan) })),
  };
  return { text: wouldHaveText(data, reader), card: wouldHaveCard(data, reader) };
}
