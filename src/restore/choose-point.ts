import type { Turn } from '../chat/turn.ts';
import { formatMoment } from '../i18n/dates.ts';
import { grammar } from '../i18n/grammar.ts';
import { parseMoment } from '../i18n/parse-date.ts';
import { namesPartOfDay } from '../i18n/part-of-day.ts';
import { CodedError } from '../kernel/errors.ts';
import type { RecoveryPointFacts } from '../kernel/facts.ts';
import { type PointSelector, selectPoint } from './rules/recovery-points.ts';

/** A typed time means a point within this distance of it. */
const nearMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;

/**
 * The point that was typed: `latest`, `#2` (2 is the second newest) or a time. Never guessed: several are listed.
 * @throws no-points, point-not-found, time-ambiguous, time-unreadable
 */
export function choosePoint(turn: Turn, points: RecoveryPointFacts[], typed: string, vm: string): RecoveryPointFacts {
  const now = turn.services.clock.now();
  const shown = (date: Date) => formatMoment(date, turn.personal, now);
  const found = selectPoint(points, selectorOf(turn, typed, shown));
  if (found.kind === 'one') return found.point;
  if (found.kind === 'several') {
    throw new CodedError('time-ambiguous', {
      text: typed,
      choices: found.points.map(({ at }) => shown(at)).join(', '),
    });
  }
  if (found.why === 'no-points') throw new CodedError('no-points', { vm });
  throw new CodedError('point-not-found', { vm, point: typed });
}

function selectorOf(turn: Turn, typed: string, shown: (date: Date) => string): PointSelector {
  const text = typed.trim();
  if (grammar.latest.includes(text.toLowerCase())) return { kind: 'latest' };
  const number = /^#\s?(\d{1,4})$/.exec(text)?.[1];
  if (number !== undefined) return { kind: 'number', number: Number(number) };
  const { personal, services } = turn;
  const moment = parseMoment(text, { ...personal, now: services.clock.now(), direction: 'past' });
  // The night that "last night" means is no day's.
  const isPart = moment.kind === 'moment' && moment.wholeDay && namesPartOfDay(text);
  if (moment.kind === 'unreadable' || isPart) throw new CodedError('time-unreadable', { text });
  if (moment.kind === 'ambiguous') {
    throw new CodedError('time-ambiguous', { text, choices: moment.choices.map(shown).join(', ') });
  }
  return moment.wholeDay
    ? { kind: 'between', from: moment.at, to: new Date(moment.at.getTime() + dayMs) }
    : { kind: 'between', from: new Date(moment.at.getTime() - nearMs), to: new Date(moment.at.getTime() + nearMs) };
}
