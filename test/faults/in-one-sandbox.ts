import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SandboxOptions } from '../../sandbox/start-sandbox.ts';
import { type Asked, type Bench, type Shared, startBench } from './bench.ts';
import { checkData } from './check-data.ts';
import { patienceMs } from './until.ts';

/** Runs these groups in one sandbox, because each takes seconds to start. Each test makes its own requests. */
export function inOneSandbox(
  name: string,
  groups: ((shared: Shared) => unknown)[],
  options: Partial<SandboxOptions> = {},
): void {
  describe(name, () => {
    let bench: Bench | undefined;
    const restored: Asked[] = [];
    const rows: Shared['rows'] = [];
    const shared: Shared = {
      get bench() {
        assert.ok(bench);
        return bench;
      },
      restored,
      rows,
    };
    before(async () => {
      process.env.LOG_LEVEL = 'debug';
      bench = await startBench({ patienceMs, ...options });
    });
    after(() => bench?.close());

    for (const group of groups) group(shared);

    test('in the end no message is lost, every job was followed, the audit chain is whole', () =>
      checkData(shared.bench, restored, { more: rows }));
  });
}
