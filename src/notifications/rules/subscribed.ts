import { containerKey } from '../../kernel/arm-id.ts';
import { type NoticeMachine, stillWrong } from './notice.ts';

/** To a machine, or without a container to its whole vault. */
export type Subscribed = { container_name: string };

export function isSubscribed({ container_name }: Subscribed, container: string): boolean {
  return container_name === '' || containerKey(container_name) === container;
}

/** The machines of a notice that still fail and that somebody is subscribed to. */
export function stillTold(
  notice: { machines: readonly NoticeMachine[] },
  subscriptions: readonly Subscribed[],
): NoticeMachine[] {
  return stillWrong(notice).filter(({ container }) => subscriptions.some((each) => isSubscribed(each, container)));
}
