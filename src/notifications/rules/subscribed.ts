import { containerKey } from '../../kernel/arm-id.ts';
import type { NoticeMachine } from '../../store/rules/notice.ts';
import { stillWrong } from './notice.ts';

/** To a machine, or without a container to its whole vault. */
export type Subscribed = { container_name: string };

export function isSubscribed({ container_name }: Subscribed, container: string): boolean {
  const own = containerKey(container_name);
  // Of a job without a container its machine's name is known, with which containers end.
  return own === '' || own === container || own.split(';').at(-1) === container;
}

/** The machines of a notice that still fail and that somebody is subscribed to. */
export function stillTold(
  notice: { machines: readonly NoticeMachine[] },
  subscriptions: readonly Subscribed[],
): NoticeMachine[] {
  return stillWrong(notice).filter(({ container }) => subscriptions.some((each) => isSubscribed(each, container)));
}
