import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Bench, startBench } from './bench.ts';
import { full } from './extent.ts';
import { type MemoryLimit, memoryLimit } from './memory-limit.ts';
import { until } from './until.ts';

/** Memory of the container in infra/modules/app.bicep. */
const memoryMb = 1024;
/** Failed health probes in a row after which the container is restarted. */
const mostUnreachable = 6;

const floods = full
  ? { upgrades: 10_000, bodies: 6_000, 'half heads': 6_000 }
  : { upgrades: 1_500, bodies: 700, 'half heads': 700 };

describe('floods of strangers', () => {
  let bench: Bench | undefined;
  let limit: MemoryLimit | undefined;
  before(async () => {
    bench = await startBench();
    const { bot } = bench.sandbox;
    limit = full ? memoryLimit(memoryMb * 1024 * 1024) : undefined;
    if (!limit) return;
    await bot.stop();
    await limit.within(() => bot.start());
  });
  after(async () => {
    await bench?.close();
    limit?.close();
  });

  for (const [kind, count] of Object.entries(floods)) {
    test(`${count} ${kind}: people are answered meanwhile, memory fits, and no descriptor is kept`, async (t) => {
      assert.ok(bench);
      const { api, sandbox } = bench;
      const { pid, address } = sandbox.bot.state;
      const { health } = sandbox.bot;
      assert.ok(pid && address && health);
      // The first turn opens the connections that stay open from then on.
      await api.say('oncall', 'personal-oncall', 'help');
      // Resets the peak.
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
      const idle = look(pid);

      const flood = fork(path.join(import.meta.dirname, 'children/strangers.ts'), [
        new URL(address).port,
        kind,
        String(count),
      ]);
      let over = false;
      const ended = once(flood, 'exit').then(() => {
        over = true;
      });
      const opened = once(flood, 'message');
      const helps: number[] = [];
      let most = idle;
      let unreachable = 0;
      while (!over) {
        const begun = performance.now();
        const { message } = await api.say('oncall', 'personal-oncall', 'help');
        await until('an answer to help', async () =>
          (await api.messages('personal-oncall', message)).some(({ from }) => from === 'bot'),
        );
        helps.push(performance.now() - begun);
        // A keep-alive connection may be closed just as it is reused.
        const lives = await fetch(health).then(
          ({ ok }) => ok,
          () => false,
        );
        unreachable = lives ? 0 : unreachable + 1;
        assert.ok(unreachable < mostUnreachable, 'it is not restarted');
        const now = look(pid);
        most = { descriptors: Math.max(most.descriptors, now.descriptors), mb: now.mb, peakMb: now.peakMb };
      }
      await ended;
      const [said] = (await opened) as [{ opened: number; open: number }];
      const left = await until('the descriptors of before', () => {
        const now = look(pid);
        // A few are the bot's own, opened in its first minutes; of the strangers' not one in fifty may stay.
        return now.descriptors <= idle.descriptors + 30 && now;
      });
      const held = limit
        ? `limited to ${memoryMb} MB, of which ${limit.peakMb()} were used so far, ${limit.killed()} killed`
        : 'not limited';
      t.diagnostic(
        `${said.opened} opened, ${said.open} still open when the last was; descriptors ${idle.descriptors}, at most ${most.descriptors}, then ` +
          `${left.descriptors}; memory ${idle.mb} MB, at most ${most.peakMb}, then ${left.mb}; ${helps.length} × help, ` +
          `slowest ${Math.round(Math.max(...helps))} ms; ${held}`,
      );
      assert.equal(sandbox.bot.state.pid, pid, 'the same process, all the time');
      assert.equal(limit?.killed() ?? 0, 0);
      assert.ok(said.opened > count * 0.9);
      assert.ok(most.peakMb < memoryMb, `${most.peakMb} MB`);
      assert.ok(most.descriptors < idle.descriptors + 1_100, `${most.descriptors} descriptors`);
    });
  }
});

/** Descriptors of a process, its resident memory, and its peak. */
function look(pid: number): { descriptors: number; mb: number; peakMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024);
  return { descriptors: readdirSync(`/proc/${pid}/fd`).length, mb: mb('VmRSS'), peakMb: mb('VmHWM') };
}
