import fc from 'fast-check';
import type { DiskFacts, RecoveryPointFacts, Tri, VmFacts } from '../../../src/kernel/facts.ts';
import { adeMachine, deallocated, disk, keys, point, unmanagedDisks, vm } from './machines.ts';

/** Machines and recovery points of every kind, contradictory ones included, for property tests. */

/** The moment at which expiry is judged. */
export const now = new Date('2026-11-24T10:00:00Z');

/** Mostly the first: enough facts must be valid for plans to come out at all. */
export function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: fc.constant(usual), weight: 8 }, { arbitrary: fc.constantFrom(...others), weight: 1 });
}

export const tri = fc.constantFrom<Tri>('yes', 'no', 'unknown');

const anyTiers = fc.array(
  fc.record({
    tier: fc.constantFrom('snapshot', 'vault-standard', 'vault-archive'),
    status: fc.constantFrom('valid', 'disabled', 'deleted', 'rehydrated', 'invalid', 'unknown'),
  }),
  { maxLength: 3 },
);

export const anyPoint: fc.Arbitrary<RecoveryPointFacts> = fc
  .record({
    encrypted: mostly<Tri>('no', 'yes', 'unknown'),
    keys: mostly('none', 'bek', 'kek'),
    mechanism: mostly<RecoveryPointFacts['mechanism']>('unknown', 'none', 'single-pass', 'double-pass'),
    managed: mostly<Tri>('yes', 'no', 'unknown'),
    detailed: mostly(true, false),
    securityType: mostly<string | undefined>(undefined, 'None', 'TrustedLaunch', 'ConfidentialVM'),
    tiers: fc.oneof(
      { arbitrary: fc.constant(point().tiers), weight: 3 },
      { arbitrary: fc.constant(point().tiers.slice(1)), weight: 3 },
      { arbitrary: anyTiers, weight: 1 },
    ),
    zones: fc.constantFrom<string[]>([], ['1']),
    softDeleted: mostly(false, true),
    expiresAt: mostly<Date | undefined>(undefined, new Date(now.getTime() - 1), new Date(now.getTime() + 86_400_000)),
    count: fc.constantFrom(0, 2, 17),
    excluded: mostly(0, 1),
  })
  .map(({ keys: which, securityType, expiresAt, count, excluded, ...rest }) => ({
    ...point(rest),
    hasKeyAndSecret: which !== 'none',
    ...(which === 'none' ? {} : { keys: keys(which === 'kek') }),
    ...(securityType === undefined ? {} : { securityType }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    disks: Array.from({ length: count }, (_, at) => ({ lun: at - 1, name: `d${at}` })),
    diskCounts: { included: count, attached: count + excluded },
  }));

export type Machine = { vm?: VmFacts; disks: DiskFacts[] };

export const anyMachine: fc.Arbitrary<Machine> = fc.oneof(
  fc.constant<Machine>({ disks: [] }),
  fc
    .record({ kek: fc.boolean(), managed: fc.boolean(), pass: fc.constantFrom('single', 'dual'), off: fc.boolean() })
    .map(({ off, ...cell }) => {
      const machine = adeMachine(cell as Parameters<typeof adeMachine>[0]);
      return off ? { ...machine, vm: deallocated(machine.vm) } : machine;
    }),
  fc
    .record({
      encryptionAtHost: tri,
      managed: tri,
      securityType: fc.constantFrom('', 'TrustedLaunch', 'ConfidentialVM'),
      off: fc.boolean(),
      type: fc.constantFrom('platform-key', 'customer-key', 'platform-and-customer-keys', 'unknown'),
      sizeGb: fc.constantFrom(127, 5000),
    })
    .map(({ off, type, sizeGb, securityType, ...rest }) => {
      const one = vm({
        ...(rest as Partial<VmFacts>),
        securityType,
        ...(rest.managed === 'no' ? { disks: unmanagedDisks() } : {}),
      });
      const over = { encryptionType: type, sizeGb } as Partial<DiskFacts>;
      return {
        vm: off ? deallocated(one) : one,
        disks: rest.managed === 'no' ? [] : [disk('os', over), disk('data', over)],
      };
    }),
);
