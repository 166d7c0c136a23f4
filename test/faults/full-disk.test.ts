import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startBench } from './bench.ts';
import { checkData } from './check-data.ts';
import { patienceMs, until } from './until.ts';

const mountPoint = mkdtempSync(join(tmpdir(), 'strongroom-faults-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=220m', 'tmpfs', mountPoint]).status === 0;
after(() => {
  if (mounted) execFileSync('umount', ['--lazy', mountPoint]);
  rmSync(mountPoint, { recursive: true, force: true });
});

test('the disk of the embedded database is full: people are told, and it goes on when there is room', {
  skip: !mounted && 'mounting a small disk needs root',
}, async () => {
  const bench = await startBench({ dataDir: join(mountPoint, 'bot'), patienceMs });
  try {
    const { api } = bench;
    const asked = await bench.ask('sql-01');
    const filler = join(mountPoint, 'filler');
    const fill = () => {
      const { bavail, bsize } = statfsSync(mountPoint);
      try {
        writeFileSync(filler, Buffer.alloc(bavail * bsize), { flag: 'a' });
      } catch (error) {
        // The bot has used some of that room meanwhile, so the disk is full as well.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    };
    fill();
    // The write-ahead log has some room left; each refused message uses it up.
    const told = await until('the refusal', async () => {
      const { text } = await api.click('oncall', asked.card, 'approve');
      fill();
      await api.say('oncall', 'ops', `ask ${asked.id} is it the right table?`, asked.thread);
      return /disk/i.test(text ?? '') && text;
    });
    assert.match(told, /disk/i);
    rmSync(filler);
    await bench.approve(asked);
    const closing = await bench.ended(asked);
    assert.match(closing.text, /is done/);
    assert.equal((await bench.accepted(asked)).length, 1);
    await checkData(bench, [asked]);
  } finally {
    await bench.close();
  }
});
