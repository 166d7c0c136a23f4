import type { MessageBody, Reader } from '../kernel/chat.ts';
import { changeCard, changeText } from './cards/change.ts';
import type { RequestView } from './cards/request.ts';
import { requestCard, requestText } from './cards/request.ts';
import type { RequestKinds } from './request-kind.ts';
import type { StoredPlan } from './stored-plan.ts';

/** How a request is shown: the card, and the sentence that is its first line. */
export function requestBodyOf(
  kinds: RequestKinds,
  { view, plan }: { view: RequestView; plan: StoredPlan },
  reader: Reader,
): MessageBody {
  const subject = kinds.of(plan).subject(plan);
  if ('plan' in subject) {
    const data = { ...view, ...subject };
    return { text: requestText(data, reader), card: requestCard(data, reader) };
  }
  const data = { ...view, ...subject };
  return { text: changeText(data, reader), card: changeCard(data, reader) };
}
