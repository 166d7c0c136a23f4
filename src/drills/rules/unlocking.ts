import type { Failure } from '../../kernel/errors.ts';
import type { Warning } from '../../restore/rules/plan.ts';

/**
 * Service tags that the Linux extension needs to unlock data disks: it reads the key vault and keeps its state in
 * storage.
 */
const always = ['AzureKeyVault', 'Storage'];
/** Dual-pass encryption signs in with its own Entra application first. */
const dualPass = ['AzureActiveDirectory'];

/** Tags that include the addresses of all other tags. */
const everything = ['azurecloud', 'internet'];

/**
 * Tags that unlocking needs and no opening includes. An opening to a private endpoint or an address may stand for any
 * of them.
 */
export function missingOpenings(openings: readonly string[], isDualPass: boolean): string[] {
  const tags = openings.map((opening) => opening.split('.')[0]?.toLowerCase() ?? '');
  if (tags.some((tag) => everything.includes(tag))) return [];
  if (openings.some((opening) => !/^[a-z]+(\.[a-z0-9]+)?$/i.test(opening))) return [];
  return [...always, ...(isDualPass ? dualPass : [])].filter((needed) => !tags.includes(needed.toLowerCase()));
}

export type UnlockedInside = {
  vm: string;
  osType: 'Windows' | 'Linux' | 'unknown';
  /** Whether Azure Disk Encryption is used, as far as known. */
  ade: 'yes' | 'no' | 'unknown';
  isDualPass: boolean;
  /** Number of disks of the copy, including the OS disk. */
  disks: number;
};

/** Warnings for approvers: without access to its keys a copy boots, but its data disks stay locked. */
export function lockedWarnings(
  { vm, osType, ade, isDualPass, disks }: UnlockedInside,
  openings: readonly string[],
): Warning[] {
  if (osType === 'Windows' || ade === 'no' || disks < 2) return [];
  const missing = missingOpenings(openings, isDualPass);
  return missing.length > 0 ? [{ code: 'drill-may-stay-locked', params: { vm, names: missing.join(', ') } }] : [];
}

/** The warnings for a definition, whose machines may use any encryption. */
export function lockedAnywhere(openings: readonly string[]): Failure[] {
  const missing = missingOpenings(openings, false);
  return missing.length > 0 ? [{ code: 'drills-may-stay-locked', params: { names: missing.join(', ') } }] : [];
}
