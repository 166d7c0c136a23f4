import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { ClockSetting } from './world/clock.ts';

/** What the bot is told when it starts; it arrives over the IPC channel, so that no secret is in its environment. */
export type BotSettings = {
  azurePort: number;
  /** Origin of the local Teams, e.g. http://127.0.0.1:3979. */
  teamsOrigin: string;
  dataDir: string;
  databaseUrl?: string;
  azureTimeoutMs?: number;
  grantKeyAccess?: boolean;
  /** Path of an approval policy. */
  approvalPolicy?: string;
  /** Of one person; no limit when left out. */
  linesPerMinute?: number;
  /** Decisions asked by one person; no limit when left out. */
  asksPerHour?: number;
  clock: ClockSetting;
};

export type ToBot = { kind: 'start'; settings: BotSettings } | { kind: 'clock'; setting: ClockSetting };

/** health: what answers 200 while it lives; absent: /healthz at its address. */
export type FromBot = { kind: 'ready'; address: string; health?: string };

export type BotState = { state: 'running' | 'stopped'; pid: number | null; address: string | null };

const keptLines = 2000;
// A start takes 1 to 3 s; a machine that runs tests on every core may take ten times that.
const startLimitMs = 60_000;

/** The bot as its own process: started, stopped and killed without touching the world. */
export class BotProcess extends EventEmitter<{ changed: [BotState] }> {
  readonly #script: string;
  readonly #settings: () => BotSettings;
  readonly #logFile: WriteStream;
  #child: ChildProcess | undefined;
  #address: string | undefined;
  #health: string | undefined;
  #lines: string[] = [];

  /** @param settings asked at each start, because the clock has moved on since the last. */
  constructor(script: string, logFile: string, settings: () => BotSettings) {
    super();
    this.#script = script;
    this.#settings = settings;
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

  /** Its /healthz, beside which /metrics is; undefined while it does not run. */
  get health(): string | undefined {
    return this.#health;
  }

  /** The last lines it wrote, oldest first. */
  get log(): string[] {
    return this.#lines;
  }

  /**
   * Starts it, unless it runs; resolves when it answers /healthz.
   * @throws Error with the end of its log when it does not come up.
   */
  async start(): Promise<BotState> {
    if (this.#child) return this.state;
    const child = spawn(process.execPath, ['--liftoff-only', '--max-semi-space-size=16', this.#script], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: process.env,
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#keep(line));
    }
    child.once('exit', () => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#address = undefined;
      this.#health = undefined;
      this.emit('changed', this.state);
    });
    this.#tell(child, { kind: 'start', settings: this.#settings() });
    const { address, health = `${address}/healthz` } = await this.#ready(child);
    await healthy(health);
    if (this.#child !== child) throw this.#failed('the bot stopped while it started');
    this.#address = address;
    this.#health = health;
    this.emit('changed', this.state);
    return this.state;
  }

  /** Asks it to drain and stop, and kills it if it has not within 10 s. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(timer);
  }

  /** Sends a signal and waits for nothing: what the fault tests do in the middle of a call. */
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

  setClock(setting: ClockSetting): void {
    if (this.#child) this.#tell(this.#child, { kind: 'clock', setting });
  }

  async close(): Promise<void> {
    await this.stop();
    await new Promise<void>((resolve) => this.#logFile.end(() => resolve()));
  }

  #tell(child: ChildProcess, message: ToBot): void {
    // A child that dies closes the channel before its exit is reported; the message has no one to go to.
    if (child.connected) child.send(message, () => undefined);
  }

  #ready(child: ChildProcess): Promise<FromBot> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(this.#failed(`the bot did not start within ${startLimitMs / 1000} s`));
      }, startLimitMs);
      child.once('message', (message: FromBot) => {
        clearTimeout(timer);
        resolve(message);
      });
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        reject(this.#failed(`the bot stopped while it started (${signal ?? `exit code ${code}`})`));
      });
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

async function healthy(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(startLimitMs) });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the bot started but answers ${response.status} at ${url}`);
}
