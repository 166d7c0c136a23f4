import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Tri, VaultFacts } from '../../../src/kernel/facts.ts';
import type { MissingRight } from '../../../src/kernel/permissions.ts';
import {
  checkGuard,
  checkNetwork,
  checkStaging,
  checkStagingIdentity,
  checkTarget,
  checkValidation,
  type PlanCheckFacts,
} from '../../../src/restore/rules/checks.ts';
import { checkFacts, read, unread } from './plan-check-facts.ts';
import { machines, vault } from './plan-facts.ts';

const about = (over: Partial<PlanCheckFacts> = {}) => checkFacts(machines.pmk(), over);
const notRead = (check: string) => [
  { check, verdict: 'unknown', text: { code: 'azure.unreachable', params: { reason: 'X' } } },
];
const stop = (check: string, code: string, params: object) => ({
  check,
  verdict: 'stop',
  stops: 'restore',
  text: { code: `check.${code}`, params },
});
const say = (verdict: string, check: string, code: string, params: object) => ({
  check,
  verdict,
  text: { code: `check.${code}`, params },
});

describe('the staging account of a restore', () => {
  const account = {
    location: 'westeurope',
    kind: 'StorageV2',
    sku: 'Standard_LRS',
    available: 'yes' as Tri,
    hierarchical: false,
    takesKeys: true,
  };
  const where = { account: 'ststagingprod', vault: 'rsv-prod' };

  it('is named with its vault where it stops the restore, and so is its kind', () => {
    const found = (one: Partial<typeof account> | undefined) =>
      checkStaging(about({ staging: read(one && { ...account, ...one }) }));
    assert.deepEqual(found({}), []);
    assert.deepEqual(found(undefined), [stop('staging', 'staging-missing', where)]);
    assert.deepEqual(found({ available: 'no' }), [stop('staging', 'staging-offline', where)]);
    assert.deepEqual(found({ available: 'unknown' }), []);
    assert.deepEqual(found({ sku: 'Premium_LRS' }), [
      stop('staging', 'staging-kind', { ...where, kind: 'StorageV2 Premium_LRS' }),
    ]);
    assert.deepEqual(checkStaging(about({ staging: unread })), notRead('staging'));
  });

  it('is open to the identity that the restore goes by, or says what that lacks, surely before perhaps', () => {
    const lacking = (...answers: MissingRight['answer'][]) => {
      const lacks = answers.map((answer, at) => ({ action: `write${at}`, scope: `/a/place${at}`, answer }));
      return checkStagingIdentity(about({ identityLacks: read(lacks) }));
    };
    assert.deepEqual(checkStagingIdentity(about()), [], 'it goes by none');
    assert.deepEqual(lacking(), []);
    assert.deepEqual(lacking('unknown', 'no'), [
      stop('staging', 'staging-identity-lacks', { ...where, action: 'write1', scope: 'place1' }),
    ]);
    assert.deepEqual(lacking('unknown', 'unknown'), [
      say('unknown', 'staging', 'staging-identity-unsure', { ...where, action: 'write0', scope: 'place0' }),
    ]);
    assert.deepEqual(checkStagingIdentity(about({ identityLacks: unread })), notRead('staging'));
  });
});

describe('the group and the network of a restore', () => {
  it('are named where the group is gone or nobody knows', () => {
    const group = (targetGroup: PlanCheckFacts['targetGroup']) => checkTarget(about({ targetGroup }));
    assert.deepEqual(group(read('yes')), []);
    assert.deepEqual(group(read('no')), [stop('target', 'target-missing', { group: 'rg-restore' })]);
    assert.deepEqual(group(read('unknown')), [say('unknown', 'target', 'place-unread', { place: 'rg-restore' })]);
    assert.deepEqual(group(unread), notRead('target'));
  });

  it('are named where the network is gone or unknown, and asked for where the machine is gone', () => {
    const params = { vm: 'sql-01', subnet: 'isolated', vault: 'rsv-prod' };
    const to = (subnet: 'yes' | 'no' | 'unknown', over: Partial<PlanCheckFacts> = {}) =>
      checkNetwork(about({ network: read({ location: 'westeurope', subnet }), ...over }));
    assert.deepEqual(to('yes'), []);
    assert.deepEqual(to('yes', { network: read(undefined) }), [say('warn', 'network', 'network-missing', params)]);
    assert.deepEqual(to('no'), [say('warn', 'network', 'network-missing', params)]);
    assert.deepEqual(to('unknown'), [say('unknown', 'network', 'place-unread', { place: params.subnet })]);
    assert.deepEqual(to('yes', { vm: unread }), [], 'it may be there');
    assert.deepEqual(to('yes', { network: unread }), notRead('network'));
    assert.deepEqual(to('yes', { subnetId: undefined }), [say('ok', 'network', 'network-none', { vault: 'rsv-prod' })]);
  });
});

describe('the guard before the vault of a restore', () => {
  const guardId = '/subscriptions/S-1/resourceGroups/rg-guard/providers/Microsoft.DataProtection/resourceGuards/guard';
  const params = { vault: 'rsv-prod', guard: 'guard', group: 'rg-guard', subscription: 's-1' };
  const restore = 'Microsoft.RecoveryServices/vaults/.../Restore/action';
  const guarded = (operations: string[], activated: 'yes' | 'no' | 'unknown' | 'elsewhere' = 'no') =>
    checkGuard(about({ guards: read([{ guardId, operations, activated }]) }));

  it('lets a restore pass that it does not name, and whoever has activated the right on it', () => {
    assert.deepEqual(guarded(['delete']), []);
    assert.deepEqual(guarded(['delete', restore], 'yes'), [say('ok', 'guard', 'guard-active', params)]);
  });

  it('stops a restore that it names, alone or with others, or that it may name', () => {
    const stops = (code: string) => [stop('guard', code, { ...params, vm: 'sql-01' })];
    assert.deepEqual(guarded(['delete', restore]), stops('guarded'));
    assert.deepEqual(guarded([], 'unknown'), stops('guarded'));
    assert.deepEqual(guarded([restore], 'elsewhere'), stops('guard-elsewhere'));
  });

  it('is none of a vault that says so, whether or not guards could be read', () => {
    const of = (multiUserAuthorization: VaultFacts['multiUserAuthorization'], guards: PlanCheckFacts['guards']) =>
      checkGuard(about({ vault: { ...vault, multiUserAuthorization }, guards }));
    assert.deepEqual(of('no', unread), []);
    for (const others of ['yes', 'unknown'] as const) assert.deepEqual(of(others, unread), notRead('guard'));
    assert.equal(
      of('no', read([{ guardId, operations: [], activated: 'no' }])).length,
      1,
      'a guard that is there is one',
    );
  });
});

describe("Azure's own look at a restore", () => {
  const look = (...codes: string[]) =>
    checkValidation(
      about({ validation: read(codes.map((code) => ({ code, message: 'no', recommendations: ['Do', 'this.'] }))) }),
    );

  it('is told in the words of the catalogue where that knows it, else in its own', () => {
    assert.deepEqual(look('UserErrorNeverHeardOf'), [
      stop('validation', 'azure-says', { title: 'UserErrorNeverHeardOf', message: 'no', advice: 'Do this.' }),
    ]);
    const [known] = look('UserErrorCoreCountSubscriptionQuotaReached');
    assert.deepEqual([known?.check, known?.text?.code], ['validation', 'check.azure-known']);
    assert.equal(known?.text?.params.title, 'UserErrorCoreCountSubscriptionQuotaReached');
    assert.ok(known?.text?.params.known);
    assert.deepEqual(checkValidation(about({ validation: unread })), notRead('validation'));
  });

  it('is not possible without a plan', () => {
    const none = [say('unknown', 'validation', 'no-plan', { vm: 'sql-01' })];
    assert.deepEqual(checkValidation(about({ outcome: undefined })), none);
    assert.deepEqual(checkValidation(about({ outcome: { kind: 'refused', violations: [] } })), none);
  });
});
