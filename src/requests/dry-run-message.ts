import type { MessageBody, Reader } from '../kernel/chat.ts';
import { asFailure } from '../kernel/errors.ts';
import { type DryRunCard, dryRunCard, dryRunText } from './cards/dry-run.ts';
import type { TierOffError } from './dry-run.ts';
import type { RequestServices } from './services.ts';
import { isGated } from './stored-plan.ts';

/** The whole plan, in place of the request that it would have become. */
export function dryRunBody(
  { clock, requestKinds }: Pick<RequestServices, 'clock' | 'requestKinds'>,
  error: TierOffError,
  reader: Reader,
): MessageBody {
  const data: DryRunCard = {
    now: clock.now(),
    off: asFailure(error),
    plans: error.plans.map((plan) => ({ ...requestKinds.of(plan).subject(plan), asks: isGated(plan) })),
  };
  return { text: dryRunText(data, reader), card: dryRunCard(data, reader) };
}
