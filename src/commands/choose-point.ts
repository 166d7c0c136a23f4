import { CodedError } from '../domain/errors.ts';
import type { RecoveryPointFacts } from '../domain/facts.ts';
import { formatMoment } from '../text/dates.ts';
import { parseMoment } from '../text/parse-date.ts';
import type { Turn } from './command.ts';

/** A typed time means the point within this distance of it. */
const nearMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;

/**
 * The point that was typed: `latest`, `#2` (2 is the second newest) or a time. Never guessed: several are listed.
 * @param points newest first, not empty
 * @throws point-not-found, time-ambiguous, time-unreadable
 */
export function choosePoint(turn: Turn, points: RecoveryPointFacts[], typed: string, vm: string): RecoveryPointFacts {
  const text = typed.trim();
  const [newest] = points;
  if (newest && /^(latest|newest|last|laatste|nieuwste)$/i.test(text)) return newest;
  const number = /^#\s?(\d{1,4})$/.exec(text)?.[1];
  if (number !== undefined) {
    const point = points[Number(number) - 1];
    if (!point) throw new CodedError('point-not-found', { vm, point: text });
    return point;
  }
  const { personal, services } = turn;
  const moment = parseMoment(text, { ...personal, now: services.clock.now(), direction: 'past' });
  const shown = (date: Date) => formatMoment(date, personal, services.clock.now());
  if (moment.kind === 'unreadable') throw new CodedError('time-unreadable', { text });
  if (moment.kind === 'ambiguous') {
    throw new CodedError('time-ambiguous', { text, choices: moment.choices.map(shown).join(', ') });
  }
  const from = moment.at.getTime() - (moment.wholeDay ? 0 : nearMs);
  const to = moment.at.getTime() + (moment.wholeDay ? dayMs : nearMs);
  const found = points.filter(({ at }) => at.getTime() >= from && at.getTime() <= to);
  const [only] = found;
  if (!only) throw new CodedError('point-not-found', { vm, point: text });
  if (found.length > 1) {
    throw new CodedError('time-ambiguous', { text, choices: found.map(({ at }) => shown(at)).join(', ') });
  }
  return only;
}
