import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passedDeadline } from '../../../src/saga/preflight.ts';

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const dates = { id: 'R-7K2M', beginBy: at('03:00'), retryBy: at('20:00'), first: true, retried: false };

describe('what the clock has against a send', () => {
  it('the first step begins within the time that the approval gives, and what it sent is not repeated later either', () => {
    assert.equal(passedDeadline(dates, at('03:00')), undefined);
    assert.equal(passedDeadline(dates, at('03:01'))?.state, 'expired');
    assert.equal(passedDeadline({ ...dates, openedAt: at('02:59') }, at('03:01'))?.state, 'expired');
  });

  it('a step that was asked for again has until the last retry', () => {
    const retried = { ...dates, retried: true };
    assert.equal(passedDeadline(retried, at('19:00')), undefined);
    assert.deepEqual(passedDeadline(retried, at('20:01')), {
      state: 'failed',
      failure: { code: 'retry-over', params: { id: 'R-7K2M', until: '2026-11-24T20:00Z' } },
    });
  });

  it('a later step follows whenever the one before it ends, but is not repeated a day after it was sent', () => {
    const later = { ...dates, first: false };
    assert.equal(passedDeadline(later, at('23:59')), undefined);
    const repeated = { ...later, openedAt: at('00:00') };
    assert.equal(passedDeadline(repeated, at('23:59')), undefined);
    assert.equal(passedDeadline(repeated, new Date('2026-11-25T00:01:00Z'))?.failure.code, 'resend-over');
  });
});

describe('the very moment of a deadline', () => {
  const until = new Date('2026-11-24T12:00:00Z');
  const none = { id: 'R-7K2M', beginBy: null, retryBy: null, first: false, retried: false };
  const atAndAfter = (dates: Partial<Parameters<typeof passedDeadline>[0]>) =>
    [0, 1].map((ms) => passedDeadline({ ...none, ...dates }, new Date(until.getTime() + ms)));

  it('is still in time, and what passes it says which deadline it was', () => {
    assert.deepEqual(atAndAfter({ retried: true, retryBy: until }), [
      undefined,
      { state: 'failed', failure: { code: 'retry-over', params: { id: 'R-7K2M', until: '2026-11-24T12:00Z' } } },
    ]);
    assert.deepEqual(atAndAfter({ first: true, beginBy: until }), [
      undefined,
      { state: 'expired', failure: { code: 'begin-expired', params: {} } },
    ]);
    assert.deepEqual(atAndAfter({ openedAt: new Date('2026-11-23T12:00:00Z') }), [
      undefined,
      { state: 'failed', failure: { code: 'resend-over', params: { hours: 24 } } },
    ]);
  });
});
