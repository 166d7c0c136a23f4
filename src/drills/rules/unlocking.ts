import type { Failure } from '../../kernel/errors.ts';
import type { Warning } from '../../restore/rules/plan.ts';

/** Inside a Linux machine the extension unlocks data disks: it reads the key vault and keeps its state in storage. */
const always = ['AzureKeyVault', 'Storage'];
/** An Entra application of its own signs in first. */
const dualPass = ['AzureActiveDirectory'];

/** Tags that hold the addresses of all the others. */
const everything = ['azurecloud', 'internet'];

/** Tags that unlocking needs and no opening names. What leads to a private endpoint or an address may be any of them. */
export function missingOpenings(openings: readonly string[], isDualPass: boolean): string[] {
  const tags = openings.map((opening) => opening.split('.')[0]?.toLowerCase() ?? '');
  if (tags.some((tag) => everything.includes(tag))) return [];
  if (openings.some((opening) => !/^[a-z]+(\.[a-z0-9]+)?$/i.test(opening))) return [];
  return [...always, ...(isDualPass ? dualPass : [])].filter((needed) => !tags.includes(needed.toLowerCase()));
}

export type UnlockedInside = {
  vm: string;
  osType: 'Windows' | 'Linux' | 'unknown';
  /** Azure Disk Encryption, as far as anybody knows. */
  ade: 'yes' | 'no' | 'unknown';
  isDualPass: boolean;
  /** How many disks the copy has, with that of its system. */
  disks: number;
};

/** Said before anybody approves: without a way to its keys a copy boots, and its data disks stay locked. */
export function lockedWarnings(
  { vm, osType, ade, isDualPass, disks }: UnlockedInside,
  openings: readonly string[],
): Warning[] {
  if (osType === 'Windows' || ade === 'no' || disks < 2) return [];
  const missing = missingOpenings(openings, isDualPass);
  return missing.length > 0 ? [{ code: 'drill-may-stay-locked', params: { vm, names: missing.join(', ') } }] : [];
}

/** The same of a definition, whose machines may be of any kind. */
export function lockedAnywhere(openings: readonly string[]): Failure[] {
  const missing = missingOpenings(openings, false);
  return missing.length > 0 ? [{ code: 'drills-may-stay-locked', params: { names: missing.join(', ') } }] : [];
}
