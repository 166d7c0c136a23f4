import type { Failure } from '../kernel/errors.ts';

/**
 * What only somebody who wrote between two of our steps leaves behind, or Azure never did before: entries of the
 * catalogue `errors`. The audit has each with what was found.
 */
const codes = new Set([
  'blob-elsewhere',
  'blob-unreadable',
  'drill-probe-foreign',
  'keys.copy-ambiguous',
  'keys.copy-foreign',
  'keys.copy-wrapping',
  'quarantine-foreign',
  'rebuild.deployment-foreign',
  'rebuild.deployment-taken',
  'rebuild.disks-foreign',
  'rebuild.extension-altered',
  'rebuild.key-elsewhere',
  'rebuild.keys-moved',
  'rebuild.machine-foreign',
  'rebuild.template-foreign',
  'release-deployment-foreign',
]);

export function isSuspicious({ code }: Failure): boolean {
  return codes.has(code);
}
