import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { look as english } from '../../../src/i18n/en/look.ts';
import type { CheckName } from '../../../src/kernel/codes/findings.ts';
import { missingVerbs } from '../../../src/machines/rules/check-key-access.ts';
import { conclude, redFinding } from '../../../src/machines/rules/finding.ts';
import { type PlanCheckFacts, parseCores, parseFamily } from '../../../src/restore/rules/checks.ts';
import { runChecks } from '../../../src/restore/rules/run-checks.ts';
import { keys } from '../../machines/rules/machines.ts';
import {
  adeMachineAndPoint,
  backupServiceId,
  checkFacts,
  encryptionSet,
  keyVault,
  noRights,
  present,
  read,
  unread,
} from './plan-check-facts.ts';
import { machines, now } from './plan-facts.ts';

const pair = keys(true);
const secretUrl = pair.bek.secretUrl;
const keyUrl = pair.kek?.keyUrl ?? '';

function of(check: CheckName, facts: PlanCheckFacts) {
  return runChecks(facts)
    .filter((finding) => finding.check === check && (finding.verdict !== 'ok' || finding.text))
    .map(({ verdict, stops, text }) => [verdict, stops, text?.code].filter(Boolean).join(' '));
}

const ade = (over: Partial<PlanCheckFacts>) => checkFacts(adeMachineAndPoint(), over);

describe('a threat on the source machine', () => {
  const point = { ...machines.pmk().point, threat: { status: 'unhealthy', findings: [] } as const };

  it('is found at the point that would be restored, and on the machine as it is today', () => {
    const ill = checkFacts({ ...machines.pmk(), point });
    assert.ok(of('point', ill).includes('warn plan.point-unhealthy'), of('point', ill).join());
    const scan = (summary: 'suspicious' | 'healthy', status: 'configured' | 'failed' = 'configured') => {
      const facts = checkFacts(machines.pmk());
      return of('point', { ...facts, item: { ...facts.item, sourceScan: { status, summary } } });
    };
    assert.deepEqual(scan('suspicious'), ['warn check.source-suspicious']);
    assert.deepEqual(scan('healthy', 'failed'), ['warn check.source-scan-failed']);
    assert.deepEqual(scan('healthy'), []);
  });
});

describe('keys and secrets', () => {
  const looks = (state: Parameters<typeof read>[0]) => [
    { url: secretUrl, state: read(present('c49cc945')) },
    { url: keyUrl, state: read(state as ReturnType<typeof present>) },
  ];
  const day = 86_400_000;
  for (const [name, state, expected] of [
    ['soft-deleted', { kind: 'deleted', purgedAt: now, certificateBacked: false }, ['act check.keys-deleted']],
    ['purged', { kind: 'gone' }, ['act check.keys-gone']],
    ['there in another version only', present('ffff'), ['act check.keys-version-taken']],
    [
      'disabled',
      present('c49cc945', { versions: [{ version: 'c49cc945', enabled: false }] }),
      ['act check.keys-disabled'],
    ],
    [
      'expired',
      present('c49cc945', {
        versions: [{ version: 'c49cc945', enabled: true, expiresAt: new Date(now.getTime() - 1) }],
      }),
      ['act check.keys-expired'],
    ],
    [
      'expiring tomorrow',
      present('c49cc945', {
        versions: [{ version: 'C49CC945', enabled: true, expiresAt: new Date(now.getTime() + day) }],
      }),
      [],
    ],
  ] as const) {
    it(`a key that is ${name}`, () => assert.deepEqual(of('keys', ade({ keys: looks(state) })), expected));
  }

  it('a secret of which another version is there is set anew where a key wraps it, and nowhere else', () => {
    const other = (kek: boolean) =>
      checkFacts(adeMachineAndPoint(kek), { keys: [{ url: secretUrl, state: read(present('ffff')) }] });
    assert.deepEqual(of('keys', other(true)), ['act check.keys-version-gone']);
    assert.deepEqual(of('keys', other(false)), ['act check.keys-version-taken']);
    assert.doesNotMatch(english.texts.check['keys-version-taken'].remedy, /creates? (it|them) again/);
  });

  it('of a certificate stop the next backup', () => {
    const certificate = looks(present('c49cc945', { certificateBacked: true }));
    assert.deepEqual(of('keys', ade({ keys: certificate })), ['stop backup plan.kek-certificate']);
    const deleted = looks({ kind: 'deleted', certificateBacked: true });
    assert.deepEqual(of('keys', ade({ keys: deleted })), [
      'act check.keys-deleted',
      'stop backup plan.kek-certificate',
    ]);
  });

  it('say nothing of a machine without ADE', () => assert.deepEqual(of('keys', checkFacts()), []));
});

describe("Azure Backup's rights on the key vault", () => {
  const vaults = (over: Parameters<typeof keyVault>[0], rights = noRights) => [
    { id: keyVault().id, settings: read(keyVault(over)), backupService: read(rights) },
  ];
  const policy = (keyVerbs: string[], secretVerbs: string[], objectId = backupServiceId) => ({
    accessPolicies: [{ objectId, keys: keyVerbs, secrets: secretVerbs }],
  });

  it('are named verb by verb', () => {
    const missing = (kek: boolean, over: Parameters<typeof keyVault>[0]) =>
      missingVerbs(keyVault(over), backupServiceId.toUpperCase(), kek);
    assert.deepEqual(missing(true, policy(['get'], ['list'])), {
      keys: ['list', 'backup'],
      secrets: ['get'],
      optional: ['backup'],
    });
    assert.deepEqual(missing(false, policy([], ['get', 'list'])), { keys: [], secrets: [], optional: ['backup'] });
    assert.deepEqual(missing(true, policy(['all'], ['all'])), { keys: [], secrets: [], optional: [] });
  });

  it('of another principal do not count', () => {
    const over = vaults(policy(['all'], ['all'], '00000000-0000-4000-8000-000000000009'));
    assert.deepEqual(of('key-access', ade({ keyVaults: over })), ['stop backup check.access-policy-missing']);
  });

  it('without `backup` on secrets are a warning: not every document asks for it', () => {
    const over = vaults(policy(['get', 'list', 'backup'], ['get', 'list']));
    assert.deepEqual(of('key-access', ade({ keyVaults: over })), ['warn check.access-no-backup-verb']);
  });

  const assigned = (dataActions: string[], condition?: string) => ({
    assignments: [{ roleDefinitionId: '/r', scope: keyVault().id, condition }],
    definitions: new Map([
      ['/r', { id: '/r', name: 'r', permissions: [{ actions: [], notActions: [], dataActions, notDataActions: [] }] }],
    ]),
    denyAssignments: [],
  });

  it('by role are data actions on that vault', () => {
    const rbac = { permissionModel: 'rbac' as const, accessPolicies: [] };
    const all = ['Microsoft.KeyVault/vaults/*'];
    assert.deepEqual(of('key-access', ade({ keyVaults: vaults(rbac, assigned(all)) })), []);
    assert.deepEqual(of('key-access', ade({ keyVaults: vaults(rbac) })), ['stop backup check.access-role-missing']);
    const conditional = vaults(rbac, assigned(all, 'x'));
    assert.deepEqual(of('key-access', ade({ keyVaults: conditional })), ['unknown check.access-unknown']);
    const secretsOnly = assigned(['Microsoft.KeyVault/vaults/secrets/*']);
    const finding = runChecks(ade({ keyVaults: vaults(rbac, secretsOnly) })).find(
      ({ check }) => check === 'key-access',
    );
    assert.equal(
      finding?.text?.params.actions,
      'Microsoft.KeyVault/vaults/keys/read, Microsoft.KeyVault/vaults/keys/backup/action',
    );
    const bekOnly = checkFacts(adeMachineAndPoint(false), { keyVaults: vaults(rbac, secretsOnly) });
    assert.deepEqual(of('key-access', bekOnly), []);
  });

  it('do not matter when the machine is gone: it has no next backup', () => {
    assert.deepEqual(of('key-access', ade({ vm: read(undefined), keyVaults: vaults(policy([], [])) })), []);
  });

  it('a closed firewall and a vanished vault are told', () => {
    assert.deepEqual(of('key-access', ade({ keyVaults: vaults({ firewall: 'closed' }) })), [
      'act check.key-vault-closed',
      'stop backup check.key-vault-firewall',
    ]);
    assert.deepEqual(of('key-access', ade({ keyVaults: vaults({ firewall: 'trusted-services' }) })), []);
    const gone = [{ id: keyVault().id, settings: read(undefined), backupService: read(noRights) }];
    assert.deepEqual(of('key-access', ade({ keyVaults: gone })), ['act check.key-vault-gone']);
  });

  it('of a machine that is gone, or decrypted since, is looked at for what a machine made from the disks needs there', () => {
    const gone = [{ id: keyVault().id, settings: read(undefined), backupService: read(noRights) }];
    const shut = vaults({ ...policy([], []), firewall: 'closed', enabledForDiskEncryption: 'no' });
    const unreadVault = [{ id: keyVault().id, settings: unread, backupService: unread }];
    const encryptedThen = (over: Partial<PlanCheckFacts>) =>
      checkFacts({ ...machines.pmk(), point: adeMachineAndPoint().point }, over);
    for (const facts of [(over: Partial<PlanCheckFacts>) => ade({ vm: read(undefined), ...over }), encryptedThen]) {
      assert.deepEqual(of('key-access', facts({ keyVaults: gone })), ['act check.key-vault-gone']);
      assert.deepEqual(of('key-access', facts({ keyVaults: shut })), [
        'act check.key-vault-closed',
        'warn check.key-vault-not-for-disks',
      ]);
      assert.deepEqual(of('key-access', facts({ keyVaults: unreadVault })), ['unknown azure.unreachable']);
      assert.deepEqual(of('key-access', facts({ keyVaults: [] })), []);
    }
    const since = checkFacts(
      { ...machines.ade(), point: machines.pmk().point },
      { keyVaults: vaults({ firewall: 'closed' }) },
    );
    assert.deepEqual(of('key-access', since), ['stop backup check.key-vault-firewall'], 'the disks need no key');
  });
});

describe('places', () => {
  const account = {
    location: 'westeurope',
    kind: 'StorageV2',
    sku: 'Standard_LRS',
    available: 'yes',
    hierarchical: false,
    takesKeys: true,
  };
  for (const [name, over, expected] of [
    ['a premium account', { staging: read({ ...account, sku: 'Premium_LRS' }) }, 'stop restore check.staging-kind'],
    [
      'a zone-redundant one',
      { staging: read({ ...account, sku: 'Standard_GZRS' }) },
      'stop restore check.staging-kind',
    ],
    ['a data lake', { staging: read({ ...account, hierarchical: true }) }, 'stop restore check.staging-kind'],
    ['a blob account', { staging: read({ ...account, kind: 'BlobStorage' }) }, 'stop restore check.staging-kind'],
    [
      'an account that is away',
      { staging: read({ ...account, available: 'no' }) },
      'stop restore check.staging-offline',
    ],
    ['no account', { staging: read(undefined) }, 'stop restore check.staging-missing'],
  ] as const) {
    it(`staging through ${name}`, () => {
      assert.deepEqual(of('staging', checkFacts(machines.pmk(), over as Partial<PlanCheckFacts>)), [expected]);
    });
  }

  it('a target group that is gone stops; one that cannot be seen is not possible to check', () => {
    const group = (exists: 'no' | 'unknown') => of('target', checkFacts(machines.pmk(), { targetGroup: read(exists) }));
    assert.deepEqual(group('no'), ['stop restore check.target-missing']);
    assert.deepEqual(group('unknown'), ['unknown check.place-unread']);
  });

  it('a missing network is a warning: restored disks need none', () => {
    assert.deepEqual(of('network', checkFacts(machines.pmk(), { network: read(undefined) })), [
      'warn check.network-missing',
    ]);
  });

  it('a guard that names no restore lets it pass; an empty list does not', () => {
    const guard = (operations: string[]) =>
      of('guard', checkFacts(machines.pmk(), { guards: read([{ guardId: '/g', operations, activated: 'unknown' }]) }));
    assert.deepEqual(guard(['Microsoft.RecoveryServices/vaults/backupconfig/write']), []);
    assert.deepEqual(guard([]), ['stop restore check.guarded']);
  });

  it("another tenant's guard stops a restore: no role here helps", () => {
    const guards = read([{ guardId: '/g', operations: [], activated: 'elsewhere' as const }]);
    assert.deepEqual(of('guard', checkFacts(machines.pmk(), { guards })), ['stop restore check.guard-elsewhere']);
  });

  it("Azure's own objection stops, explained where it is known", () => {
    const said = (code: string) => [{ code, message: 'no', recommendations: ['Do this.'] }];
    const finding = (code: string) => of('validation', checkFacts(machines.pmk(), { validation: read(said(code)) }));
    assert.deepEqual(finding('UserErrorCoreCountSubscriptionQuotaReached'), ['stop restore check.azure-known']);
    assert.deepEqual(finding('UserErrorNeverHeardOf'), ['stop restore check.azure-says']);
  });
});

describe('quota', () => {
  it('knows sizes by their names', () => {
    assert.equal(parseCores('Standard_E4s_v5'), 4);
    assert.equal(parseCores('Standard_M8-2ms'), 8);
    assert.equal(parseCores('something'), undefined);
    assert.equal(parseFamily('Standard_E4s_v5'), 'standardesv5family');
    assert.equal(parseFamily('Standard_D2as_v4'), 'standarddasv4family');
  });

  it('is short by region or by family, and never stops the disks', () => {
    const quota = (name: string, used: number) =>
      of('quota', checkFacts(machines.pmk(), { usages: read([{ name, used, limit: 10 }]) }));
    assert.deepEqual(quota('cores', 7), ['warn check.quota-short']);
    assert.deepEqual(quota('cores', 6), []);
    assert.deepEqual(quota('standardDSv5Family', 10), ['warn check.quota-short']);
    assert.deepEqual(quota('standardESv5Family', 10), []);
  });
});

describe('the conclusion', () => {
  it('of a machine with nothing wrong is that nothing was found, by all checks', () => {
    const findings = runChecks(checkFacts());
    const expected = { kind: 'nothing-found', backupStops: false, warnings: 0, checks: 14, notPossible: 0 };
    assert.deepEqual(conclude(findings), expected);
    assert.equal(redFinding(findings), undefined);
  });

  it('keeps what stops a backup apart from what stops a restore', () => {
    const over = { accessPolicies: [] };
    const keyVaults = [{ id: keyVault().id, settings: read(keyVault(over)), backupService: read(noRights) }];
    const findings = runChecks(ade({ keyVaults }));
    assert.equal(conclude(findings).kind, 'nothing-found');
    assert.equal(conclude(findings).backupStops, true);
    assert.equal(redFinding(findings), undefined);
  });

  it('without a point is a stop', () => {
    const findings = runChecks(checkFacts(machines.pmk(), { point: undefined, points: [], outcome: undefined }));
    assert.equal(redFinding(findings)?.text?.code, 'check.no-points');
  });
});

describe('the key behind a disk encryption set', () => {
  const look = (over: object) =>
    checkFacts(machines.cmk(), {
      encryptionSets: [
        {
          id: encryptionSet().id,
          settings: read(encryptionSet()),
          keyVault: read('yes' as const),
          key: read(present('c49cc945')),
          ...over,
        },
      ],
    });
  const backup = 'stop backup check.set-stops-backup';
  const expiring = (ms: number) => {
    const expiresAt = new Date(look({}).now.getTime() + ms);
    return present('c49cc945', { versions: [{ version: 'c49cc945', enabled: true, expiresAt }] });
  };

  it('that expires one day is nothing to speak of before', () => {
    assert.deepEqual(of('keys', look({ key: read(expiring(1)) })), []);
  });

  it('that is there and enabled is nothing to speak of', () => {
    assert.deepEqual([...of('keys', look({})), ...of('key-access', look({}))], []);
  });

  for (const [name, over, code] of [
    ['of a set that is gone', { settings: read(undefined) }, 'set-missing-kept'],
    ['in a key vault that is gone', { keyVault: read('no') }, 'set-vault-gone-kept'],
    ['that is purged', { key: read({ kind: 'gone' }) }, 'set-key-gone-kept'],
    ['that is soft-deleted', { key: read({ kind: 'deleted', certificateBacked: false }) }, 'set-key-deleted'],
    ['whose version is gone', { key: read(present('ffff')) }, 'set-key-gone-kept'],
    [
      'that is disabled',
      { key: read(present('c49cc945', { versions: [{ version: 'C49CC945', enabled: false }] })) },
      'set-key-disabled',
    ],
    ['that has expired', { key: read(expiring(-1)) }, 'set-key-expired'],
  ] as const) {
    it(`${name} has to be mended, and stops the next backup`, () => {
      assert.deepEqual(of('keys', look(over)), [`act check.${code}`]);
      assert.deepEqual(of('key-access', look(over)), [backup]);
    });
  }

  it('that is gone for good takes no copy with it that is in the vault, but of a confidential machine, which is encrypted with it there', () => {
    for (const code of ['set-missing-kept', 'set-vault-gone-kept', 'set-key-gone-kept'] as const) {
      assert.match(english.texts.check[code].remedy, / in the vault/);
      assert.doesNotMatch(english.texts.check[code].remedy, /restored disks don't open/);
    }
    const confidential = checkFacts(machines.confidential(), {
      encryptionSets: look({ keyVault: read('no') }).encryptionSets,
    });
    assert.deepEqual(of('keys', confidential), ['act check.set-vault-gone']);
  });

  it('that could not be read is not possible to check', () => {
    assert.deepEqual(of('keys', look({ key: unread })), ['unknown azure.unreachable']);
  });

  it('of a set that follows the newest version is judged by that', () => {
    const settings = read(encryptionSet({ keyUrl: 'https://kv-prod.vault.azure.net/keys/cmk-app' }));
    assert.deepEqual(of('keys', look({ settings, key: read(present('anything')) })), []);
  });
});

describe('backups that are stopped', () => {
  const stopped = (protectionState: string, hold?: string) =>
    of('backup', ade({ item: { ...ade({}).item, protectionState }, hold }));

  it('are told as what they are, and by a hold as meant, without a way around the vote that ends it', () => {
    assert.deepEqual(stopped('ProtectionStopped'), ['warn check.backup-stopped']);
    assert.deepEqual(stopped('BackupsSuspended'), ['warn check.backup-suspended']);
    assert.deepEqual(stopped('ProtectionStopped', 'R-7K2M'), ['warn check.backup-held']);
    assert.deepEqual(stopped('BackupsSuspended', 'R-7K2M'), ['warn check.backup-held']);
  });

  it('and are not, or were deleted, though a hold is on record: that has to be asked for again', () => {
    assert.deepEqual(stopped('Protected', 'R-7K2M'), ['act check.hold-undone']);
    const item = { ...ade({}).item, protectionState: 'ProtectionStopped', softDeleted: true };
    assert.deepEqual(of('backup', ade({ item, hold: 'R-7K2M' })), ['act check.hold-deleted']);
  });
});

describe('the retirement of Azure Disk Encryption', () => {
  const keptUntil = new Date('2028-09-16T00:00:00Z');
  const policy = read({ name: 'Yearly10', keptUntil });

  it('is warned of for a policy that keeps points beyond it, and for points that are', () => {
    assert.deepEqual(of('retirement', ade({ policy })), ['warn check.retirement-policy']);
    const [point] = ade({}).points;
    assert.ok(point);
    const late = ade({ policy, points: [{ ...point, expiresAt: keptUntil }] });
    assert.deepEqual(of('retirement', late), ['warn check.retirement', 'warn check.retirement-policy']);
  });

  it('counts points without an expiry where protection is stopped: nothing deletes those', () => {
    const { expiresAt: _none, ...point } = ade({}).points[0] ?? assert.fail('no point');
    const stopped = { ...ade({}).item, protectionState: 'ProtectionStopped' };
    assert.deepEqual(of('retirement', ade({ points: [point], item: stopped })), ['warn check.retirement']);
    assert.deepEqual(of('retirement', ade({ points: [point] })), []);
  });

  it('is none of a machine without ADE, nor of a policy that ends before', () => {
    assert.deepEqual(of('retirement', checkFacts(machines.cmk(), { policy })), []);
    assert.deepEqual(of('retirement', ade({})), []);
  });

  it('cannot be checked where the policy could not be read', () => {
    assert.deepEqual(of('retirement', ade({ policy: unread })), ['unknown azure.unreachable']);
  });
});
