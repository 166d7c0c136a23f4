import { z } from 'zod/v4';
import { defineStored, momentSchema } from '../../kernel/stored.ts';

/** Where the private answers of a conversation are given. Without it: in personal chats, and nobody was asked. */
export const storedPrivateAnswers = defineStored(
  'setting private',
  z.object({
    /**
     * asked: somebody is to say whether they see what only they should. seen: they did. off: somebody wants them in personal
     * chats. leaked: somebody else saw it.
     */
    state: z.enum(['asked', 'seen', 'off', 'leaked']),
    /** Of the line that asked: it tells of a leak after somebody has said that they see it, too. */
    nonce: z.string().optional(),
    at: momentSchema,
  }),
);

export type PrivateAnswers = z.infer<typeof storedPrivateAnswers.schema>;

/** Nobody says no: whoever sees nothing has nothing to tap. After this somebody is asked once more. */
const againMs = 7 * 24 * 3_600_000;

export function mayAsk(known: PrivateAnswers | undefined, now: Date): boolean {
  if (!known) return true;
  return known.state === 'asked' && now.getTime() - known.at.getTime() >= againMs;
}

/** @param known with the object id of the one who was asked @param nonce of the card, or undefined where it was typed */
export function afterSeen(
  known: { value: PrivateAnswers; by: string | null } | undefined,
  tap: { by: string; nonce: string | undefined },
): 'seen' | 'leaked' | 'unknown' {
  if (known?.value.state === 'seen' && isItsLine(known.value, tap.nonce)) {
    return known.by === null || tap.by === known.by ? 'unknown' : 'leaked';
  }
  if (known?.value.state !== 'asked') return 'unknown';
  if (tap.nonce === undefined) return tap.by === known.by ? 'seen' : 'unknown';
  if (!isItsLine(known.value, tap.nonce) || known.by === null) return 'unknown';
  // Nobody else can know the nonce: Teams showed them what it should have hidden.
  return tap.by === known.by ? 'seen' : 'leaked';
}

function isItsLine({ nonce }: PrivateAnswers, tapped: string | undefined): boolean {
  return nonce !== undefined && nonce === tapped;
}
