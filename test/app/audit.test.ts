import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openEmbedded } from '../../src/store/embedded/open-embedded.ts';
import { dataFolder } from '../data-folder.ts';
import { copyDirectory, embeddedTemplate } from '../store/template.ts';

const audit = path.join(import.meta.dirname, '../../src/app/cli/audit.ts');

// 12.8 kB each: 141 MB in all, in a heap of 128 MB. Page by page it takes 60 MB (measured), and more if the collector
// falls behind on a busy machine.
const rows = 11_000;

test('an audit that is larger than the memory is printed whole, to somebody who reads slowly, and exported', async (t) => {
  const dataDir = dataFolder();
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  copyDirectory(await embeddedTemplate(), dataDir);
  const { pg, close } = await openEmbedded(dataDir);
  await pg.exec(`insert into audit select seq, now(), null, null, 'request.asked', null, null, null,
    jsonb_build_object('text', repeat(md5(seq::text), 400)), '', '' from generate_series(1, ${rows}) seq`);
  await close();
  const run = (...args: string[]) => {
    const child = spawn(process.execPath, ['--liftoff-only', '--max-old-space-size=128', audit, ...args], {
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
  };
  const { child, ended } = run('print');
  let next = 1;
  for await (const line of createInterface({ input: child.stdout })) {
    assert.ok(line.startsWith(`{"seq":${next},`));
    next += 1;
  }
  assert.deepEqual([next - 1, await ended], [rows, 0]);
  assert.equal(await run('export', 'all', '--to', dataDir).ended, 0);
  assert.equal(readFileSync(path.join(dataDir, 'audit-all.jsonl'), 'utf8').split('\n').length, rows + 1);
  assert.match(readFileSync(path.join(dataDir, 'audit-all.html'), 'utf8').slice(-200), /<\/html>\n$/);
});
