import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga?.close());

const byhand = async (id: string, shell = 'az') =>
  (await saga.talk.ask('oncall', 'ops', `commands ${id} ${shell}`, /by hand/)).all;

describe('commands of a request that is under way', () => {
  it('begins nothing again: it says so, waits for the job, then for the deployment', async () => {
    const request = await saga.asked('app-01 latest as app-hand isolated');
    // Azure accepts the restore, and does not name its job before it is polled.
    const operation = { method: 'GET', path: 'backupOperations|operationsStatus|operationResults' };
    await saga.talk.api.fault({ match: operation, do: 'throttle', seconds: 10, times: 1_000 });
    await saga.approve(request);
    await saga.until(request.card, /▶ \*\*Restore the disks\*\*/, 1);

    const sent = await byhand(request.id);
    assert.match(sent, /I'm still working on it: Restore the disks is in progress/);
    assert.match(sent, /Sent, but Azure hasn't named its job yet/);
    assert.match(
      sent,
      /az backup job list .*--operation Restore --query '\[\?properties\.activityId=='\\''[0-9a-f-]{36}'\\''\]/,
    );
    assert.doesNotMatch(sent, /az backup restore|az vm create|JOB=/);
    await saga.talk.api.clearFaults();

    const lines = await saga.talk.passes(
      'lines that wait for the job',
      async () => {
        const now = await byhand(request.id);
        return /az backup job wait/.test(now) ? now : undefined;
      },
      5,
    );
    assert.doesNotMatch(lines, /az backup restore/);
    const job = /^JOB=([0-9a-f-]{36}) &&$/m.exec(lines)?.[1] ?? '';
    assert.match(lines, /az backup job wait .*--vault-name rsv-\w+ --name "\${JOB:\?}"/);
    assert.deepEqual([...new Set(lines.match(/JOB=[^\s)]+/g))], [`JOB=${job}`], 'there is no other job');
    assert.match(lines, /Under way: the lines wait for it[\s\S]*az vm create/);
    const ps = await byhand(request.id, 'powershell');
    assert.match(ps, new RegExp(`Get-AzRecoveryServicesBackupJob -JobId '${job}'`));
    assert.doesNotMatch(ps, /Restore-AzRecoveryServicesBackupItem/);

    await saga.until(request.card, /▶ \*\*Create the machine\*\*/, 5);
    const waits = new RegExp(
      `az deployment group wait --resource-group rg-restore --name strongroom-${request.id}-deploy-vm-1-[0-9a-f]{12} --created`,
    );
    // A step's lines start with the poll before it; its deployment has a name once it is sent.
    const made = await saga.talk.passes(
      'lines that wait for the deployment',
      async () => {
        const now = await byhand(request.id);
        return waits.test(now) ? now : undefined;
      },
      1,
    );
    assert.doesNotMatch(made, /az vm create|az network nic create|az backup/);
    assert.match(await byhand(request.id, 'powershell'), /-Name 'strongroom-R-\w{4}-deploy-vm-1-[0-9a-f]{12}'/);

    // The machine's lines would be a second restore into the same group: asking by machine name reports the first.
    const second = new RegExp(`${request.id} restores app-01 already[\\s\\S]*commands ${request.id}`);
    assert.match(await byhand('app-01'), second);

    const end = await saga.until(request.card, over);
    assert.match(end.all, /✓ Done/);
    assert.doesNotMatch(await byhand(request.id), /still working on it/);
    assert.doesNotMatch(await byhand('app-01'), /already/);
  });

  it('is whole while its send waits for Azure, and reads are answered', async () => {
    const request = await saga.asked('web-01 latest as web-hand isolated');
    const restore = { method: 'POST', path: '/restore\\b' };
    await saga.talk.api.fault({ match: restore, do: 'throttle', seconds: 1_800, times: 1_000 });
    await saga.approve(request);
    await saga.talk.letPass(20, 1);
    const lines = await byhand(request.id);
    assert.match(lines, /az backup restore restore-disks[\s\S]*az vm create/);
    assert.match(lines, /still working on R-\w{4}\. Type these lines only if I don't continue, or it happens twice/);
    await saga.talk.ask('oncall', 'ops', `status ${request.id}`, new RegExp(request.id));
    await saga.talk.ask('oncall', 'ops', 'points web-01', /Tue 24 Nov/);
    await saga.talk.api.clearFaults();
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
  });
});
