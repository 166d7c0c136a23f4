import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkNames } from '../../../src/kernel/codes/findings.ts';
import type { StoredKey } from '../../../src/kernel/keys.ts';
import { languages } from '../../../src/kernel/languages.ts';
import { findingLine } from '../../../src/machines/cards/lines.ts';
import { conclude, severity } from '../../../src/machines/rules/finding.ts';
import type { PlanCheckFacts } from '../../../src/restore/rules/checks.ts';
import { checkBesidePlan, runChecks } from '../../../src/restore/rules/run-checks.ts';
import { keys } from '../../machines/rules/machines.ts';
import {
  adeMachineAndPoint,
  checkFacts,
  encryptionSet,
  keyVault,
  noRights,
  present,
  read,
  unread,
} from './plan-check-facts.ts';
import { machines, now } from './plan-facts.ts';

/** Free text of Azure; not what a gap in our own texts would look like. */
// Not a brace: two texts that stand beside each other would look like a place that was not filled.
const azuresWords = fc.string().filter((text) => !/\{|undefined/.test(text));

const tri = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
const maybe = <T>(values: fc.Arbitrary<T>) => fc.oneof(values.map(read), fc.constant(unread));

const storedKey: fc.Arbitrary<StoredKey> = fc.oneof(
  fc.constant<StoredKey>({ kind: 'gone' }),
  fc.constant<StoredKey>({ kind: 'deleted', purgedAt: now, certificateBacked: false }),
  fc
    .record({ enabled: fc.boolean(), certificateBacked: fc.boolean(), version: fc.constantFrom('c49cc945', 'ffff') })
    .map(({ enabled, certificateBacked, version }) =>
      present(version, { versions: [{ version, enabled }], certificateBacked }),
    ),
);
const rights = maybe(fc.array(fc.record({ action: fc.constant('A/b/c'), scope: fc.constant('/s/x'), answer: tri })));
const pair = keys(true);

const anyFacts: fc.Arbitrary<PlanCheckFacts> = fc
  .record({
    machine: fc.constantFrom(
      machines.pmk,
      machines.cmk,
      () => adeMachineAndPoint(),
      () => adeMachineAndPoint(false),
    ),
    keys: fc.tuple(maybe(storedKey), maybe(storedKey)),
    policies: fc.subarray(['get', 'list', 'backup']),
    service: maybe(fc.option(fc.constant('262044b1-0000-4000-8000-000000000001'), { nil: undefined })),
    sets: fc.array(
      fc.record({
        settings: maybe(fc.constantFrom(undefined, encryptionSet())),
        keyVault: maybe(fc.constantFrom('yes' as const, 'no' as const)),
        key: maybe(fc.option(storedKey, { nil: undefined })),
      }),
      { maxLength: 2 },
    ),
    policy: maybe(
      fc.option(fc.record({ name: fc.constant('p'), keptUntil: fc.date({ noInvalidDate: true }) }), { nil: undefined }),
    ),
    staging: maybe(
      fc.option(
        fc.record({
          location: fc.constantFrom('westeurope', 'northeurope'),
          kind: fc.constantFrom('StorageV2', 'BlobStorage'),
          sku: fc.constantFrom('Standard_LRS', 'Standard_ZRS'),
          available: tri,
          hierarchical: fc.boolean(),
          takesKeys: fc.boolean(),
        }),
        { nil: undefined },
      ),
    ),
    group: maybe(tri),
    network: maybe(fc.option(fc.record({ location: fc.constant('westeurope'), subnet: tri }), { nil: undefined })),
    requester: rights,
    bot: rights,
    usages: maybe(fc.array(fc.record({ name: fc.constant('cores'), used: fc.nat(20), limit: fc.nat(20) }))),
    guards: maybe(
      fc.array(
        fc.record({ guardId: fc.constant('/g'), operations: fc.subarray(['a/restore/action', 'b']), activated: tri }),
      ),
    ),
    validation: maybe(
      fc.array(fc.record({ code: azuresWords, message: azuresWords, recommendations: fc.array(azuresWords) })),
    ),
  })
  .map(({ machine, keys: [secret, key], sets, policies, service, group, requester, ...others }) =>
    checkFacts(machine(), {
      ...others,
      encryptionSets: sets.map((set) => ({ id: encryptionSet().id, ...set })),
      keys: [
        { url: pair.bek.secretUrl, state: secret },
        { url: pair.kek?.keyUrl ?? '', state: key },
      ],
      keyVaults: [
        {
          id: keyVault().id,
          settings: read(
            keyVault({
              accessPolicies: [{ objectId: '262044b1-0000-4000-8000-000000000001', keys: policies, secrets: policies }],
            }),
          ),
          backupService: read(noRights),
        },
      ],
      backupServiceId: service,
      targetGroup: group,
      requester: { name: 'Olivia', missing: requester },
    }),
  );

describe('whatever was read', () => {
  it('every check says something, worst first, and a restore is never promised', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const findings = runChecks(facts);
        assert.deepEqual(new Set(findings.map(({ check }) => check)), new Set(checkNames));
        const order = findings.map(severity);
        assert.deepEqual(
          order,
          [...order].sort((a, b) => a - b),
        );
        const { kind, checks, notPossible } = conclude(findings);
        assert.equal(checks, checkNames.length);
        assert.ok(notPossible <= checks);
        if (kind === 'nothing-found')
          assert.ok(findings.every(({ verdict, stops }) => verdict !== 'stop' || stops === 'backup'));
      }),
    );
  });

  it('what could not be read is never fine', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const fine = new Set(
          runChecks(facts)
            .filter(({ verdict }) => verdict === 'ok')
            .map(({ check }) => check),
        );
        for (const [check, unreadOne] of [
          ['staging', facts.staging],
          ['target', facts.targetGroup],
          ['network', facts.network],
          ['quota', facts.usages],
        ] as const) {
          if (unreadOne.kind === 'unread') assert.ok(!fine.has(check), check);
        }
      }),
    );
  });

  it('every finding has its sentence and its remedy in both languages', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...languages), (facts, language) => {
        for (const finding of runChecks(facts).filter(({ text }) => text)) {
          const { title, message, remedy } = findingLine(finding, { language, timeZone: 'UTC' });
          assert.match(title, /\*\*\p{L}+/u);
          assert.match(message, /\p{L}/u);
          assert.doesNotMatch(`${title}${message}${remedy}`, /\{\{|undefined/);
        }
      }),
    );
  });

  it('beside a plan stand three lines at most, the worst, none that the plan says itself', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const findings = runChecks(facts);
        const warnings = facts.outcome?.kind === 'plan' ? facts.outcome.plan.warnings : [];
        const { check: beside, warnings: left } = checkBesidePlan(
          { findings, conclusion: conclude(findings) },
          { warnings },
        );
        assert.ok(beside.findings.length <= 3);
        const told = findings.filter(({ verdict }) => verdict !== 'ok' && verdict !== 'unknown').length;
        assert.ok(beside.findings.length + beside.more <= told);
        assert.equal(beside.besides, beside.findings.length + beside.more < told);
        for (const { text } of beside.findings) assert.ok(warnings.every(({ code }) => `plan.${code}` !== text?.code));
        // A warning is left out only if a shown finding covers it better.
        assert.ok(warnings.length - left.length <= beside.findings.length);
      }),
    );
  });
});
