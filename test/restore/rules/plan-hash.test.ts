import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { plan } from '../../../src/i18n/en/restore/plan.ts';
import type { PlanEffects, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { planChanged, planHash } from '../../../src/restore/rules/plan-restore.ts';
import { deallocated, encryptedPoint, keys } from '../../machines/rules/machines.ts';
import { facts, item, machines, newVm, planned, signedAs, subnet, vault } from './plan-facts.ts';

const base = planned(facts(machines.ade()));

/** The same value with the members of every object in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reordered(inner)]),
  );
}

/** Every leaf of the effects with a way to change it. */
function leafPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) =>
    leafPaths(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

function changedAt(value: unknown, path: (string | number)[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined)
    return typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : `${value}-x`;
  if (Array.isArray(value)) return value.map((one, at) => (at === head ? changedAt(one, rest) : one));
  return { ...(value as object), [head]: changedAt((value as Record<string, unknown>)[head], rest) };
}

describe('the hash of a plan', () => {
  it('is a SHA-256 over the effects, whatever the order of members', () => {
    assert.match(base.hash, /^[0-9a-f]{64}$/);
    assert.equal(planHash(base.effects), base.hash);
    assert.equal(planHash(reordered(base.effects) as PlanEffects), base.hash);
  });

  it('differs for every change of an effect, and the change is named', () => {
    const rich = planned(
      facts({ ...machines.pmk() }, { profile: { ...facts(machines.pmk()).profile, vmSizes: ['Standard_D4s_v5'] } }),
      newVm,
    );
    for (const { effects, hash } of [base, rich]) {
      fc.assert(
        fc.property(fc.constantFrom(...leafPaths(effects).filter(([first]) => first !== 'version')), (path) => {
          const other = changedAt(effects, path) as PlanEffects;
          assert.notEqual(planHash(other), hash, path.join('.'));
          const changes = planChanged(effects, other);
          assert.equal(changes.length, 1, path.join('.'));
          assert.ok(Object.hasOwn(plan.texts.plan, changes[0]?.code ?? ''), changes[0]?.code);
          assert.notEqual(changes[0]?.before, undefined);
        }),
        { numRuns: 200 },
      );
    }
  });

  it('changes with a threat that is known since, and not when one that was signed is gone', () => {
    const pmk = machines.pmk();
    const at = (status: 'healthy' | 'warning' | 'unhealthy', signedThreat?: 'warning' | 'unhealthy') =>
      planned(
        facts(
          { ...pmk, point: { ...pmk.point, threat: { status, findings: [] } } },
          signedThreat && { signed: signedAs({}, { threat: signedThreat }) },
        ),
      ).effects;
    assert.deepEqual(
      planChanged(at('healthy'), at('unhealthy')).map(({ code, after }) => [code, after]),
      [['moved-point', 'unhealthy']],
    );
    assert.deepEqual(planChanged(at('warning'), at('unhealthy', 'warning')).length, 1);
    assert.deepEqual(planChanged(at('unhealthy'), at('healthy', 'unhealthy')), []);
    assert.deepEqual(planChanged(at('healthy'), planned(facts(pmk)).effects), [], 'silence is no change');
  });

  describe('names of what moved', () => {
    const moved = (before: object, after: object) =>
      planChanged({ ...base.effects, ...before }, { ...base.effects, ...after }).map((one) => [
        one.path,
        one.before,
        one.after,
      ]);
    const sizes = (...all: string[]) => ({ alternatives: { ...base.effects.alternatives, sizes: all } });

    it('of a list only what left and what came', () => {
      assert.deepEqual(moved(sizes('a', 'b', 'c'), sizes('b', 'd', 'e')), [['alternatives.sizes', 'a, c', 'd, e']]);
      assert.deepEqual(moved(sizes('a'), sizes('a', 'b')), [['alternatives.sizes', '-', 'b']]);
      assert.deepEqual(moved(sizes('a', 'b'), sizes('b')), [['alternatives.sizes', 'a', '-']]);
    });

    it('of a list in another order the whole', () =>
      assert.deepEqual(moved(sizes('a', 'b'), sizes('b', 'a')), [['alternatives.sizes', 'a, b', 'b, a']]));

    it('of a list in place of a word both as they are', () => {
      const disks = (selection: unknown) => ({ disks: { ...base.effects.disks, selection } });
      assert.deepEqual(moved(disks('all'), disks([0, 1])), [['disks.selection', 'all', '0, 1']]);
      assert.deepEqual(moved(disks([0, 1]), disks('all')), [['disks.selection', '0, 1', 'all']]);
    });

    it('of what is missing a dash, whether it is null or not there', () => {
      const set = (diskEncryptionSet: string | null) => ({ target: { ...base.effects.target, diskEncryptionSet } });
      assert.deepEqual(moved(set(null), set('/des')), [['target.diskEncryptionSet', '-', '/des']]);
      assert.deepEqual(moved({ stagingIdentity: undefined }, { stagingIdentity: 'system' }), [
        ['stagingIdentity', '-', 'system'],
      ]);
    });

    it('of the machine and of a wait for the archive all in one line, without what is yes or no', () => {
      const machine = { size: 'D2', zone: null, osType: 'Windows', accelerated: true };
      assert.deepEqual(moved({ machine }, { machine: { ...machine, size: 'D4', zone: '1' } }), [
        ['machine', 'D2 Windows', 'D4 1 Windows'],
      ]);
      assert.deepEqual(
        moved({ rehydration: { priority: 'Standard', days: 7 } }, { rehydration: { priority: 'High', days: 7 } }),
        [['rehydration', 'Standard 7', 'High 7']],
      );
    });
  });

  it('is equal exactly when nothing moved', () => {
    assert.deepEqual(planChanged(base.effects, reordered(base.effects) as PlanEffects), []);
  });

  it('does not change when the machine is only observed differently', () => {
    const { vm: one, disks, point } = machines.ade();
    assert.ok(one);
    const observed: RestoreFacts[] = [
      facts({ vm: deallocated(one), disks, point }),
      facts({ vm: { ...one, power: 'stopped', agentReady: 'no', provisioningState: 'Updating' }, disks, point }),
      facts({ vm: { ...one, tags: { a: 'b' } }, disks, point }),
      facts(
        { vm: one, disks, point },
        { item: { ...item, health: 'ActionRequired', lastBackupStatus: 'Failed', lastBackupAt: new Date(0) } },
      ),
      facts({ vm: one, disks, point }, { vault: { ...vault, multiUserAuthorization: 'yes' } }),
      facts({ vm: one, disks: disks?.toReversed(), point }),
    ];
    for (const changed of observed) assert.equal(planned(changed).hash, base.hash);
    const machine = { mode: 'rebuild', names: { vm: 'copy' }, network: 'beside', subnetId: subnet } as const;
    const first = planned(facts(machines.ade()), machine);
    for (const changed of observed) assert.equal(planned(changed, machine).hash, first.hash);
  });

  it('does not depend on the time at which it is made', () => {
    assert.equal(planned(facts(machines.ade()), { mode: 'disks' }, new Date('2026-12-24T00:00:00Z')).hash, base.hash);
  });

  it('does not change with the letter case of ids', () => {
    const upper = (id: string) => id.replace('/subscriptions/', '/Subscriptions/').replace('rg-', 'RG-');
    const one = facts(machines.ade(), {
      item: { ...item, vmId: upper(item.vmId) },
      vault: { ...vault, id: upper(vault.id) },
    });
    assert.equal(planned(one).hash, base.hash);
  });

  it('changes when the snapshot of the point is gone', () => {
    const tiers = [{ tier: 'vault-standard' as const, status: 'valid' as const }];
    const later = planned(facts({ ...machines.ade(), point: encryptedPoint(true, { tiers }) }));
    assert.notEqual(later.hash, base.hash);
    assert.deepEqual(planChanged(base.effects, later.effects), [
      { code: 'moved-point', path: 'point.tier', before: 'snapshot', after: 'vault-standard' },
    ]);
  });

  it('changes when the key in use is rotated, and only what came and went is named', () => {
    const { disks, ...rest } = machines.ade();
    const rotated = (disks ?? []).map((one) => ({
      ...one,
      ade: { enabled: true, version: '1.1', keys: keys(true, 'new') },
    }));
    const [change, ...others] = planChanged(base.effects, planned(facts({ ...rest, disks: rotated })).effects);
    assert.deepEqual(others, []);
    assert.equal(change?.code, 'moved-keys');
    assert.match(change?.before ?? '', /c49cc945/);
    assert.match(change?.after ?? '', /\/new/);
  });
});
