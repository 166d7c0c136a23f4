import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FaultSpec } from '../../sandbox/azure/faults.ts';
import type { Asked, Shared } from './bench.ts';

type Fault = Omit<FaultSpec, 'match'>;

/** Longest time until a list shows a job, in world seconds, as observed. */
const latestListed = 40;

/** Further faults of the call that starts a restore, beside those of `lostAnswers`. Each ends in one restore. */
export const azureFaults = (shared: Shared) =>
  describe('Azure is busy, slow or does not know the bot', () => {
    /** Strikes a different machine with each fault, all at the same time, because the tests mostly wait. */
    async function strike(faults: Record<string, Fault>): Promise<void> {
      const { bench } = shared;
      const asked: Asked[] = [];
      for (const [vm, fault] of Object.entries(faults)) {
        asked.push(await bench.ask(vm));
        await bench.api.fault({
          times: 1,
          ...fault,
          match: { method: 'POST', path: `${vm}/recoveryPoints/[^/]+/restore` },
        });
      }
      await Promise.all(asked.map(({ card }) => bench.api.click('approver-1', card, 'approve')));
      await Promise.all(asked.map((one) => bench.ended(one)));
      assert.deepEqual(await bench.api.faults(), [], 'every fault has struck');
      for (const one of asked) {
        const [closing, ...more] = await bench.closings(one);
        assert.match(closing?.text ?? '', /is done/, one.vm);
        assert.deepEqual(more, [], one.vm);
        assert.equal((await bench.accepted(one)).length, 1, `Azure accepted one restore of ${one.vm}`);
      }
      shared.restored.push(...asked);
    }

    test('429 with seconds, with a date, without a word, and for the whole subscription', async () => {
      await strike({
        'sql-01': { do: 'throttle', retryAfter: '20' },
        'web-01': { do: 'throttle', retryAfter: new Date(Date.now() + 20_000).toUTCString() },
        'app-01': { do: 'throttle', message: 'Too many requests.' },
        'dev-01': {
          do: 'throttle',
          code: 'SubscriptionRequestsThrottled',
          message: "Number of requests for subscription exceeded the limit. Please try again after '20' seconds.",
        },
      });
    });

    test('503 with a wait, 429 twice, an answer in time and one too late', async () => {
      await strike({
        'sql-01': { do: 'error', status: 503, code: 'ServiceUnavailable', message: 'Busy.', retryAfter: '20' },
        'web-01': { do: 'throttle', seconds: 15, times: 2 },
        'app-01': { do: 'delay', seconds: 1 },
        // The bot of these tests has a timeout of 4 s.
        'dev-01': { do: 'delay', seconds: 5 },
      });
    });

    test('the token is refused as expired: nothing was done, and it goes on with another', async () => {
      const expired = { do: 'error', status: 401, code: 'ExpiredAuthenticationToken', message: 'It is over.' } as const;
      await strike({ 'sql-01': expired });
    });

    test('no answer, and lists show the job only after 40 s', async () => {
      const { bench } = shared;
      const { world } = bench.sandbox;
      bench.atCall(/backupJobs\?/i, () => {
        const jobs = [...world.vaults.values()].flatMap((vault) => vault.jobs);
        const job = jobs.findLast(({ operation, item }) => operation === 'Restore' && item.vmName === 'web-01');
        assert.ok(job);
        job.listedAt = new Date(world.clock.now().getTime() + latestListed * 1000);
      });
      await strike({ 'web-01': { do: 'drop-answer' } });
    });
  });
