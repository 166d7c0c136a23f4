import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { storedFailure } from '../../src/kernel/stored.ts';
import type { Asked, Shared } from './bench.ts';
import { until } from './until.ts';

/** Fault of the call that starts a restore. */
type Fault = { do: string; status?: number; seconds?: number; code?: string; message?: string };

/** The gateway's throttling: only its text says how long to wait. */
const throttle: Fault = { do: 'throttle', seconds: 45 };

export const lostAnswers = (shared: Shared) =>
  describe('the answer to a restore is lost or bad', () => {
    const own: string[] = [];
    const refused: Asked[] = [];

    /** Strikes a different machine with each fault, all at the same time, because the tests mostly wait. */
    async function strike(faults: Record<string, Fault>): Promise<Asked[]> {
      const asked: Asked[] = [];
      for (const [vm, fault] of Object.entries(faults)) {
        asked.push(await shared.bench.ask(vm));
        const path = `${vm}/recoveryPoints/[^/]+/restore`;
        await shared.bench.api.fault({ ...fault, times: 1, match: { method: 'POST', path } });
      }
      await Promise.all(asked.map(({ card }) => shared.bench.api.click('approver-1', card, 'approve')));
      await Promise.all(asked.map((one) => shared.bench.ended(one)));
      assert.deepEqual(await shared.bench.api.faults(), [], 'every fault has struck');
      return asked;
    }

    /** Azure accepted it once, and the requester was notified once. */
    async function restoredOnce(asked: Asked[]): Promise<void> {
      for (const one of asked) {
        const [closing, ...more] = await shared.bench.closings(one);
        assert.equal((await shared.bench.accepted(one)).length, 1, `Azure accepted one restore of ${one.vm}`);
        assert.match(closing?.text ?? '', /is done/, one.vm);
        assert.deepEqual(more, [], one.vm);
      }
      shared.restored.push(...asked);
      own.push(...asked.map(({ id }) => id));
    }

    test('acted and never answered, cut before, cut after, acted a minute later: exactly one restore each', async () => {
      await restoredOnce(
        await strike({
          'sql-01': { do: 'drop-answer' },
          'web-01': { do: 'reset-before' },
          'app-01': { do: 'reset-after' },
          'dev-01': { do: 'late-act', seconds: 60 },
        }),
      );
    });

    test('throttled, failed without a word, half an answer: exactly one restore each; refused: none', async () => {
      const asked = await strike({
        'sql-01': throttle,
        'web-01': { do: 'error', status: 500 },
        'app-01': { do: 'truncate' },
        'dev-01': { do: 'error', status: 400, code: 'UserErrorBadRequest', message: 'This cannot be restored.' },
      });
      const [dev] = asked.splice(3);
      assert.ok(dev);
      await restoredOnce(asked);
      const [closing] = await shared.bench.closings(dev);
      assert.match(closing?.text ?? '', /fail/i);
      assert.deepEqual(await shared.bench.accepted(dev), []);
      refused.push(dev);
    });

    test('Azure started two jobs under one id: the first is followed, and everyone in the thread is told', async () => {
      const asked = await shared.bench.ask('sql-01');
      await shared.bench.api.fault({
        do: 'drop-answer',
        times: 1,
        match: { method: 'POST', path: 'sql-01/recoveryPoints/' },
      });
      shared.bench.atCall(/backupJobs\?/i, () => {
        const jobs = [...shared.bench.sandbox.world.vaults.values()].flatMap((vault) => vault.jobs);
        const job = jobs.findLast(({ operation, item }) => operation === 'Restore' && item.vmName === 'sql-01');
        assert.ok(job);
        job.vault.jobs.push({ ...job, id: randomUUID(), startedAt: new Date(job.startedAt.getTime() + 1000) });
      });
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      await shared.bench.ended(asked);
      await restoredOnce([asked]);
      const told = async () =>
        (await shared.bench.thread(asked)).filter(({ text }) => /ran twice in Azure/.test(text)).length;
      await until('that it ran twice is told', async () => (await told()) > 0);
      assert.equal(await told(), 1);
    });

    shared.rows.push(async (db) => {
      for (const { id } of refused) {
        const request = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        assert.deepEqual(
          [request.state, storedFailure.parse(request.failure).params.azureCode],
          ['failed', 'UserErrorBadRequest'],
        );
      }
      const attempts = await db
        .selectFrom('attempts')
        .innerJoin('steps', 'steps.id', 'attempts.step_id')
        .innerJoin('requests', 'requests.id', 'steps.request_id')
        .select(['attempts.sends', 'attempts.failure'])
        .where('requests.id', 'in', own)
        .execute();
      const throttled = attempts.filter(
        ({ failure }) => failure !== null && storedFailure.parse(failure).code === 'azure.throttled',
      );
      assert.ok(throttled.length > 0, 'the throttled send was proven refused');
      assert.ok(
        attempts.some(({ sends }) => sends > 1),
        'one id was sent again',
      );
    });
  });
