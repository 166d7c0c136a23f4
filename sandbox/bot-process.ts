import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { leaveSpare, takeSpare } from './spare-bots.ts';
import type { ClockSetting } from './world/clock.ts';

/** Pager of the bot: an address on this machine. */
export type PagerSettings = {
  url: string;
  secret: string;
  format: 'cloudevents' | 'pagerduty' | 'opsgenie' | 'incident.io';
};

/** Settings for the bot's start; they arrive over the IPC channel, so that its environment holds no secret. */
export type BotSettings = {
  azurePort: number;
  /** Origin of the local Teams, e.g. http://127.0.0.1:3979. */
  teamsOrigin: string;
  dataDir: string;
  databaseUrl?: string;
  azureTimeoutMs?: number;
  /** How long the bot waits for Azure before it answers a person without it; its own default if absent. */
  patienceMs?: number;
  grantKeyAccess?: boolean;
  grantKeyPolicies?: boolean;
  /** Path of an approval policy. */
  approvalPolicy?: string;
  pager?: PagerSettings;
  /** Source of the on-call person, on this machine. */
  onCall?: { key: string; origin: string };
  /** Limit per person; absent: none. */
  linesPerMinute?: number;
  /** Limit of decisions that one person may request; absent: none. */
  asksPerHour?: number;
  /** Limit of decisions requested from one approver; absent: none. */
  approverAsksPerHour?: number;
  /** Adds restore profiles for the vaults of the uncommon machines. */
  uncommon?: boolean;
  /** Subscriptions besides those of the world's seed. */
  subscriptions?: readonly string[];
  /** Tag of machines whose commands are kept; absent: none. */
  commandsTag?: { name: string; value: string };
  clock: ClockSetting;
};

export type ToBot =
  | { kind: 'start'; settings: BotSettings }
  | { kind: 'clock'; setting: ClockSetting }
  | { kind: 'in-hand' }
  | { kind: 'rest' };

/**
 * health: address that answers 200 while it lives; absent: /healthz at its address. in-hand: see `Bot` in
 * src/app/main.ts.
 */
export type FromBot =
  | { kind: 'ready'; address: string; health?: string }
  | { kind: 'in-hand'; count: number }
  | { kind: 'at-rest' };

type Told<Kind extends FromBot['kind']> = Extract<FromBot, { kind: Kind }>;

/** How its process ended: exit code or signal. */
type BotExit = { code: number | null; signal: NodeJS.Signals | null };

export type BotState = { state: 'running' | 'stopped'; pid: number | null; address: string | null };

const keptLines = 2000;
// A start takes 1 to 3 s, and up to fifty times that on a busy machine.
const startLimitMs = 180_000;
const stopLimitMs = 10_000;
/** Failed health checks before the platform restarts a bot. */
const mostLooks = 6;

/** The bot in its own process: started, stopped and killed without touching the world. */
export class BotProcess extends EventEmitter<{ changed: [BotState] }> {
  /** Program of the next start: may be another version of the bot, while world and data stay. */
  script: string;
  readonly #settings: () => BotSettings;
  readonly #logFile: WriteStream;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #address: string | undefined;
  #health: string | undefined;
  #resting = false;
  #exit: BotExit | undefined;
  #leave = () => {};
  #lines: string[] = [];

  /** @param settings read at each start, because the clock has moved on */
  constructor(script: string, logFile: string, settings: () => BotSettings, env: Record<string, string> = {}) {
    super();
    this.script = script;
    this.#settings = settings;
    this.#env = { ...process.env, ...env };
    mkdirSync(dirname(logFile), { recursive: true });
    this.#logFile = createWriteStream(logFile, { flags: 'a' });
  }

  get state(): BotState {
    const running = this.#child !== undefined && this.#address !== undefined;
    return {
      state: running ? 'running' : 'stopped',
      pid: this.#child?.pid ?? null,
      address: this.#address ?? null,
    };
  }

  /** Address of /healthz, beside which /metrics is; undefined while it does not run. */
  get health(): string | undefined {
    return this.#health;
  }

  /** How it last ended; undefined once it is started again. */
  get exit(): BotExit | undefined {
    return this.#exit;
  }

  /** The last lines it wrote, oldest first. */
  get log(): string[] {
    return this.#lines;
  }

  /**
   * Starts it, unless it runs; resolves when it answers /healthz.
   * @throws Error with the end of its log if it does not come up
   */
  async start(): Promise<BotState> {
    if (this.#child && !this.#resting) return this.state;
    const child = this.#child ?? this.#take();
    this.#resting = false;
    this.#tell(child, { kind: 'start', settings: this.#settings() });
    const { address, health = `${address}/healthz` } = await this.#ready(child);
    await healthy(health);
    if (this.#child !== child) throw this.#failed('the bot stopped while it started');
    this.#address = address;
    this.#health = health;
    this.emit('changed', this.state);
    return this.state;
  }

  /** Stops the bot as `stop` does but keeps its process, so that the next start has nothing to load. */
  async rest(): Promise<void> {
    const child = this.#child;
    if (!child || !this.#address) return;
    this.#tell(child, { kind: 'rest' });
    const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    await this.#heard(child, 'at-rest');
    clearTimeout(timer);
    if (this.#child !== child) return;
    this.#resting = true;
    this.#address = undefined;
    this.#health = undefined;
    this.emit('changed', this.state);
  }

  /** Asks it to drain and stop, and kills it if it takes too long. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    await exited;
    clearTimeout(timer);
  }

  /** Sends a signal without waiting, as the fault tests do in the middle of a call. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Kills it and resolves when it is gone. */
  async kill(signal: NodeJS.Signals): Promise<BotState> {
    const child = this.#child;
    if (child) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    return this.state;
  }

  /** Amount of due work, see `Bot` in src/app/main.ts; nothing while it does not run. */
  async inHand(): Promise<number> {
    const child = this.#child;
    if (!child || !this.#address) return 0;
    this.#tell(child, { kind: 'in-hand' });
    const answer = await this.#heard(child, 'in-hand');
    return answer?.count ?? 0;
  }

  setClock(setting: ClockSetting): void {
    if (this.#child) this.#tell(this.#child, { kind: 'clock', setting });
  }

  /** @param spare leaves the process to the next bot of the same program, which has nothing to load then */
  async close({ spare = false } = {}): Promise<void> {
    if (spare) await this.rest();
    if (this.#resting) this.#leave();
    await this.stop();
    await new Promise<void>((resolve) => this.#logFile.end(() => resolve()));
  }

  #take(): ChildProcess {
    const program = JSON.stringify([this.script, this.#env]);
    const child = takeSpare(program) ?? this.#spawn();
    const readers = [child.stdout, child.stderr].flatMap((stream) =>
      stream ? createInterface({ input: stream }) : [],
    );
    for (const reader of readers) reader.on('line', (line) => this.#keep(line));
    const gone = () => {
      if (this.#child !== child) return;
      this.#exit = { code: child.exitCode, signal: child.signalCode };
      this.#child = undefined;
      this.#resting = false;
      this.#address = undefined;
      this.#health = undefined;
      this.emit('changed', this.state);
    };
    child.once('exit', gone);
    this.#exit = undefined;
    this.#child = child;
    this.#leave = () => {
      child.off('exit', gone);
      for (const reader of readers) reader.close();
      gone();
      leaveSpare(program, child);
    };
    return child;
  }

  #spawn(): ChildProcess {
    // As the image starts it, and with the heap that Node allows itself in a container of 1 GiB, whatever this host has.
    const flags = ['--liftoff-only', '--max-semi-space-size=16', '--max-old-space-size=512'];
    return spawn(process.execPath, [...flags, this.script], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: this.#env,
    });
  }

  #tell(child: ChildProcess, message: ToBot): void {
    // A child that dies closes the channel before its exit is reported, and then nobody receives the message.
    if (child.connected) child.send(message, () => undefined);
  }

  async #ready(child: ChildProcess): Promise<Told<'ready'>> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, startLimitMs);
    const ready = await this.#heard(child, 'ready');
    clearTimeout(timer);
    if (ready) return ready;
    if (late) throw this.#failed(`the bot did not start within ${startLimitMs / 1000} s`);
    throw this.#failed(`the bot stopped while it started (${child.signalCode ?? `exit code ${child.exitCode}`})`);
  }

  /** Its next message of this kind; undefined if it ends without one. */
  #heard<Kind extends FromBot['kind']>(child: ChildProcess, kind: Kind): Promise<Told<Kind> | undefined> {
    return new Promise((resolve) => {
      const end = (told: Told<Kind> | undefined) => {
        child.off('message', hear);
        child.off('exit', gone);
        resolve(told);
      };
      const hear = (message: FromBot) => {
        if (message.kind === kind) end(message as Told<Kind>);
      };
      const gone = () => end(undefined);
      child.on('message', hear);
      child.once('exit', gone);
    });
  }

  #failed(what: string): Error {
    return new Error(`${what}; its last lines:\n${this.#lines.slice(-15).join('\n')}`);
  }

  #keep(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > keptLines) this.#lines = this.#lines.slice(-keptLines / 2);
    this.#logFile.write(`${line}\n`);
  }
}

/** On a busy machine a health check may time out, so it is repeated, as on the platform. */
async function healthy(url: string): Promise<void> {
  for (let look = 1; ; look += 1) {
    const response = await fetch(url, { signal: AbortSignal.timeout(startLimitMs) });
    await response.arrayBuffer();
    if (response.ok) return;
    if (look === mostLooks) throw new Error(`the bot started but answers ${response.status} at ${url}`);
  }
}
