import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inDays, stage } from './stage.ts';

type Card = { actions: { verb: string; data: Record<string, string> }[] };

const on = stage();

const soon = { timeout: 900_000 };

test(
  'a backup by form: the date is checked on the server, the entry kept, then the backup runs to its end',
  soon,
  async () => {
    const [oncall, approver] = await on.windows(['oncall', 'approver-1']);
    assert.ok(oncall && approver);
    await oncall.type('@Strongroom backup dev-01');
    await oncall.button('Back up now').waitFor();
    const form = (await on.control.messages('ops', 'oncall')).find(({ text }) => text.includes('is filling in a form'));
    assert.ok(form);
    const button = (form.card as Card).actions.find(({ verb }) => verb === 'backup-run');
    // Some phones don't check min and max: this is the server's own answer.
    const forged = await on.control.post<{ shown: string }>('/api/click', {
      as: 'oncall',
      message: form.id,
      action: 'backup-run',
      inputs: { until: inDays(18) },
      forge: { data: { ...button?.data, until: inDays(-3) } },
    });
    assert.equal(forged.shown, 'card');
    await oncall.said(/✗/).waitFor();
    assert.deepEqual(await on.accepted('backup'), []);

    await oncall.shot('backup-1-form');
    await oncall.fill('Keep the backup through', inDays(18));
    await oncall.button('Back up now').click();
    await oncall.said(/kept 1[89] days/).waitFor();
    await on.control.until('Azure to accept it', async () => (await on.accepted('backup')).length === 1);
    await on.passes(/is done: Backup of dev-01/);
    await oncall.said(/is done: Backup of dev-01/).waitFor();
    assert.equal((await on.accepted('backup')).length, 1);
  },
);

test(
  'a backup by text and in Dutch, with card inputs never touched; the running one is shown, not started twice; stop',
  soon,
  async () => {
    const [oncall] = await on.windows(['oncall']);
    assert.ok(oncall);
    await oncall.type('@Strongroom backup dev-01 keep 30d');
    await oncall.said(/kept 30 days/).waitFor();
    await on.control.until('Azure to accept it', async () => (await on.accepted('backup')).length === 1);

    await oncall.type('@Strongroom backup dev-01 until friday');
    await oncall.said(/so I didn't start another/).waitFor();
    assert.equal((await on.accepted('backup')).length, 1, 'the running backup is shown instead');

    await oncall.type('@Strongroom settings language nl');
    await on.control.until('Dutch', async () =>
      (await on.control.messages('personal-oncall', 'oncall')).some(({ text }) => text.includes('Nederlands')),
    );
    await oncall.open('Strongroom');
    await oncall.type('maak back-up van app-01 tot vrijdag');
    await oncall.said(/back-up van app-01/).waitFor();
    await on.control.until('the second', async () => (await on.accepted('backup')).length === 2);
    await oncall.shot('backup-3-dutch');

    // Azure takes up to half a minute to create a job for what it accepted.
    const everySeconds = 5;
    const running = await on.control.passes(
      'the job',
      async () => {
        type Job = { id: string; vm: string; operation: string; status: string };
        const { jobs } = await on.control.get<{ jobs: Job[] }>('/api/world');
        return jobs.find(({ vm, status }) => vm === 'dev-01' && status === 'InProgress');
      },
      everySeconds,
    );
    const followed = async () =>
      (await on.control.get<{ path: string; status: number }[]>('/api/azure/requests')).some(
        ({ path, status }) => path.includes(`/backupJobs/${running.id}`) && status === 200,
      );
    await on.control.passes('the job to be followed', followed, everySeconds);
    await oncall.type(`annuleer ${running.id}`);
    await oncall.said(/voor dev-01 voorgoed stoppen\?/).waitFor();
    await oncall.button('Stoppen').click();
    await on.control.until('Azure to cancel it', async () => (await on.accepted('cancel')).length === 1);
    await on.control.passes('its thread to be told', async () =>
      (await on.control.messages('ops', 'oncall')).some(
        ({ text, mentions }) => mentions.length > 0 && /was cancelled/.test(text),
      ),
    );
  },
);
