import type { BotProcess } from './bot-process.ts';
import type { CallTap, TapPoint } from './call-tap.ts';
import type { Reply, Router } from './teams/http.ts';
import { isRecord } from './teams/mentions.ts';

const signals: NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGSTOP', 'SIGCONT'];

/** The part of the control API that starts, stops, kills and counts the bot. */
export function botRoutes(control: Router, bot: BotProcess, tap: CallTap, settled: () => Promise<void>): void {
  control.on('GET', '/api/bot', () => ({ status: 200, body: bot.state }));
  control.on('GET', '/api/bot/log', () => ({ status: 200, body: bot.log }));

  control.on('POST', '/api/bot/settle', async () => {
    await settled();
    return { status: 200, body: {} };
  });

  control.on('POST', '/api/bot/start', async () => {
    try {
      return { status: 200, body: await bot.start() };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { status: 500, body: { error: message, remedy: 'read GET /api/bot/log' } };
    }
  });

  control.on('POST', '/api/bot/kill', async ({ body }) => {
    const signal = readSignal(body.signal);
    if (!signal) return badSignal();
    // A stopped (frozen) or continued process does not end, so there is nothing to wait for.
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') bot.signal(signal);
    else await bot.kill(signal);
    return { status: 200, body: bot.state };
  });

  control.on('GET', '/api/bot/tap', () => ({ status: 200, body: tap.state() }));
  control.on('DELETE', '/api/bot/tap', () => {
    tap.arm();
    return { status: 200, body: tap.state() };
  });
  control.on('POST', '/api/bot/tap', ({ body }) => {
    // Without a call it only counts, so that a test learns how many calls there are to kill at.
    if (body.call === undefined) {
      tap.arm();
      return { status: 200, body: tap.state() };
    }
    const call = Number(body.call);
    const signal = readSignal(body.signal);
    if (!signal) return badSignal();
    if (!isPoint(body.at) || !Number.isInteger(call) || call < 1) {
      return {
        status: 400,
        body: { error: 'the tap needs a point and a call', remedy: 'give {"at": "arrival" or "answer", "call": 1}' },
      };
    }
    const { only } = body;
    tap.arm({ at: body.at, call, signal, ...(isRecord(only) && { only: readOnly(only) }) });
    return { status: 200, body: tap.state() };
  });
}

function readSignal(value: unknown): NodeJS.Signals | undefined {
  return value === undefined ? 'SIGKILL' : signals.find((one) => one === value || one === `SIG${String(value)}`);
}

function readOnly({ method, path }: Record<string, unknown>): { method?: string; path?: string } {
  return { ...(method !== undefined && { method: String(method) }), ...(path !== undefined && { path: String(path) }) };
}

function badSignal(): NonNullable<Reply> {
  return { status: 400, body: { error: 'this signal cannot be sent', remedy: `use one of ${signals.join(', ')}` } };
}

function isPoint(value: unknown): value is TapPoint {
  return value === 'arrival' || value === 'answer';
}
