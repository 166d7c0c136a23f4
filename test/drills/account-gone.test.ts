import assert from 'node:assert/strict';
import { it } from 'node:test';
import { drillPlace } from '../../sandbox/world/places.ts';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { confirmGoneStep, removeFilesStep } from '../../src/drills/steps/clean-up.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { StepAt } from '../../src/saga/step-handler.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

it('files of a drill are gone with their staging account, whose address then leads nowhere', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const unreachable = () => {
    throw new CodedError('azure.unreachable', { reason: 'ENOTFOUND' });
  };
  const needed = async (account: () => unknown, exists: () => boolean = unreachable) => {
    const services = {
      store,
      requestKinds: createRequestKinds(requestKinds),
      config: { restoreProfiles: [{ vault: 'rsv-prod', drill: drillPlace }] },
      azure: {
        places: { storageAccount: async () => account() },
        stagingBlobs: { suffix: 'blob.core.windows.net', exists: async () => exists() },
      },
    } as unknown as Services;
    const files = ['https://stdrillprod.blob.core.windows.net/box/config-1.json'];
    const at = { plan: { kind: 'drill-cleanup', drill: 'R-DR22', plan: { effects: { made: [], files } } } };
    return removeFilesStep.needed?.(services, at as unknown as StepAt<never>);
  };
  assert.deepEqual(await needed(() => undefined), { kind: 'no' });
  // The account exists, or nobody can tell: its silence proves nothing.
  const refused = () => {
    throw new CodedError('azure.forbidden', {});
  };
  for (const account of [() => ({ location: 'westeurope' }), refused]) {
    await assert.rejects(needed(account), { code: 'azure.unreachable' });
  }
  // An account moved to another group is missing at its old id, and keeps its address and content.
  assert.deepEqual(
    await needed(
      () => undefined,
      () => true,
    ),
    { kind: 'yes' },
  );
});

it('a copy of keys is gone with the staging account, also where the vault that knew of it is', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const { resourceGroupId: groupId } = drillPlace;
  const ends = async (account: object | undefined, exists: () => boolean) => {
    const gone = (code: string, params: Record<string, string>) => async () => {
      throw new CodedError(code, params);
    };
    const services = {
      store,
      requestKinds: createRequestKinds(requestKinds),
      clock: new Clock(),
      inventory: {
        vault: gone('vault-not-found', { vault: 'rsv-prod' }),
        knownVault: gone('vault-not-found', { vault: 'rsv-prod' }),
      },
      azure: {
        vaults: { listOf: async () => [] },
        disks: { list: async () => [] },
        vms: { get: async () => undefined, list: async () => [] },
        interfaces: { get: async () => undefined },
        resources: { inGroup: gone('azure.not-found', { azureCode: 'ResourceGroupNotFound' }) },
        places: { storageAccount: async () => account },
        stagingBlobs: { suffix: 'blob.core.windows.net', exists: async () => exists() },
      },
    } as unknown as Services;
    const target = { vaultName: 'rsv-prod' };
    const effects = { drill: 'R-DR22', made: [], files: [] };
    const plan = { kind: 'drill-cleanup', drill: 'R-DR22', groupId, target, plan: { hash: '', effects } };
    const found = await confirmGoneStep.needed?.(services, { plan } as unknown as StepAt<never>);
    return found?.kind === 'stop' ? found.failure.code : found?.kind;
  };
  const unreachable = () => {
    throw new CodedError('azure.unreachable', { reason: 'ENOTFOUND' });
  };
  assert.equal(await ends(undefined, unreachable), 'no');
  // An account that exists, or was moved and answers, may hold one.
  assert.equal(await ends({ location: 'westeurope' }, () => false), 'drill-left-unknown');
  assert.equal(await ends(undefined, () => false), 'drill-left-unknown');
});
