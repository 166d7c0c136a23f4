import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRefusalLog } from '../../src/teams/refusal-log.ts';

describe('the log of refused requests', () => {
  it('has one line a minute, with how many were refused since the last', () => {
    const lines: object[] = [];
    const ignore = () => undefined;
    let now = 0;
    const refusals = createRefusalLog(
      { debug: ignore, info: ignore, error: ignore, warn: (fields) => lines.push(fields) },
      () => now,
    );
    for (; now < 120_000; now += 1_000) refusals.add(new Error('no bearer token'));
    refusals.add('odd');
    assert.deepEqual(lines, [
      { reason: 'no bearer token', refused: 1 },
      { reason: 'no bearer token', refused: 60 },
      { reason: 'odd', refused: 60 },
    ]);
  });
});
