import { formatDuration, formatTime } from '../i18n/dates.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { type Answer, deliveryKey } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { type AskedIn, describeAsk, findQueued, queueLine } from './deferred-commands.ts';
import type { Pace } from './rules/spec.ts';
import type { ChatServices, Turn } from './turn.ts';

/** Most people whose latest turn is remembered; a forgotten one starts anew. */
const mostPeople = 10_000;

/**
 * Most lines that wait for one person; more would run long after anybody wants their answers. The limit of urgent ones
 * is more than anybody types, and is there because waiting lines are stored and read again at each turn.
 */
export const mostQueued = { waits: 20, urgent: 200 } as const;

const minuteMs = 60_000;

/** Lines that run at once for a quiet person: half a minute's worth. */
export function linesAtOnce(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute / 2));
}

/** Lines that would have to wait longer are refused. */
export function longestWaitMs(perMinute: number, most: number): number {
  return (most * minuteMs) / perMinute;
}

/**
 * The next turn of a person.
 * @param takenUntil result of the turn before; undefined: there was none lately. World milliseconds
 */
export function nextLine(
  takenUntil: number | undefined,
  now: number,
  perMinute: number,
): { takenUntil: number; waitMs: number } {
  const everyMs = minuteMs / perMinute;
  const earliest = now - (linesAtOnce(perMinute) - 1) * everyMs;
  const turn = Math.max(takenUntil ?? earliest, earliest);
  return { takenUntil: turn + everyMs, waitMs: Math.max(0, Math.ceil(turn - now)) };
}

/**
 * Limits how fast the lines and clicks of one person run; people at work send a few a minute. Lines of a script wait for
 * their turn, so that they cost everybody else (Azure's limits, the database) no more than a busy person does. Each process
 * counts for itself: a write for each line that only reads would cost more than it saves.
 */
export class LineQueue {
  readonly #services: Pick<ChatServices, 'store' | 'clock' | 'config'>;
  readonly #takenUntil = new Map<string, number>();
  #latest = 0;
  readonly #counted = new RecentActivities();
  readonly #queued = new RecentActivities();

  constructor(services: Pick<ChatServices, 'store' | 'clock' | 'config'>) {
    this.#services = services;
  }

  /**
   * @returns the answer instead of running it; undefined if it runs now
   * @throws too-many-lines
   */
  async wait(given: Turn<'text' | 'action'>, pace: Pace): Promise<Answer | undefined> {
    const { incoming, personal } = given;
    const delivery = deliveryKey(incoming);
    if (this.#queued.has(delivery)) return { kind: 'nothing' };
    if (pace === 'at-once' || !this.#counted.first(delivery)) return undefined;
    const { clock, config } = this.#services;
    const oid = incoming.from.objectId;
    const now = clock.now();
    this.#forgetFuture(now.getTime());
    const turn = nextLine(this.#takenUntil.get(oid), now.getTime(), config.linesPerMinute);
    if (turn.waitMs === 0) {
      this.#take(oid, turn.takenUntil);
      return undefined;
    }
    const same = await findQueued(this.#services, given);
    const at = same ?? (await this.#queue(given, pace));
    this.#queued.first(delivery);
    const { t } = texts(personal.language);
    const text = t(same ? 'access.queued-already' : 'access.queued', {
      asked: plain(describeAsk(incoming)),
      wait: formatDuration(Math.max(1000, at.getTime() - now.getTime()), personal),
      at: formatTime(at, personal),
    });
    return { kind: 'notice', text };
  }

  /** Takes the next turn as of now: others may have come while the queue was read. @throws too-many-lines */
  async #queue(asked: AskedIn, pace: Exclude<Pace, 'at-once'>): Promise<Date> {
    const oid = asked.incoming.from.objectId;
    const { clock, config } = this.#services;
    const now = clock.now().getTime();
    const { takenUntil, waitMs } = nextLine(this.#takenUntil.get(oid), now, config.linesPerMinute);
    const count = mostQueued[pace];
    const tooLongMs = waitMs - longestWaitMs(config.linesPerMinute, count);
    if (tooLongMs > 0) {
      const most = mostQueued.urgent;
      throw new CodedError('too-many-lines', { count, seconds: Math.ceil(tooLongMs / 1000), most });
    }
    this.#take(oid, takenUntil);
    return queueLine(this.#services, asked, new Date(now + waitMs));
  }

  /** Drops turns in the future, after a host's clock was set back: people would wait for as long as that. */
  #forgetFuture(now: number): void {
    if (now < this.#latest) this.#takenUntil.clear();
    this.#latest = now;
  }

  #take(oid: string, takenUntil: number): void {
    this.#takenUntil.delete(oid);
    this.#takenUntil.set(oid, takenUntil);
    if (this.#takenUntil.size <= mostPeople) return;
    const [oldest] = this.#takenUntil.keys();
    if (oldest !== undefined) this.#takenUntil.delete(oldest);
  }
}

/** Teams redelivers about 15 s after an unanswered activity; ten minutes outlive every redelivery (real time). */
const keepMs = 10 * 60_000;
const most = 10_000;

/** Recent deliveries of commands that only read, so that none is answered twice. Changes are claimed in the store. */
export class RecentActivities {
  readonly #seen = new Map<string, number>();

  has(key: string): boolean {
    const seen = this.#seen.get(key);
    return seen !== undefined && Date.now() - seen < keepMs;
  }

  /**
   * @param key of the delivery
   * @returns false if it was seen before
   */
  first(key: string): boolean {
    if (this.has(key)) return false;
    const realNow = Date.now();
    this.#seen.set(key, realNow);
    for (const [oldest, at] of this.#seen) {
      if (this.#seen.size <= most && realNow - at < keepMs) break;
      this.#seen.delete(oldest);
    }
    return true;
  }
}
