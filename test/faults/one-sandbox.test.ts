import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { azureFaults } from './azure-faults.ts';
import { type Asked, type Bench, type Shared, startBench } from './bench.ts';
import { checkData } from './check-data.ts';
import { lostAnswers } from './lost-answers.ts';
import { markersAreNowhere } from './markers.ts';
import { moved } from './moved.ts';
import { races } from './races.ts';
import { teamsFaults } from './teams-faults.ts';

/** A sandbox takes seconds to start, so these share one. Each test makes requests of its own. */
describe('in one sandbox', () => {
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
    bench = await startBench();
  });
  after(() => bench?.close());

  races(shared);
  lostAnswers(shared);
  azureFaults(shared);
  teamsFaults(shared);
  markersAreNowhere(shared);
  moved(shared);

  test('in the end no message is lost, every job was followed, the audit chain is whole', () =>
    checkData(shared.bench, restored, { more: rows }));
});
