import { heldSeconds, longestTimeoutSeconds } from '../../../src/kernel/attempt-times.ts';
import {
  afterDecision,
  believableFrom,
  type Clearance,
  isLate,
  isLateSend,
  isListed,
  isTaken,
  listedFrom,
  needsPreflight,
  type Observation,
  reconcile,
} from '../../../src/saga/rules/reconcile.ts';
import { findSecondJobs, firstSecondJobSearch, nextSecondJobSearch } from '../../../src/saga/second-jobs.ts';
import { isSameAttempt, type OpenAttempt } from '../../../src/store/rules/open-attempt.ts';

/** Rules that every interleaving uses. A test takes one of them out. */
export const rules = {
  afterDecision,
  needsPreflight,
  reconcile,
  isLate,
  isLateSend,
  isListed,
  believableFrom,
  findSecondJobs,
  nextSecondLook: nextSecondJobSearch,
  isSameAttempt,
  isTaken,
  /** Whether a run still has its key, as `store/held-run` asks right before each change. */
  holdsKey: (token: unknown, run: unknown) => token === run,
};
export type Rules = typeof rules;

/** Delays of Azure: the latest that it acts and lists. All times of the model are in seconds. */
const actsLate = 60;
const listsLate = 40;
const mostSends = 3;
/** Longest time that a step takes for its own reads before it sends. */
const stepReads = 90;

type Attempt = OpenAttempt & {
  number: number;
  state: 'open' | 'refused' | 'accepted' | 'failed' | 'succeeded';
  openedAt: Date;
  /** Azure accepted it, and falsely reports that it failed. */
  saysFailed?: true;
};
/**
 * An effect of the attempt with this number, and when lists begin to show it. seen: it is followed, or people were
 * notified of it.
 */
type Effect = { number: number; listed: number; seen?: 'followed' | 'told' };
type Request = 'running' | 'succeeded' | 'failed';
/** A pause of a worker's run, during which anything may happen. `until`: it waits for an answer. */
type Pause = { until: number } | undefined;
type Run = Generator<Pause, void, void>;
type Worker = { run: Run | undefined; blockedUntil: number; holdsKey: boolean };
/** The request's wake-up as stored. While a run holds its token, a new wake-up is kept in `next`. */
type Key = { due: number; next: number | undefined; token: Run | undefined };
/**
 * Extra things that may go wrong. wild: faults for which no rule can prevent a second effect, and which people are
 * notified of.
 */
type Setting = { changed?: Partial<Rules>; timeout?: number | undefined; apart?: number | undefined; wild?: boolean };

type Rows = {
  request: Request;
  told: boolean;
  attempts: Attempt[];
  heldSince: Date | undefined;
  retriesLeft: number;
  key: Key | undefined;
  secondLook: number | undefined;
};

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
  /** How far the second worker's clock is ahead of the first one's, as they may run on two machines. */
  readonly #apart: number;
  #atWork: Worker | undefined;
  #jumpsLeft = { ahead: 1, back: 1 };

  #request: Request = 'running';
  /** Attempts by number, as rows: a change to one that has ended leaves the next one alone. */
  #attempts: Attempt[] = [];
  #told = false;
  /** When people were notified that a further send is blocked, by the worker's clock. */
  #heldSince: Date | undefined;
  #retriesLeft = 1;
  #key: Key | undefined = { due: 0, next: undefined, token: undefined };
  readonly #workers: Worker[] = [idle(), idle()];

  readonly #effects: Effect[] = [];
  readonly #wild: boolean;
  /** A fault came that allows a second effect whatever the rules say. */
  #excused = false;
  /** Rows of a lagging server that will take over. */
  #behind: Rows | undefined;
  /** Workers that have committed something since. */
  readonly #ahead = new Set<Worker | undefined>();
  #lost: 'not yet' | 'unnoticed' | 'noticed' = 'not yet';
  #lostAt: Date | undefined;
  /** When the bot looks for jobs that nobody follows. */
  #secondLook: number | undefined;
  /** Number of next sends that are lost without anybody hearing of it. */
  #dark = 0;
  #preflight: Clearance = 'go';
  #goUntil = 0;

  constructor(
    tape: Uint8Array,
    { changed = {}, timeout = longestTimeoutSeconds, apart = 0, wild = false }: Setting = {},
  ) {
    this.#rules = { ...rules, ...changed };
    this.#tape = tape;
    this.#timeout = timeout;
    this.#apart = apart;
    this.#wild = wild;
    // Azure's delay is measured between looks by a single clock.
    if (apart !== 0 && !wild) this.#jumpsLeft = { ahead: 0, back: 0 };
  }

  /**
   * Plays the tape and then goes on until nothing is left to do.
   * @throws Error that names the violated invariant
   */
  play(): void {
    for (let moves = 0; this.#move(); moves += 1) {
      if (moves > 2_000) throw new Error('never over');
    }
    // Effects that come after the last look count as well.
    if (this.#request === 'running') throw new Error('forgotten: nobody will look again');
    const unseen = this.#effects.filter(({ seen, number }) => !seen && !this.#isLeftOver(number));
    if (unseen.length > 0 && this.#effects.length > 1) throw new Error('untold: a second effect');
    if (this.#request === 'failed' && unseen.length > 0) throw new Error('forgotten: it acted and counts as failed');
    if (this.#request === 'succeeded' && this.#effects.length === 0) throw new Error('told of what never was');
    if (this.#request !== 'succeeded' && !this.#told) throw new Error('forgotten: nobody was told');
  }

  /** An effect whose row is lost for good is listed as a leftover. */
  #isLeftOver(number: number): boolean {
    return this.#lost !== 'not yet' && this.#row(number) === undefined;
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

  /** @returns false if there is nothing left to do */
  #move(): boolean {
    const choice = this.#choose();
    switch (choice % (this.#wild ? 27 : 24)) {
      case 12:
        this.#dark = 4;
        return true;
      case 13:
        return this.#stop((worker) => Object.assign(worker, idle()));
      case 14:
      case 15:
      case 16:
        // The worker stalls, or its database is away: the key goes to another that asks.
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
        // For example, somebody took the request over.
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
      case 24:
        if (this.#lost !== 'not yet') return true;
        this.#behind = this.#copyRows();
        this.#ahead.clear();
        return true;
      case 25:
      case 26:
        return this.#loseCommits();
      default:
        return this.#workOrWait(0);
    }
  }

  /** Does something to a worker that is running. */
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
    if (this.#apart !== 0 || this.#lost !== 'not yet') this.#excused = true;
    return true;
  }

  #copyRows(): Rows {
    const attempts = this.#attempts.map((row) => ({ ...row }));
    return {
      request: this.#request,
      told: this.#told,
      attempts,
      heldSince: this.#heldSince,
      retriesLeft: this.#retriesLeft,
      key: this.#key && { ...this.#key },
      secondLook: this.#secondLook,
    };
  }

  /** A lagging server takes over. Sends stay sent, and the workers still know what they had read. */
  #loseCommits(): boolean {
    if (!this.#behind || this.#lost !== 'not yet') return true;
    const { request, told, attempts, heldSince, retriesLeft, key, secondLook } = this.#behind;
    this.#request = request;
    // People can't unread what they have read.
    this.#told ||= told;
    this.#attempts = attempts;
    this.#heldSince = heldSince;
    this.#retriesLeft = retriesLeft;
    this.#secondLook = secondLook;
    this.#key = key;
    for (const worker of this.#workers) worker.holdsKey = worker.run !== undefined && worker.run === key?.token;
    if (key && !this.#workers.some(({ holdsKey: holdsRunKey }) => holdsRunKey)) {
      this.#key = { due: Math.min(key.due, key.next ?? key.due), next: undefined, token: undefined };
    }
    this.#lost = 'unnoticed';
    // Another clock than the sender's then decides when an earlier send would be visible.
    if (this.#apart !== 0) this.#excused = true;
    return true;
  }

  /**
   * Checked first in each transaction of a run: a process that knows of the lost commits has its first transaction
   * refused. Another may not have noticed the loss.
   */
  #staysUndone(): boolean {
    if (this.#lost === 'not yet') this.#ahead.add(this.#atWork);
    const isBlind = this.#lost === 'unnoticed' && !this.#ahead.has(this.#atWork) && this.#choose() % 4 === 3;
    if (isBlind) this.#excused = true;
    if (this.#lost !== 'unnoticed' || isBlind) return false;
    this.#noticeLoss();
    return true;
  }

  #noticeLoss(): void {
    this.#lost = 'noticed';
    this.#lostAt = this.#wall;
    this.#lookForSeconds();
    this.#wake(0);
  }

  #lookForSeconds(): void {
    const at = firstSecondJobSearch(this.#wall).getTime() / 1000;
    this.#secondLook = Math.min(this.#secondLook ?? at, at);
  }

  /** Notifies people of second jobs, timed by the first worker's clock. */
  #tellSeconds(): void {
    this.#secondLook = undefined;
    for (const row of this.#attempts) {
      const listed = this.#effects.filter(({ number, listed }) => number === row.number && listed <= this.#real);
      const jobs = listed.map((effect) => ({ id: String(this.#effects.indexOf(effect)), status: 'Completed', effect }));
      const known = jobs.filter(({ effect }) => effect.seen === 'followed').map(({ id }) => id);
      const sent = { state: row.state, jobId: known[0] ?? null };
      for (const { effect } of this.#rules.findSecondJobs(sent, jobs, known)) effect.seen ??= 'told';
    }
    const next = this.#rules.nextSecondLook(
      this.#attempts.map(({ openedAt }) => openedAt),
      this.#wall,
    );
    if (next) this.#secondLook = next.getTime() / 1000;
  }

  /** The first job listed under an id is followed; people are notified of the others. */
  #take(number: number): void {
    for (const effect of this.#effects.filter((one) => one.number === number && one.listed <= this.#real)) {
      const isFollowed = this.#effects.some((one) => one.number === number && one.seen === 'followed');
      if (effect.seen !== 'followed') effect.seen = isFollowed ? 'told' : 'followed';
    }
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

  /** One worker takes one step; if none can, the next one takes the key; if that is not due, time passes. */
  #workOrWait(first: number): boolean {
    const workers = first === 0 ? this.#workers : [...this.#workers].reverse();
    for (const worker of workers) {
      if (!worker.run || worker.blockedUntil > this.#real) continue;
      this.#step(worker, worker.run);
      return true;
    }
    // After the tape nothing stays undecided: Azure accepts what it had deferred.
    if (this.#position > this.#tape.length && this.#preflight === 'later') this.#setPreflight('go');
    // The bot checks for lost commits every two seconds.
    if (this.#lost === 'unnoticed' && this.#workers.every(({ run }) => !run)) this.#noticeLoss();
    if (this.#secondLook !== undefined && this.#secondLook <= this.#real + this.#skew) {
      this.#tellSeconds();
      return true;
    }
    const { due = Number.POSITIVE_INFINITY } = this.#key ?? {};
    const free = workers.find(
      (worker) => !worker.run && worker.blockedUntil <= this.#real && due <= this.#real + this.#aheadOf(worker),
    );
    const held = this.#workers.some(({ holdsKey: holdsRunKey }) => holdsRunKey);
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
    if (this.#secondLook !== undefined) moments.push(this.#secondLook - this.#skew);
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
    const last = this.#last();
    const attempt = last && { ...last };
    yield;
    if (!attempt || attempt.state === 'refused' || attempt.state === 'failed') {
      yield* this.#begin((attempt?.number ?? 0) + 1);
    } else if (attempt.state === 'open') yield* this.#settle(attempt);
    else if (attempt.state === 'accepted') yield* this.#follow(attempt);
  }

  *#begin(number: number): Run {
    const late = yield* this.#findLate(number);
    const clearance = this.#preflight;
    const askedAt = this.#wall;
    yield;
    if (this.#staysUndone()) return;
    if (this.#request !== 'running' || this.#rules.isTaken(this.#last(), number)) return;
    if (late === 'unknown') return this.#wake(30);
    if (late !== undefined) return this.#takeLate(late);
    if (clearance === 'later') return this.#wake(30);
    if (this.#rules.isLate(askedAt, this.#wall, this.#timeout * 1000)) return this.#wake(0);
    if (clearance !== 'go') return this.#end('failed');
    const attempt = this.#open(number, 'open');
    this.#heldSince = undefined;
    this.#wake(30);
    yield;
    yield* this.#send(attempt);
  }

  #open(number: number, state: Attempt['state']): Attempt {
    const now = this.#wall;
    const sent = { sentAt: now, sends: 1, emptyLooks: 0, lookedAt: null, held: false };
    const attempt: Attempt = { number, state, openedAt: now, ...sent };
    this.#attempts.push({ ...attempt });
    if (this.#lostAt) this.#lookForSeconds();
    return attempt;
  }

  #takeLate(number: number): void {
    if (!this.#row(number)) this.#open(number, 'open');
    Object.assign(this.#row(number) ?? {}, { state: 'succeeded' });
    this.#take(number);
    this.#end('succeeded');
  }

  /** Number of an earlier attempt that has acted after all, or of one whose row is lost. */
  *#findLate(next: number): Generator<Pause, number | 'unknown' | undefined, void> {
    let found: 'unknown' | undefined;
    for (const row of this.#attempts.filter(({ state }) => state === 'failed')) {
      const observation = yield* this.#look(row);
      if (observation === 'seen') return row.number;
      if (observation === 'unknown') found = 'unknown';
    }
    const { number } = this.#effects.find((effect) => effect.number >= next) ?? { number: next };
    const lostAt = this.#lostAt;
    const pollBegan = this.#wall;
    const observation = lostAt ? yield* this.#look({ number }) : 'absent';
    if (observation === 'seen') return number;
    const isEarly = lostAt && pollBegan < this.#rules.believableFrom(lostAt, this.#timeout * 1000);
    return observation === 'unknown' || isEarly ? 'unknown' : found;
  }

  *#send(attempt: Attempt): Run {
    if (this.#rules.isLateSend(attempt.sentAt, this.#wall, this.#timeout * 1000)) return;
    if (attempt.sends > mostSends) throw new Error('sent more often than a person should wait for');
    // A step reads before it changes anything.
    yield;
    const isHeld = this.#rules.holdsKey(this.#key?.token, this.#atWork?.run);
    if (!isHeld || this.#rules.isLateSend(attempt.sentAt, this.#wall, this.#timeout * 1000)) {
      if (this.#staysUndone()) return;
      const row = this.#unchanged(attempt);
      if (!row) return;
      row.state = 'refused';
      return this.#wake(60);
    }
    const since = this.#preflight === 'go' ? 0 : this.#real - this.#goUntil;
    if (since > 2 * this.#timeout + stepReads) throw new Error('sent although the preflight says no');
    const outcome = this.#receive(attempt.number);
    yield { until: this.#real + outcome.answersIn };
    if (this.#staysUndone()) return;
    const row = this.#unchanged(attempt);
    if (!row) return;
    switch (outcome.kind) {
      case 'accepted':
        row.state = 'accepted';
        if (outcome.saysFailed) row.saysFailed = true;
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

  /** What Azure does with a send, and what its sender hears of it. */
  #receive(number: number) {
    const timeout = this.#timeout;
    if (this.#dark > 0) {
      this.#dark -= 1;
      return { kind: 'unclear' as const, answersIn: timeout };
    }
    const act = (inSeconds: number) => {
      const listed = [0, listsLate, listsLate / 2][this.#choose() % 3] ?? 0;
      this.#effects.push({ number, listed: this.#real + inSeconds + listed });
      if (this.#effects.length > 1 && !this.#excused) throw new Error('two effects');
    };
    switch (this.#choose() % (this.#wild ? 11 : 8)) {
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
      case 8:
        // The network holds the call for long.
        this.#excused = true;
        act(900 * (1 + (this.#choose() % 4)));
        return { kind: 'unclear' as const, answersIn: timeout };
      case 9:
        act(0);
        return { kind: 'accepted' as const, answersIn: 1, saysFailed: true };
      case 10:
        return { kind: 'accepted' as const, answersIn: 1, saysFailed: true };
      default:
        act(0);
        return { kind: 'accepted' as const, answersIn: 1, saysFailed: false };
    }
  }

  *#look({ number }: Pick<Attempt, 'number'>): Generator<Pause, Observation, void> {
    const seen = this.#effects.some((effect) => effect.number === number && effect.listed <= this.#real);
    const readable = this.#choose() % 8 !== 7;
    yield;
    if (!readable) return 'unknown';
    return seen ? 'seen' : 'absent';
  }

  *#settle(attempt: Attempt): Run {
    const pollBegan = this.#wall;
    const observation = yield* this.#look(attempt);
    const situation = { attempt, observation, pollBegan, timeoutMs: this.#timeout * 1000 };
    const asked = this.#rules.needsPreflight(situation);
    const late = asked ? yield* this.#findLate(attempt.number + 1) : undefined;
    const asIfLate = late === 'unknown' ? 'later' : 'unneeded';
    const clearance = asked ? (late === undefined ? this.#preflight : asIfLate) : undefined;
    const askedAt = this.#wall;
    if (asked) yield;
    if (this.#staysUndone()) return;
    const row = this.#unchanged(attempt);
    if (!row) return;
    const now = this.#wall;
    const fresh = clearance && !this.#rules.isLate(askedAt, now, situation.timeoutMs) ? clearance : undefined;
    const decision = this.#rules.reconcile({ ...situation, now, ...(fresh && { clearance: fresh }) });
    switch (decision.kind) {
      case 'take':
        row.state = 'succeeded';
        this.#take(row.number);
        return this.#end('succeeded');
      case 'end':
        if (decision.why === 'refused') this.#requireMendable(pollBegan);
        this.#lookForSeconds();
        if (typeof late === 'number' && decision.why === 'unneeded') {
          row.state = 'refused';
          return this.#takeLate(late);
        }
        row.state = decision.why === 'unanswered' ? 'failed' : 'refused';
        return this.#end('failed');
      case 'send': {
        this.#write(row, this.#rules.afterDecision(attempt, decision, { now, pollBegan }));
        const again = { ...row };
        this.#heldSince = undefined;
        this.#lookForSeconds();
        this.#wake(20);
        yield;
        return yield* this.#send(again);
      }
      default:
        this.#write(row, this.#rules.afterDecision(attempt, decision, { now, pollBegan }));
        if (decision.kind === 'hold') this.#hold();
        return this.#wakeAt(decision.until);
    }
  }

  *#follow(attempt: Attempt): Run {
    const pollBegan = this.#wall;
    const observation = yield* this.#look(attempt);
    if (this.#staysUndone()) return;
    const row = this.#unchanged(attempt);
    if (!row) return;
    if (observation === 'seen') {
      row.state = 'succeeded';
      this.#take(row.number);
      return this.#end('succeeded');
    }
    if (observation === 'unknown' || !attempt.saysFailed) return this.#wake(20);
    if (!this.#rules.isListed(attempt.sentAt, pollBegan)) return this.#wakeAt(listedFrom(attempt.sentAt));
    // A single clock decides when it would be listed, so a skewed one excuses it.
    if (this.#skew !== 0 || this.#apart !== 0) this.#excused = true;
    row.state = 'failed';
    this.#lookForSeconds();
    return this.#end('failed');
  }

  #row(number: number): Attempt | undefined {
    return this.#attempts.find((row) => row.number === number);
  }

  /** The last attempt, as in `store/steps`. */
  #last(): Attempt | undefined {
    const isOver = ({ state }: Attempt) => state === 'refused' || state === 'failed';
    return this.#attempts.find((row) => !isOver(row)) ?? this.#attempts.toSorted((a, b) => a.number - b.number).at(-1);
  }

  /** The attempt's row, if it is as it was read. */
  #unchanged(read: Attempt): Attempt | undefined {
    const row = this.#row(read.number);
    return row && this.#rules.isSameAttempt(read, row) ? row : undefined;
  }

  #write(row: Attempt, { sentAt, sends, emptyLooks, lookedAt, held }: OpenAttempt): void {
    Object.assign(row, { sentAt, sends, emptyLooks, lookedAt, held });
  }

  /** Notifies the thread, with the time left to remove the obstacle. */
  #hold(): void {
    if (this.#heldSince) throw new Error('told twice of what stands in the way');
    this.#told = true;
    this.#heldSince = this.#wall;
  }

  #requireMendable(pollBegan: Date): void {
    const since = this.#heldSince;
    // The minutes in the message are those of a single clock.
    if (this.#apart !== 0) return;
    if (since && pollBegan.getTime() - since.getTime() >= heldSeconds * 1000) return;
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
