import type { MessageBody, Reader } from '../kernel/chat.ts';
import { asFailure } from '../kernel/errors.ts';
import type { Services } from '../services.ts';
import { type WouldHaveCard, wouldHaveCard, wouldHaveText } from './cards/dry-run.ts';
import type { TierOffError } from './dry-run.ts';
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
