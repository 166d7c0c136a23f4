import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Services } from '../../../src/app/services.ts';
import type { OsType } from '../../../src/kernel/facts.ts';
import { recoverKeysStep } from '../../../src/restore/steps/keys.ts';

/** System that a secret is restored for, if the point and the signed machine have these. */
async function sentFor(point: OsType, machine?: OsType) {
  const sent: OsType[] = [];
  const azure = {
    jobs: { encryptionInfo: async () => undefined },
    keyRecovery: {
      async send({ osType }: { osType: OsType }) {
        sent.push(osType);
        return { kind: 'accepted' };
      },
    },
  };
  const plan = { effects: machine ? { machine: { osType: machine } } : {}, body: { storageAccountId: '/account' } };
  const at = {
    plan: { kind: 'restore', target: {}, point: { osType: point }, plan },
    results: { 'restore-disks': { jobId: 'job', properties: {} } },
    attempt: { id: 'a' },
  };
  const services = { azure, inventory: { vault: async () => ({}) } } as unknown as Services;
  await recoverKeysStep.send(services, at as never);
  return sent;
}

it('a secret that is put back is for the system of the machine as it was signed, which not every point tells', async () => {
  assert.deepEqual(await sentFor('unknown', 'Linux'), ['Linux']);
  assert.deepEqual(await sentFor('Windows', 'Windows'), ['Windows']);
  assert.deepEqual(await sentFor('Linux'), ['Linux'], 'where none is signed');
});
