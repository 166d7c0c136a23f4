import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { catalogue, explainAll, explainError, lookUp } from '../../../src/azure/rules/explain-error.ts';
import { folders } from '../../../src/i18n/folders.ts';
import { texts } from '../../../src/i18n/texts.ts';
import { articles } from './articles.ts';
import { rows } from './rows.ts';

describe('the error catalogue', () => {
  it('has a row for each entry', () => {
    assert.deepEqual(catalogue.map((entry) => entry.id).sort(), rows.map(([, id]) => id).sort());
  });

  for (const [number, id, ...names] of rows) {
    it(`row ${number}, ${id}, is found by each of its names`, () => {
      for (const name of names) assert.equal(explainError(name)?.id, id, JSON.stringify(name));
    });
  }

  it('goes on with commands that there are', () => {
    const known: readonly string[] = Object.keys(folders.en.commands);
    assert.deepEqual(
      catalogue.filter(({ mend }) => mend !== undefined && !known.includes(mend)).map(({ id }) => id),
      [],
    );
  });

  for (const { title, codes } of articles)
    it(`knows each code of "${title}"`, () => {
      for (const code of codes) assert.ok(explainError({ title: code }), code);
    });

  it('says cause and remedy for each in both languages, as whole sentences', () => {
    for (const { id } of catalogue) {
      for (const { t } of [texts('en'), texts('nl')]) {
        assert.match(t(`catalogue.${id}.cause`), /^\p{Lu}.*\.$/u, id);
        assert.match(t(`catalogue.${id}.remedy`), /^\p{Lu}.*\.$/u, id);
      }
    }
  });
});

// Azure Backup's snapshots may be all that is left of a backup that never reached the vault.
describe('the remedy of an error', () => {
  for (const id of ['restore-point-collection-full', 'snapshot-limit'] as const) {
    it(`of too many snapshots has nobody delete those of Azure Backup: ${id}`, () => {
      assert.match(texts('en').t(`catalogue.${id}.remedy`), /Delete none of Azure Backup's own/);
      assert.match(texts('nl').t(`catalogue.${id}.remedy`), /Verwijder er geen van Azure Backup zelf/);
    });
  }
});

describe('finding an error', () => {
  it('goes by title before number, and by number before message', () => {
    assert.equal(explainError({ title: 'AzureVmOffline', code: 400136 })?.id, 'vm-offline');
    assert.equal(
      explainError({ title: 'NeverSeen', code: 400136, message: 'subnet does not exist' })?.id,
      'vm-missing',
    );
  });

  it('ignores letter case and takes a number that comes as text', () => {
    assert.equal(explainError({ title: ' azurevmoffline ' })?.id, 'vm-offline');
    assert.equal(explainError({ code: '400136' })?.id, 'vm-missing');
  });

  it('tells the two meanings of ResourceNotFound apart by the number, and lists both without one', () => {
    assert.equal(explainError({ title: 'ResourceNotFound', code: 320001 })?.id, 'vm-missing');
    assert.deepEqual(
      explainAll({ title: 'ResourceNotFound' }).map((entry) => entry.id),
      ['resource-not-found', 'vm-missing'],
    );
  });

  it('does not claim a common title whose message is about something else', () => {
    assert.equal(
      explainError({ code: 'InvalidParameter', message: 'The value of parameter zone is invalid.' }),
      undefined,
    );
    assert.equal(explainError({ code: 'VMExtensionProvisioningError', message: 'Script failed.' }), undefined);
  });

  it('takes a refused quota for no change that is under way', () => {
    const message = 'Operation could not be completed as it results in exceeding approved Total Regional Cores quota.';
    assert.equal(explainError({ code: 'OperationNotAllowed', message })?.id, 'deployment-quota');
    const busy = 'Cannot modify the disk while the VM is being updated.';
    assert.equal(explainError({ code: 'OperationNotAllowed', message: busy })?.id, 'operation-not-allowed');
  });

  it('knows the numbers that Azure was seen to send without a title', () => {
    const seen = { 400198: 'key-vault-permissions', 400196: 'agent-unavailable', 400206: 'guest-no-network' };
    for (const [code, id] of Object.entries(seen)) assert.equal(explainError({ code })?.id, id);
    assert.equal(explainError({ code: 400349 })?.id, 'compute-reported-user-error');
  });

  it('knows the real failed job of 2021', () => {
    const job = { code: 400136, title: 'UserErrorVmNotFoundV2', message: "Virtual machine doesn't exist." };
    assert.equal(explainError(job)?.id, 'vm-missing');
    assert.equal(explainError(job)?.retry, 'no');
  });

  it('knows the throttling that Azure really sent', () => {
    const message =
      "Number of requests for action 'Microsoft.RecoveryServices/vaults/backupOperations/read' exceeded the limit of '150' for time interval '01:00:00'. Please try again after '324' seconds.";
    assert.equal(explainError({ code: 'ResourceRequestsThrottled', message })?.retry, 'later');
  });

  it('leaves an unknown error to Azure’s own text', () => {
    assert.equal(explainError({ title: 'UserErrorSourceResourceNotFound', message: 'Something new.' }), undefined);
    assert.equal(explainError({}), undefined);
  });

  it('names the command that mends what Strongroom can mend', () => {
    assert.equal(explainError({ title: 'UserErrorKeyVaultPermissionsNotConfigured' })?.mend, 'check');
    assert.equal(explainError({ title: 'UserErrorInstantRpNotFound' })?.mend, 'points');
  });
});

const ids = (typed: string) => lookUp(typed).errors.map(({ id }) => id);

describe('looking an error up', () => {
  it('finds every entry by each of its titles and numbers, in any case', () => {
    for (const { id, titles, numbers = [] } of catalogue) {
      for (const title of titles) assert.ok(ids(title.toUpperCase()).includes(id), title);
      for (const number of numbers) assert.ok(ids(String(number)).includes(id), String(number));
    }
  });

  it('finds a title or number in the middle of what was pasted', () => {
    assert.deepEqual(ids('Code: UserErrorBackupOperationInProgress; try later'), ['backup-in-progress']);
    assert.deepEqual(ids('error 400136 occurred'), ids('400136'));
  });

  it('knows messages without a code', () => {
    assert.deepEqual(ids('The job is not in a cancellable state.'), ['job-past-cancelling']);
  });

  it('suggests titles that were perhaps meant', () => {
    assert.deepEqual(lookUp('UserErrorBackupOperationInProgres'), {
      errors: [],
      near: ['UserErrorBackupOperationInProgress'],
    });
    assert.deepEqual(lookUp('what is the weather'), { errors: [], near: [] });
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { errors, near } = lookUp(text);
        assert.ok(errors.length === 0 || near.length === 0);
      }),
    );
  });
});
