import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openEmbedded } from '../../src/store/embedded/open-embedded.ts';
import { dataFolder } from '../data-folder.ts';
import { copyDirectory, embeddedTemplate } from '../store/template.ts';

const audit = path.join(import.meta.dirname, '../../src/cli/audit.ts');

test('an audit that is larger than the memory is printed whole, to somebody who reads slowly', async (t) => {
  const dataDir = dataFolder();
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  copyDirectory(await embeddedTemplate(), dataDir);
  const { pg, close } = await openEmbedded(dataDir);
  await pg.exec(`insert into audit select seq, now(), null, null, 'request.asked', null, null, null,
    jsonb_build_object('text', repeat(md5(seq::text), 400)), '', '' from generate_series(1, 6000) seq`);
  await close();
  const child = spawn(process.execPath, ['--liftoff-only', '--max-old-space-size=70', audit, 'print'], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let next = 1;
  for await (const line of createInterface({ input: child.stdout })) {
    assert.ok(line.startsWith(`{"seq":${next},`));
    next += 1;
  }
  assert.deepEqual([next - 1, await ended], [6_000, 0]);
});
