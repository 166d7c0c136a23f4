import { join } from 'node:path';
import { Clock, inSeconds } from '../src/kernel/clock.ts';
import { createLog } from '../src/kernel/telemetry/log.ts';
import { openStore, type Store } from '../src/store/open.ts';
import { type BotPlace, botNames, newPlace } from './bots.ts';
import { median, round, sleep } from './numbers.ts';
import type { Table } from './table.ts';

/** Milliseconds from the commit that wakes, or from the time it names, to the start of the run. */
export type Wakes = { kind: 'embedded' | 'server'; what: string; runs: number; median: number; slowest: number };

/** Measures how soon due work begins, on a store that is idle in between. */
export async function measureWakes(directory: string, quick: boolean): Promise<Wakes[]> {
  const runs = quick ? 10 : 30;
  const all: Wakes[] = [];
  for (const kind of ['embedded', 'server'] as const) {
    const place = await newPlace(kind, join(directory, 'wakes'));
    const begun = new Map<string, number>();
    const asking = await open(place);
    const working = kind === 'server' ? await open(place) : undefined;
    for (const [name, store] of [
      ['step', asking],
      ['timer', asking],
      ['watch', working],
    ] as const) {
      store?.work(name, async (key) => void begun.set(key, Date.now()));
    }
    const measure = async (what: string, queue: 'step' | 'timer' | 'watch', seconds: number) => {
      const late: number[] = [];
      for (let run = 0; run < runs; run++) {
        const key = `${what} ${run}`;
        const due = await asking.transaction((tx) => {
          const at = inSeconds(tx.now(), seconds);
          tx.wake(queue, key, at);
          return at;
        });
        const asked = seconds === 0 ? Date.now() : due.getTime();
        while (!begun.has(key)) await sleep(5);
        late.push(Math.max(0, (begun.get(key) ?? 0) - asked));
        // Long enough for the store to go to sleep again, and never in step with its polling.
        await sleep(700 + (run % 7) * 90);
      }
      all.push({ kind, what, runs, ...spread(late) });
    };
    await measure('due at once', 'step', 0);
    await measure('in 1.3 s', 'timer', 1.3);
    if (working) await measure('due at once, of another replica', 'watch', 0);
    await Promise.all([asking.close(), working?.close()]);
  }
  return all;
}

function open({ dataDir, databaseUrl }: BotPlace): Promise<Store> {
  return openStore({
    dataDir: join(dataDir, 'data'),
    ...(databaseUrl && { databaseUrl }),
    clock: new Clock(),
    log: createLog('error'),
  });
}

function spread(late: number[]): { median: number; slowest: number } {
  return { median: round(median(late)), slowest: round(Math.max(...late)) };
}

export function wakesTable(all: Wakes[]): Table {
  return {
    title: 'How soon a wake-up begins after a rest (goals: 150 ms at once, 1 s for a timer)',
    head: ['bot', 'due', 'runs', 'median ms late', 'slowest ms'],
    rows: all.map((one) => [botNames[one.kind], one.what, one.runs, one.median, one.slowest]),
  };
}
