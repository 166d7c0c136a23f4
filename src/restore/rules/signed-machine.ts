import { armIdKey } from '../../kernel/arm-id.ts';
import type { DiskFacts, MarketplacePlan, OsType } from '../../kernel/facts.ts';

/** A disk of the original, as what a restored one is measured by. */
type SignedDisk = {
  lun: number;
  /** Disks only ever grow: a larger one, of an earlier point, was another disk. */
  mostGb: number | null;
  encryption: { type: DiskFacts['encryptionType']; set: string | null } | null;
  caching: string | null;
};

/** What only the original itself tells. */
export type SignedOriginal = {
  plan: MarketplacePlan | null;
  licenseType: string | null;
  diskController: string | null;
  /** null: its interface could not be read. */
  acceleratedNetworking: boolean | null;
  interfaces: number;
  /** Ids, in comparable spelling, of what it is placed in: a copy joins none of it. */
  placement: string[];
  disks: SignedDisk[];
};

/**
 * What the machine is made as, beyond its place and its disks: signed with the plan, from the point and from the
 * original. Where the original is gone, what only it could tell is left out; a template that says it is then put to a
 * vote.
 */
export type SignedMachine = {
  size: string | null;
  zone: string | null;
  osType: OsType;
  original?: SignedOriginal;
};

export function signedEncryption({ encryptionType, diskEncryptionSetId }: DiskFacts): SignedDisk['encryption'] {
  if (encryptionType === 'unknown') return null;
  return { type: encryptionType, set: diskEncryptionSetId === undefined ? null : armIdKey(diskEncryptionSetId) };
}
