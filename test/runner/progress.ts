import type { Told } from './report-events.ts';

/** Interval between two lines of progress. */
const everyMs = 8_000;
/** Seconds of assumed work that smooth the first estimates. */
const headStart = 300;

type Failure = { task: string; name: string; error: string };

/** Output of a test run: a line every few seconds, and in the end what failed and how to run it alone. */
export class Progress {
  readonly #began = Date.now();
  /** Estimated seconds of each task. */
  readonly #tasks: ReadonlyMap<string, number>;
  readonly #done = new Set<string>();
  readonly #running = new Set<string>();
  readonly #counts = { passed: 0, failed: 0, skipped: 0 };
  readonly #failures: Failure[] = [];
  readonly #said = new Map<string, string[]>();
  readonly #timer: NodeJS.Timeout;
  readonly #closing: string;

  /** @param tasks test files and programs, with their estimated seconds */
  constructor(what: string, tasks: ReadonlyMap<string, number>, seed: number) {
    this.#tasks = tasks;
    this.#closing = `To repeat the order: TEST_SEED=${seed}`;
    console.log(`${what}: ${tasks.size} test files and programs, in random order. ${this.#closing}`);
    this.#timer = setInterval(() => console.log(this.#line()), everyMs);
  }

  get hasFailed(): boolean {
    return this.#failures.length > 0;
  }

  begins(task: string): void {
    this.#running.add(task);
  }

  ends(task: string): void {
    this.#running.delete(task);
    this.#done.add(task);
  }

  passes(): void {
    this.#counts.passed += 1;
  }

  fails(task: string, name: string, error: string): void {
    this.#counts.failed += 1;
    this.#failures.push({ task, name, error });
    console.log(`✗ ${name}`);
  }

  /**
   * Handles an event from a process's tests.
   * @param alone the file, if it has the process for itself
   */
  hears(told: Told, alone: string | undefined): void {
    if (told.kind === 'starts') return;
    if (told.kind === 'said') {
      for (const task of alone ? [alone] : this.#running) {
        this.#said.set(task, [...(this.#said.get(task) ?? []), told.message]);
      }
      return;
    }
    const task = alone ?? told.name.split(' › ')[0] ?? '';
    if (told.kind === 'begins' || told.kind === 'ended') {
      // A file with its own process begins and ends with that.
      if (!alone) told.kind === 'begins' ? this.begins(task) : this.ends(task);
    } else if (told.kind === 'failed')
      this.fails(task, told.name.startsWith(task) ? told.name : `${task} › ${told.name}`, told.error);
    else this.#counts[told.kind] += 1;
  }

  /** Prints the summary; nothing is printed after it. */
  conclude(): void {
    clearInterval(this.#timer);
    for (const { name, error, task } of this.#failures) {
      console.log(`\n✗ ${name}\n${error.replaceAll(/^/gm, '  ')}`);
      for (const message of this.#said.get(task) ?? []) console.log(`  ${message}`);
    }
    const failed = [...new Set(this.#failures.map(({ task }) => task))];
    if (failed.length > 0) console.log(`\n${this.#closing}\nAlone:\n${failed.map(alone).join('\n')}`);
    const { passed, failed: lost, skipped } = this.#counts;
    console.log(`\n${this.#done.size} of ${this.#tasks.size} in ${time((Date.now() - this.#began) / 1000)}`);
    console.log(`${passed} passed, ${lost} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }

  #line(): string {
    const passed = (Date.now() - this.#began) / 1000;
    const of = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + (this.#tasks.get(name) ?? 0), 0);
    const done = of(this.#done);
    const left = of(this.#tasks.keys()) - done;
    // Assumes some work done at the speed of two processors; otherwise the first estimates would be wild.
    const more = (left * (passed + headStart / 2)) / (done + headStart);
    const { failed } = this.#counts;
    const counts = `${this.#done.size} of ${this.#tasks.size}${failed > 0 ? `, ${failed} FAILED` : ''}`;
    return `${time(passed)}  ${counts}, about ${Math.max(1, Math.ceil(more / 60))} min more: ${[...this.#running].join(', ')}`;
  }
}

function alone(task: string): string {
  return task.endsWith('.test.ts') ? `  npx node --liftoff-only --test ${task}` : `  npx ${task}`;
}

function time(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
