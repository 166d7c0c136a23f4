import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { covers, evaluate, matchesAction, type Permission, type Rights } from '../../src/kernel/permissions.ts';

const subscription = '/subscriptions/aaaa0000-0000-4000-8000-00000000a001';
const vault = `${subscription}/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod`;
const restore =
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action';

const permission = (part: Partial<Permission>): Permission => ({
  actions: [],
  notActions: [],
  dataActions: [],
  notDataActions: [],
  ...part,
});
const rights = (part: Partial<Rights>): Rights => ({
  assignments: [],
  definitions: new Map(),
  denyAssignments: [],
  ...part,
});
const role = (
  id: string,
  ...permissions: Permission[]
): [string, { id: string; name: string; permissions: Permission[] }] => [id, { id, name: `role ${id}`, permissions }];

const operator = role('operator', permission({ actions: ['Microsoft.RecoveryServices/vaults/backupFabrics/*'] }));
const contributor = role(
  'contributor',
  permission({ actions: ['*'], notActions: ['Microsoft.Authorization/*/Write', 'Microsoft.Authorization/*/Delete'] }),
);
const definitions = new Map([operator, contributor]);

describe('a role assignment', () => {
  it('is inherited by everything below its scope, whatever the case', () => {
    const scopes = [
      '/',
      '/providers/Microsoft.Management/managementGroups/corp',
      subscription.toUpperCase(),
      `${subscription}/resourcegroups/RG-BACKUP`,
      vault,
    ];
    for (const scope of scopes) {
      const { answer, reason } = evaluate(
        rights({ definitions, assignments: [{ roleDefinitionId: 'OPERATOR', scope }] }),
        restore,
        vault,
      );
      assert.equal(answer, 'yes', scope);
      assert.deepEqual(reason, { kind: 'granted', role: 'role operator', scope });
    }
  });

  it('gives nothing beside or above its scope', () => {
    const scopes = [
      `${subscription}/resourceGroups/rg-backup-test`,
      `${subscription}/resourceGroups/rg`,
      `${vault}/x`,
      '/subscriptions/other',
    ];
    for (const scope of scopes) {
      const asked = rights({ definitions, assignments: [{ roleDefinitionId: 'operator', scope }] });
      assert.deepEqual(evaluate(asked, restore, vault), { answer: 'no', reason: { kind: 'not-granted' } }, scope);
    }
  });

  it('gives actions minus the notActions of the same role, which another role may still give', () => {
    const write = 'Microsoft.Authorization/roleAssignments/write';
    const one = { roleDefinitionId: 'contributor', scope: subscription };
    assert.equal(evaluate(rights({ definitions, assignments: [one] }), write, vault).answer, 'no');
    const admin = role('admin', permission({ actions: ['Microsoft.Authorization/roleAssignments/*'] }));
    const both = rights({
      definitions: new Map([...definitions, admin]),
      assignments: [one, { roleDefinitionId: 'admin', scope: vault }],
    });
    assert.equal(evaluate(both, write, vault).answer, 'yes');
  });

  it('with a condition is unknown, unless another gives the action without one', () => {
    const conditional = {
      roleDefinitionId: 'operator',
      scope: vault,
      condition: '((@Resource[...] StringEquals ...))',
    };
    const asked = rights({ definitions, assignments: [conditional] });
    assert.deepEqual(evaluate(asked, restore, vault), {
      answer: 'unknown',
      reason: { kind: 'conditional', role: 'role operator', scope: vault },
    });
    const both = rights({
      definitions,
      assignments: [conditional, { roleDefinitionId: 'contributor', scope: subscription }],
    });
    assert.equal(evaluate(both, restore, vault).answer, 'yes');
    assert.equal(evaluate(asked, 'Microsoft.Compute/virtualMachines/write', vault).answer, 'no');
  });

  it('whose definition could not be read is unknown', () => {
    const asked = rights({ assignments: [{ roleDefinitionId: 'gone', scope: vault }] });
    assert.equal(evaluate(asked, restore, vault).answer, 'unknown');
  });

  it('keeps control and data actions apart', () => {
    const secrets = role('secrets', permission({ dataActions: ['Microsoft.KeyVault/vaults/secrets/*'] }));
    const asked = rights({
      definitions: new Map([secrets]),
      assignments: [{ roleDefinitionId: 'secrets', scope: subscription }],
    });
    const read = 'Microsoft.KeyVault/vaults/secrets/getSecret/action';
    assert.equal(evaluate(asked, read, vault, 'data').answer, 'yes');
    assert.equal(evaluate(asked, read, vault).answer, 'no');
  });
});

describe('a deny assignment', () => {
  const granted = { definitions, assignments: [{ roleDefinitionId: 'contributor', scope: subscription }] };
  const deny = { name: 'locked', scope: subscription, permissions: [permission({ actions: ['*/restore/action'] })] };

  it('wins over every role', () => {
    assert.deepEqual(evaluate(rights({ ...granted, denyAssignments: [deny] }), restore, vault), {
      answer: 'no',
      reason: { kind: 'denied', name: 'locked', scope: subscription },
    });
  });

  it('spares its notActions, other people and, if it says so, the scopes below', () => {
    const spared = [
      { ...deny, permissions: [permission({ actions: ['*'], notActions: ['*/restore/action'] })] },
      { ...deny, applies: 'no' as const },
      { ...deny, doNotApplyToChildScopes: true },
    ];
    for (const denial of spared) {
      assert.equal(evaluate(rights({ ...granted, denyAssignments: [denial] }), restore, vault).answer, 'yes');
    }
  });

  it('that may or may not hold makes a yes unknown and leaves a no', () => {
    for (const denial of [
      { ...deny, applies: 'unknown' as const },
      { ...deny, condition: 'x' },
    ]) {
      assert.equal(evaluate(rights({ ...granted, denyAssignments: [denial] }), restore, vault).answer, 'unknown');
      assert.equal(evaluate(rights({ denyAssignments: [denial] }), restore, vault).answer, 'no');
    }
  });
});

describe('the rules', () => {
  const segment = fc.constantFrom('a', 'B', 'rg-a', 'rg-ab', 'Microsoft.Compute');
  const scope = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`);
  const action = fc
    .array(fc.constantFrom('Microsoft.Compute', 'vms', 'read', 'restore'), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));
  const pattern = fc
    .array(fc.constantFrom('Microsoft.Compute', 'vms', 'read', 'restore', '*', '/', '*/'), { maxLength: 5 })
    .map((parts) => parts.join(''));
  const anyPermission = fc.record({
    actions: fc.array(pattern, { maxLength: 3 }),
    notActions: fc.array(pattern, { maxLength: 2 }),
    dataActions: fc.constant([]),
    notDataActions: fc.constant([]),
  });
  const anyRights = fc.record({
    assignments: fc.array(
      fc.record({
        roleDefinitionId: fc.constantFrom('r1', 'R2', 'r3'),
        scope,
        condition: fc.option(fc.constant('x'), { nil: undefined }),
      }),
      { maxLength: 4 },
    ),
    definitions: fc
      .tuple(anyPermission, anyPermission)
      .map(([one, two]) => new Map([role('r1', one), role('r2', one, two)])),
    denyAssignments: fc.array(
      fc.record({
        scope,
        permissions: fc.array(anyPermission, { maxLength: 2 }),
        applies: fc.constantFrom('yes', 'no', 'unknown'),
      }),
      { maxLength: 2 },
    ),
  });

  it('never give more after a deny assignment or fewer rights after an assignment', () => {
    const rank = { no: 0, unknown: 1, yes: 2 };
    fc.assert(
      fc.property(anyRights, action, scope, (held, asked, at) => {
        const answer = rank[evaluate(held, asked, at).answer];
        const undenied = rank[evaluate({ ...held, denyAssignments: held.denyAssignments.slice(1) }, asked, at).answer];
        const fewer = rank[evaluate({ ...held, assignments: held.assignments.slice(1) }, asked, at).answer];
        assert.ok(undenied >= answer);
        assert.ok(fewer <= answer);
      }),
      { numRuns: 2000 },
    );
  });

  it('do not depend on case or on the order of assignments', () => {
    fc.assert(
      fc.property(anyRights, action, scope, (held, asked, at) => {
        const { answer } = evaluate(held, asked, at);
        const turned = { ...held, assignments: [...held.assignments].reverse() };
        assert.equal(evaluate(turned, asked.toUpperCase(), at.toUpperCase()).answer, answer);
      }),
    );
  });

  it('inherit along whole segments, through any number of levels', () => {
    fc.assert(
      fc.property(scope, scope, scope, (a, b, c) => {
        assert.ok(covers(a, a));
        if (covers(a, b) && covers(b, c)) assert.ok(covers(a, c));
        assert.equal(covers(a, `${a}x`), a === '/');
      }),
    );
  });

  it('match wildcards as a regular expression would', () => {
    fc.assert(
      fc.property(pattern, action, (given, asked) => {
        const source = given
          .split('*')
          .map((part) => part.replace(/[.\\/]/g, '\\$&'))
          .join('.*');
        assert.equal(matchesAction(given, asked), new RegExp(`^${source}$`, 'i').test(asked), `${given} ${asked}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuse to evaluate a pattern as if it were an action', () => {
    const all = rights({ definitions, assignments: [{ roleDefinitionId: 'contributor', scope: '/' }] });
    assert.equal(evaluate(all, 'Microsoft.Compute/*', vault).answer, 'unknown');
  });
});
