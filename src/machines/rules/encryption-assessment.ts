import { z } from 'zod/v4';
import {
  type ConflictCode,
  type EncryptionKind,
  type EvidenceCode,
  encryptionKinds,
} from '../../kernel/codes/encryption.ts';
import type { AdeKeys, DiskFacts, RecoveryPointFacts, Tri, VmFacts } from '../../kernel/facts.ts';

/** Which field said it. The params carry names (disk, extension, value), never key material. */
export type Evidence = { code: EvidenceCode; params: Record<string, string | number> };

/** Two sources that do not agree, or a state that Azure calls impossible. */
export type Conflict = { code: ConflictCode; params: Record<string, string | number> };

export type Assessment = { value: Tri; evidence: Evidence[] };

export type AdePass = 'single' | 'dual' | 'unknown';

export type AdeAssessment = Assessment & {
  /** What the VM and its disks say today; `unknown` when there is no VM. */
  now: Tri;
  /** What the recovery point says; `unknown` when none was given, or only a list entry without the member. */
  atPoint: Tri;
  pass: AdePass;
  /** Set up with an Entra application: yes for dual pass, no for single pass. */
  entraApp: Tri;
  /** The BEK is wrapped with a KEK. */
  kek: Tri;
  /** From the point's keyAndSecret. Modern points carry none: the material is then in a blob after the restore. */
  keysAtPoint?: AdeKeys;
  /** Every different pair that the VM uses today, from instance view, disks and VM model. */
  keysNow: AdeKeys[];
  /**
   * keysNow without the instance view. The instance view loses its disks when a VM is deallocated, so only these may
   * go into anything that must stay the same when a VM is stopped, such as the hash of a plan.
   */
  keysOnRecord: AdeKeys[];
  /** The key in use today is another version than the point's. */
  rotatedSincePoint: Tri;
};

export type EncryptionAssessment = {
  /** One word for display. Never decide by it. */
  kind: EncryptionKind;
  ade: AdeAssessment;
  /** Server-side encryption with a customer's key (double encryption included), and through which sets. */
  customerKey: Assessment & { diskEncryptionSetIds: string[] };
  doubleEncryption: Assessment;
  encryptionAtHost: Assessment;
  confidential: Assessment;
  trustedLaunch: Assessment;
  managed: Assessment;
  conflicts: Conflict[];
};

/** What the classifier reads of a disk encryption set. `encryptionType` as Azure spells it. */
type DiskEncryptionSetFacts = { id: string; encryptionType: string };

export type EncryptionFacts = {
  /** From the VM's own GET with instance view; absent when the VM is gone or was not read. */
  vm?: VmFacts;
  /** From each disk's own GET. */
  disks?: readonly DiskFacts[];
  diskEncryptionSets?: readonly DiskEncryptionSetFacts[];
  point?: RecoveryPointFacts;
};

export const encryptionKind = z.enum(encryptionKinds);

/** Addresses of keys, never what they open. */
export const adeKeys = z.object({
  bek: z.object({ secretUrl: z.string(), keyVaultId: z.string() }),
  kek: z.object({ keyUrl: z.string(), keyVaultId: z.string() }).optional(),
});
