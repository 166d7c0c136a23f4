import { formatMoment, formatTime } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { AddendumState } from '../../store/rules/decision.ts';
import type { Tone } from '../../ui/notice.ts';
import { render } from '../../ui/render.ts';
import { type Deviation, segmentsOf } from '../rules/addendum.ts';
import { type DecisionCard, decisionCard, withDecision } from './decision.ts';
import type { StepView } from './step-lines.ts';

/** An addendum to a signed plan, which has a vote of its own. */
export type AddendumCard = {
  id: string;
  number: number;
  state: AddendumState;
  now: Date;
  vm: string;
  requester: string;
  step: StepView['kind'];
  deviations: readonly Deviation[];
  decideBy: Date;
  decisions: readonly { name: string; decision: 'approve' | 'reject'; at: Date; reason?: string }[];
  /** The part about deciding it, while it can be decided. */
  decision?: DecisionCard;
};

/** More than this would push the buttons off a phone's screen; the rest are unfolded. */
const mostShown = 2;

/** Twelve deviations of this length fit a card even in a script of four bytes a character. */
const longestPath = 120;
const longestValue = 200;
/** Paths and values on the first layer; Details has them longer. */
const shortValue = 50;

const tones: Record<AddendumState, Tone> = {
  asked: { symbol: '…', style: 'warning' },
  agreed: { symbol: '✓', style: 'good' },
  refused: { symbol: '✗', style: 'emphasis' },
  expired: { symbol: '■', style: 'emphasis' },
  withdrawn: { symbol: '■', style: 'emphasis' },
};

export function addendumCard(data: AddendumCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const { id, number, state, now, decision, deviations } = data;
  const vm = plain(data.vm);
  const { symbol, style } = tones[state];
  const asked = state === 'asked';
  const more = deviations.length - mostShown;
  const card = render(
    'addendum',
    {
      style,
      state: `${symbol} ${t(`addendum.state.${asked ? 'until' : state}`, { until: formatTime(data.decideBy, reader) })}`,
      heading: t('addendum.heading', { vm }),
      byline: t('addendum.byline', {
        id,
        number,
        name: shown(data.requester, 80),
        step: t(`cards.step.${data.step}`),
      }),
      lead: leadOf(data, reader),
      deviations: deviations.slice(0, mostShown).map((each) => shownDeviation(each, shortValue, reader)),
      whole: deviations.map((each) => shownDeviation(each, longestValue, reader)),
      unfold: more > 0 ? t('addendum.more', { count: more }) : t('cards.shared.details'),
      asked,
      effect: t(`addendum.effect${decision?.beyond?.isTemporary ? '-temporary' : ''}`),
      decisions: data.decisions.map((each) => ({ text: decidedLine(each, reader, now) })),
    },
    reader,
  );
  return asked && decision ? withDecision(card, decisionCard(decision, reader)) : card;
}

/** First line of the card, and all that a locked phone shows. */
export function addendumText(
  data: Pick<AddendumCard, 'id' | 'state' | 'vm' | 'now' | 'deviations' | 'decideBy'>,
  reader: Reader,
): string {
  return texts(reader.language).t(`addendum.sentence.${data.state}`, {
    id: data.id,
    vm: plain(data.vm),
    until: formatMoment(data.decideBy, reader, data.now),
  });
}

/** Possible origin and writers of the deviations, which differ for disks and templates. */
function leadOf({ vm, deviations }: Pick<AddendumCard, 'vm' | 'deviations'>, reader: Reader): string {
  const { t } = texts(reader.language);
  const ofDisks = deviations.filter((one) => segmentsOf(one)[0] === 'disks');
  const count = deviations.length - ofDisks.length;
  return [
    ...(count > 0 ? [t('addendum.lead')] : []),
    ...(ofDisks.length > 0 ? [t('addendum.lead-disks', { vm: plain(vm) })] : []),
  ].join(' ');
}

function shownDeviation({ path, value }: Deviation, most: number, reader: Reader): { path: string; value: string } {
  const short = shown(withoutMiddle(path, Math.min(most, longestPath)));
  return { path: `**${short}**`, value: shownValue(value, most, reader) };
}

/** A value as shown. All of it is agreed to, so a cut value shows its length. */
function shownValue(value: string, most: number, reader: Reader): string {
  const { length } = [...value];
  const short = withoutMiddle(value, most);
  return length <= most ? shown(short) : texts(reader.language).t('addendum.cut', { value: plain(short), length });
}

/** Ids differ most at their ends, and paths end with the property, so the middle is cut. */
function withoutMiddle(text: string, most: number): string {
  const characters = [...text];
  const { length } = characters;
  if (length <= most) return text;
  return `${characters.slice(0, most / 4).join('')}…${characters.slice(length - (most * 3) / 4 + 1).join('')}`;
}

function decidedLine(decided: AddendumCard['decisions'][number], reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const params = { name: shown(decided.name, 80), when: formatMoment(decided.at, reader, now) };
  if (!decided.reason) return t(`cards.request.decided.${decided.decision}`, params);
  return t(`cards.request.decided.${decided.decision}-because`, { ...params, reason: shown(decided.reason, 200) });
}
