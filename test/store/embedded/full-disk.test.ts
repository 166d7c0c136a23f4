import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Clock } from '../../../src/kernel/clock.ts';
import { CodedError } from '../../../src/kernel/errors.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import { openStore, type Store } from '../../../src/store/open.ts';
import { freshPlace } from '../engines.ts';
import { quiet } from '../quiet.ts';
import { copyDirectory } from '../template.ts';

const mountPoint = mkdtempSync(join(tmpdir(), 'strongroom-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', mountPoint]).status === 0;
if (!mounted) rmSync(mountPoint, { recursive: true });

test('a full disk refuses work with store.full, loses nothing, and work goes on when there is room', {
  skip: !mounted && 'mounting a small disk needs root',
}, async (t) => {
  const stores: Store[] = [];
  t.after(async () => {
    await Promise.all(stores.map((store) => store.close()));
    execFileSync('umount', ['--lazy', mountPoint]);
    rmSync(mountPoint, { recursive: true });
  });
  const place = await freshPlace(t, 'embedded');
  const dataDir = join(mountPoint, 'data');
  mkdirSync(dataDir);
  copyDirectory(place.where.dataDir, dataDir);
  const open = async () => {
    const opened = await openStore({ dataDir, clock: new Clock(), log: quiet });
    stores.push(opened);
    return opened;
  };
  const store = await open();
  const padding = 'x'.repeat(500_000);
  const write = () =>
    store.transaction((tx) => tx.audit({ event: 'refused', details: { padding: padding + Math.random() } }));
  await write();

  const { bavail, bsize } = statfsSync(mountPoint);
  const filler = join(mountPoint, 'filler');
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 256 * 1024)));
  let acknowledged = 1;
  let refusal: unknown;
  while (!refusal && acknowledged < 300) {
    await write().then(
      () => acknowledged++,
      (error) => {
        refusal = error;
      },
    );
  }
  assert.ok(refusal instanceof CodedError, String(refusal));
  assert.equal(refusal.code, 'store.full');

  rmSync(filler);
  await write();
  await store.close();
  const again = await open();
  t.after(() => again.close());
  assert.equal((await again.db.selectFrom('audit').select('seq').execute()).length, acknowledged + 1);
  assert.equal((await verifyAudit(again.db)).whole, true);
});
