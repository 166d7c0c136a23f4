import type { Answer, Place } from '../kernel/chat.ts';
import type { Command } from './command.ts';

/** What tells of weaknesses is answered to the one who asks, by text or by a button, where outsiders read. */
export function privateWhereShared(
  command: Pick<Command, 'confidential'> | undefined,
  place: Place,
  answer: Answer,
): Answer {
  if (!command?.confidential || !place.shared || answer.kind !== 'reply') return answer;
  const { text, card } = answer.personally ?? answer.body;
  const more = answer.personally ? undefined : answer.more;
  return { kind: 'notice', text, ...(card && { card }), ...(more && { more }) };
}
