import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startSandbox } from '../../sandbox/start-sandbox.ts';

test('a sandbox at a port that another one has takes nothing from its data', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  assert.ok(address && typeof address === 'object');
  const dataDir = mkdtempSync(join(tmpdir(), 'strongroom-port-'));
  mkdirSync(join(dataDir, 'data'));
  try {
    await assert.rejects(startSandbox({ port: address.port, dataDir }), { code: 'EADDRINUSE' });
    assert.ok(existsSync(join(dataDir, 'data')));
  } finally {
    other.close();
    rmSync(dataDir, { recursive: true });
  }
});
