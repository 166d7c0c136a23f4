import { heldSeconds, longestTimeoutSeconds } from '../../../src/kernel/attempt-times.ts';
import {
  afterDecision,
  type Clearance,
  isLate,
  isLateSend,
  isTaken,
  needsPreflight,
  reconcile,
  type Sight,
} from '../../../src/saga/rules/reconcile.ts';
import { isSameAttempt, type OpenAttempt } from '../../../src/store/rules/open-attempt.ts';

/** The rules that every interleaving goes through. A test takes one of them out. */
export const rules = {
  afterDecision,
  needsPreflight,
  reconcile,
  isLate,
  isLateSend,
  isSameAttempt,
  isTaken,
  /** Whether a run still has its key, as `store/held-run` asks right before each change. */
  holdsKey: (token: unknown, run: unknown) => token === run,
};
export type Rules = typeof rules;

/** All times of the model are seconds. What is known of Azure: it acts and lists so late. */
const actsLate = 60;
const listsLate = 40;
const mostSends = 3;
/** What a step may take for its own reads before it sends. */
const stepReads = 90;

type Attempt = OpenAttempt & { number: number; state: 'open' | 'refused' | 'accepted' | 'failed' | 'succeeded' };
type Request = 'running' | 'succeeded' | 'failed';
/** How a worker's run pauses: anything may happen there. `until`: it waits for an answer. */
type Pause = { until: number } | undefined;
type Run = Generator<Pause, void, void>;
type Worker = { run: Run | undefined; blockedUntil: number; holdsKey: boolean };
/** The request's wake-up as it is stored. While a run has its token, what is asked for comes next. */
type Key = { due: number; next: number | undefined; token: Run | undefined };

/**
 * One request of one step, two workers, and a small Azure. The tape decides what happens: each of its numbers is one
 * choice, 0 the harmless one, and after its end all goes well. Rows change only between pauses, as in a transaction;
 * the workers do what src/saga does, in the same order.
 */
export class SagaModel {
  readonly #rules: Rules;
  readonly #tape: Uint8Array;
  readonly #timeout: number;
  #position = 0;

  #real = 0;
  #skew = 0;
  /** How far the second worker's clock is ahead of the first one's: they may be two machines. */
  readonly #apart: number;
  #atWork: Worker | undefined;
  #jumpsLeft = { ahead: 1, back: 1 };

  #request: Request = 'running';
  /** By number, as rows: what is done to one that has ended leaves the next one alone. */
  readonly #attempts: Attempt[] = [];
  #told = false;
  /** By its clock, since people were told of what stands in the way of a further send. */
  #heldSince: Date | undefined;
  #retriesLeft = 1;
  #key: Key | undefined = { due: 0, next: undefined, token: undefined };
  readonly #workers: Worker[] = [idle(), idle()];

  /** When each effect can be seen. */
  readonly #effects: number[] = [];
  /** So many of the next sends come to nothing, and nobody hears of it. */
  #dark = 0;
  #preflight: Clearance = 'go';
  #goUntil = 0;

  /** @param apart where it is not 0, no clock jumps: how late Azure acts is measured from look to look for either alone */
  constructor(tape: Uint8Array, changed: Partial<Rules> = {}, timeout = longestTimeoutSeconds, apart = 0) {
    this.#rules = { ...rules, ...changed };
    this.#tape = tape;
    this.#timeout = timeout;
    this.#apart = apart;
    if (apart !== 0) this.#jumpsLeft = { ahead: 0, back: 0 };
  }

  /** Plays the tape and then goes on until nothing is left to do. @throws Error naming what must never be */
  play(): void {
    for (let moves = 0; this.#move(); moves += 1) {
      if (moves > 2_000) throw new Error('never over');
    }
    // What comes to pass when nobody looks any more counts as well.
    if (this.#request === 'running') throw new Error('forgotten: nobody will look again');
    if (this.#request === 'failed' && this.#effects.length > 0)
      throw new Error('forgotten: it acted and counts as failed');
    if (this.#request === 'succeeded' && this.#effects.length === 0) throw new Error('told of what never was');
    if (this.#request !== 'succeeded' && !this.#told) throw new Error('forgotten: nobody was told');
  }

  #choose(): number {
    const choice = this.#tape[this.#position] ?? 0;
    this.#position += 1;
    return choice;
  }

  get #wall(): Date {
    return new Date((this.#real + this.#aheadOf(this.#atWork)) * 1000);
  }

  #aheadOf(worker: Worker | undefined): number {
    return this.#skew + (worker === this.#workers[1] ? this.#apart : 0);
  }

  /** @returns false when there is nothing left to do */
  #move(): boolean {
    const choice = this.#choose();
    switch (choice % 24) {
      case 12:
        this.#dark = 4;
        return true;
      case 13:
        return this.#stop((worker) => Object.assign(worker, idle()));
      case 14:
      case 15:
      case 16:
        // It stands still, or its database was away: the key goes to whoever asks.
        return this.#stop((worker) => {
          worker.holdsKey = false;
          worker.blockedUntil = Math.max(
            worker.blockedUntil,
            this.#real + ([0, 60, 200, 450, 700][this.#choose() % 5] ?? 0),
          );
        });
      case 17:
        return this.#jump('ahead', 60 * (1 + (this.#choose() % 20)));
      case 18:
        return this.#jump('back', -3_600);
      case 19:
        // e.g. somebody took the request over.
        if (this.#request === 'running') this.#wake(0);
        return true;
      case 20:
      case 21:
        this.#setPreflight((['stop', 'go', 'later', 'unneeded'] as const)[this.#choose() % 4] ?? 'go');
        return true;
      case 22:
        if (this.#request === 'failed' && this.#retriesLeft > 0) this.#retry();
        return true;
      case 23:
        return this.#workOrWait(1);
      default:
        return this.#workOrWait(0);
    }
  }

  /** Something befalls a worker that is at work. */
  #stop(befall: (worker: Worker) => void): boolean {
    const busy = this.#workers.filter(({ run }) => run);
    const worker = busy[this.#choose() % Math.max(1, busy.length)];
    if (worker) befall(worker);
    return true;
  }

  #jump(direction: 'ahead' | 'back', by: number): boolean {
    if (this.#jumpsLeft[direction] === 0) return true;
    this.#jumpsLeft[direction] -= 1;
    this.#skew += by;
    return true;
  }

  #setPreflight(to: Clearance): void {
    if (this.#preflight === 'go') this.#goUntil = this.#real;
    this.#preflight = to;
  }

  #retry(): void {
    this.#retriesLeft -= 1;
    this.#request = 'running';
    this.#told = false;
    this.#wake(0);
  }

  /** One worker takes one step; where none can, the next one takes the key; where it is not due, time passes. */
  #workOrWait(first: number): boolean {
    const workers = first === 0 ? this.#workers : [...this.#workers].reverse();
    for (const worker of workers) {
      if (!worker.run || worker.blockedUntil > this.#real) continue;
      this.#step(worker, worker.run);
      return true;
    }
    // When the tape is over nothing remains undecided: what Azure refuses for now it accepts.
    if (this.#position > this.#tape.length && this.#preflight === 'later') this.#setPreflight('go');
    const { due = Number.POSITIVE_INFINITY } = this.#key ?? {};
    const free = workers.find(
      (worker) => !worker.run && worker.blockedUntil <= this.#real && due <= this.#real + this.#aheadOf(worker),
    );
    const held = this.#workers.some(({ holdsKey }) => holdsKey);
    if (this.#key && !held && free) {
      const { next } = this.#key;
      this.#key.next = next !== undefined && next > this.#real + this.#aheadOf(free) ? next : undefined;
      free.run = this.#advance();
      this.#key.token = free.run;
      free.holdsKey = true;
      return true;
    }
    const moments = this.#workers.filter(({ run }) => run).map(({ blockedUntil }) => blockedUntil);
    moments.push(...this.#workers.map((worker) => due - this.#aheadOf(worker)));
    const next = Math.min(...moments.filter((moment) => moment > this.#real));
    if (next === Number.POSITIVE_INFINITY) return false;
    this.#real = next;
    return true;
  }

  #step(worker: Worker, run: Run): void {
    this.#atWork = worker;
    const { done, value } = run.next();
    this.#atWork = undefined;
    if (value) worker.blockedUntil = value.until;
    if (!done) return;
    worker.run = undefined;
    worker.holdsKey = false;
    if (this.#key?.token !== run) return;
    const { next } = this.#key;
    this.#key = next === undefined ? undefined : { due: next, next: undefined, token: undefined };
  }

  #wake(inSeconds: number): void {
    this.#wakeAt(new Date(this.#wall.getTime() + inSeconds * 1000));
  }

  #wakeAt(date: Date): void {
    const due = date.getTime() / 1000;
    if (!this.#key) this.#key = { due, next: undefined, token: undefined };
    else if (this.#key.token) this.#key.next = Math.min(this.#key.next ?? due, due);
    else this.#key.due = Math.min(this.#key.due, due);
  }

  *#advance(): Run {
    if (this.#request !== 'running') return;
    const last = this.#attempts.at(-1);
    const attempt = last && { ...last };
    yield;
    if (!attempt || attempt.state === 'refused' || attempt.state === 'failed') {
      yield* this.#begin((attempt?.number ?? 0) + 1);
    } else if (attempt.state === 'open') yield* this.#settle(attempt);
    else if (attempt.state === 'accepted') yield* this.#follow(attempt);
  }

  *#begin(number: number): Run {
    const clearance = this.#preflight;
    const askedAt = this.#wall;
    yield;
    if (this.#request !== 'running' || this.#rules.isTaken(this.#attempts.at(-1)?.number ?? 0, number)) return;
    if (clearance === 'later') return this.#wake(30);
    if (this.#rules.isLate(askedAt, this.#wall, this.#timeout * 1000)) return this.#wake(0);
    if (clearance !== 'go') return this.#end('failed');
    const sent = { sentAt: this.#wall, sends: 1, emptyLooks: 0, lookedAt: null, held: false };
    const attempt: Attempt = { number, state: 'open', ...sent };
    this.#attempts.push({ ...attempt });
    this.#heldSince = undefined;
    this.#wake(30);
    yield;
    yield* this.#send(attempt);
  }

  *#send(attempt: Attempt): Run {
    if (this.#rules.isLateSend(attempt.sentAt, this.#wall, this.#timeout * 1000)) return;
    if (attempt.sends > mostSends) throw new Error('sent more often than a person should wait for');
    // Its step reads before it changes anything.
    yield;
    const isHeld = this.#rules.holdsKey(this.#key?.token, this.#atWork?.run);
    if (!isHeld || this.#rules.isLateSend(attempt.sentAt, this.#wall, this.#timeout * 1000)) {
      const row = this.#unchanged(attempt);
      if (!row) return;
      row.state = 'refused';
      return this.#wake(60);
    }
    const since = this.#preflight === 'go' ? 0 : this.#real - this.#goUntil;
    if (since > 2 * this.#timeout + stepReads) throw new Error('sent although the preflight says no');
    const outcome = this.#receive();
    yield { until: this.#real + outcome.answersIn };
    const row = this.#unchanged(attempt);
    if (!row) return;
    switch (outcome.kind) {
      case 'accepted':
        row.state = 'accepted';
        return this.#wake(5);
      case 'unclear':
        return this.#wake(15);
      case 'throttled':
        row.state = 'refused';
        return this.#wake(60);
      case 'refused':
        row.state = 'refused';
        return this.#end('failed');
    }
  }

  /** What Azure makes of a send, and what its sender hears of that. */
  #receive() {
    const timeout = this.#timeout;
    if (this.#dark > 0) {
      this.#dark -= 1;
      return { kind: 'unclear' as const, answersIn: timeout };
    }
    const act = (inSeconds: number) => {
      const listed = [0, listsLate, listsLate / 2][this.#choose() % 3] ?? 0;
      this.#effects.push(this.#real + inSeconds + listed);
      if (this.#effects.length > 1) throw new Error('two effects');
    };
    switch (this.#choose() % 8) {
      case 3:
        return { kind: 'unclear' as const, answersIn: [timeout, 1][this.#choose() % 2] ?? timeout };
      case 4:
        act(0);
        return { kind: 'unclear' as const, answersIn: timeout };
      case 5:
        act(timeout + actsLate);
        return { kind: 'unclear' as const, answersIn: timeout };
      case 6:
        return { kind: 'throttled' as const, answersIn: 1 };
      case 7:
        return { kind: 'refused' as const, answersIn: 1 };
      default:
        act(0);
        return { kind: 'accepted' as const, answersIn: 1 };
    }
  }

  *#look(): Generator<Pause, Sight, void> {
    const seen = this.#effects.some((listed) => listed <= this.#real);
    const readable = this.#choose() % 8 !== 7;
    yield;
    if (!readable) return 'unknown';
    return seen ? 'seen' : 'absent';
  }

  *#settle(attempt: Attempt): Run {
    const lookBegan = this.#wall;
    const sight = yield* this.#look();
    const situation = { attempt, sight, lookBegan, timeoutMs: this.#timeout * 1000 };
    const asked = this.#rules.needsPreflight(situation);
    const clearance = asked ? this.#preflight : undefined;
    const askedAt = this.#wall;
    if (asked) yield;
    const row = this.#unchanged(attempt);
    if (!row) return;
    const now = this.#wall;
    const fresh = clearance && !this.#rules.isLate(askedAt, now, situation.timeoutMs) ? clearance : undefined;
    const decision = this.#rules.reconcile({ ...situation, now, ...(fresh && { clearance: fresh }) });
    switch (decision.kind) {
      case 'take':
        row.state = 'succeeded';
        return this.#end('succeeded');
      case 'end':
        if (decision.why === 'refused') this.#requireMendable(lookBegan);
        row.state = decision.why === 'unanswered' ? 'failed' : 'refused';
        return this.#end('failed');
      case 'send': {
        this.#write(row, this.#rules.afterDecision(attempt, decision, { now, lookBegan }));
        const again = { ...row };
        this.#heldSince = undefined;
        this.#wake(20);
        yield;
        return yield* this.#send(again);
      }
      default:
        this.#write(row, this.#rules.afterDecision(attempt, decision, { now, lookBegan }));
        if (decision.kind === 'hold') this.#hold();
        return this.#wakeAt(decision.until);
    }
  }

  *#follow(attempt: Attempt): Run {
    const sight = yield* this.#look();
    const row = this.#unchanged(attempt);
    if (!row) return;
    if (sight !== 'seen') return this.#wake(20);
    row.state = 'succeeded';
    this.#end('succeeded');
  }

  /** Its row, if it is as it was read. */
  #unchanged(read: Attempt): Attempt | undefined {
    const row = this.#attempts[read.number - 1];
    return row && this.#rules.isSameAttempt(read, row) ? row : undefined;
  }

  #write(row: Attempt, { sentAt, sends, emptyLooks, lookedAt, held }: OpenAttempt): void {
    Object.assign(row, { sentAt, sends, emptyLooks, lookedAt, held });
  }

  /** The thread is told, with how long what stands in the way may be mended. */
  #hold(): void {
    if (this.#heldSince) throw new Error('told twice of what stands in the way');
    this.#told = true;
    this.#heldSince = this.#wall;
  }

  #requireMendable(lookBegan: Date): void {
    const since = this.#heldSince;
    // Minutes that are told are those of one clock.
    if (this.#apart !== 0) return;
    if (since && lookBegan.getTime() - since.getTime() >= heldSeconds * 1000) return;
    throw new Error('given up before it could be mended');
  }

  #end(how: Exclude<Request, 'running'>): void {
    if (this.#request !== 'running') throw new Error('ended twice');
    this.#request = how;
    this.#told = true;
  }
}

function idle(): Worker {
  return { run: undefined, blockedUntil: 0, holdsKey: false };
}
