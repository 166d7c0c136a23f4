import type { MessageBody, Reader } from '../../kernel/chat.ts';
import { cardBudgetBytes } from '../../ui/render.ts';
import { handParts } from '../rules/hand-parts.ts';
import { type ByHandCard, byHandCard, byHandText } from './by-hand.ts';

/** A part, and a piece of a step, of which there are more than there will be. */
const widest = { number: 98, count: 99 };

/**
 * All that is left to do, in one message or in as many as have room for its lines: where keys are gone, those grow with the
 * disks, and a line that is not told cannot be typed.
 * @param data its lines as the steps have them, not as they are typed
 */
export function byHandMessages(data: ByHandCard, reader: Reader): { body: MessageBody; more: MessageBody[] } {
  const { steps, shell } = data;
  const bodyOf = (of: ByHandCard, text = byHandText(of, reader)) => ({ text, card: byHandCard(of, reader) });
  const [whole = [], ...rest] = handParts(steps, shell, roomIn(data, reader));
  if (rest.length === 0) return { body: bodyOf({ ...data, steps: whole }), more: [] };

  const split = steps.map((step) => ({ ...step, piece: widest }));
  // With what the first part alone says.
  const room = roomIn({ ...data, steps: split, part: { ...widest, number: 1 } }, reader);
  const parts = handParts(steps, shell, room);
  const partOf = (at: number) => ({ ...data, steps: parts[at] ?? [], part: { number: at + 1, count: parts.length } });
  return {
    body: bodyOf(partOf(0), `${byHandText(data, reader)} ${byHandText(partOf(0), reader)}`),
    more: parts.slice(1).map((_, at) => bodyOf(partOf(at + 1))),
  };
}

/** Bytes for lines, beside all that a card says and the titles of all steps. */
function roomIn(data: ByHandCard, reader: Reader): number {
  const bare = data.steps.map((step) => ({ ...step, az: [], powershell: [] }));
  return cardBudgetBytes - Buffer.byteLength(JSON.stringify(byHandCard({ ...data, steps: bare }, reader)));
}
