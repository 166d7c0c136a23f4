import { formatDuration } from '../../i18n/dates.ts';
import { failureParts } from '../../i18n/failure-text.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { RequestState } from '../../kernel/request-state.ts';
import { requestTone } from '../../ui/tone.ts';
import { type StepLine, type StepView, stepNote } from './step-lines.ts';

/** One of several requests that are one, as a line of their card. */
export type MemberView = {
  id: string;
  vm: string;
  state: RequestState;
  /** Its turn has come. */
  begun: boolean;
  /** The one that is under way. */
  step?: StepView;
  failure?: Failure;
  startedAt?: Date;
  endedAt?: Date;
};

export type MembersView = { atOnce: number; members: readonly MemberView[] };

/** A card of more lines is not read, and may be larger than Teams takes. */
const mostRows = 20;

/** How many at a time, then a line for each: of many, those that need somebody to look stay. */
export function memberLines({ atOnce, members }: MembersView, reader: Reader, now: Date): StepLine[] {
  const { t } = texts(reader.language);
  const shown = members.length <= mostRows ? members : mostWanted(members);
  const more = members.length - shown.length;
  return [
    t('cards.members.pace', { count: atOnce }),
    ...shown.map((member) => lineOf(member, reader, now)),
    ...(more > 0 ? [t('cards.members.more', { count: more })] : []),
  ].map((text) => ({ text, bar: '', hasBar: false }));
}

/** In their order, without those of least interest. */
function mostWanted(members: readonly MemberView[]): readonly MemberView[] {
  const rank = ({ state, begun }: MemberView) => (state === 'succeeded' ? 2 : state === 'approved' && !begun ? 1 : 0);
  const kept = new Set(members.toSorted((one, other) => rank(one) - rank(other)).slice(0, mostRows));
  return members.filter((member) => kept.has(member));
}

function lineOf(member: MemberView, reader: Reader, now: Date): string {
  const { id, vm, state, begun, step, failure, startedAt, endedAt } = member;
  const language = texts(reader.language);
  const waits = state === 'pending' || (state === 'approved' && !begun);
  const parts = [
    language.t(`cards.members.state.${waits ? 'waiting' : state}`),
    step && state === 'running' ? stepNote(step, reader, now) : '',
    failure && state !== 'succeeded' ? failureParts(language, failure).message : '',
    state === 'succeeded' && startedAt && endedAt
      ? language.t('jobs.took', { duration: formatDuration(endedAt.getTime() - startedAt.getTime(), reader) })
      : '',
  ];
  const symbol = waits ? '…' : requestTone(state).symbol;
  return `${symbol} **${plain(vm)}** (${id}): ${parts.filter((part) => part !== '').join(', ')}`;
}
