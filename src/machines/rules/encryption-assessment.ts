import { z } from 'zod/v4';
import { type EncryptionKind, encryptionKinds } from '../../kernel/codes/encryption.ts';
import type { AdeKeys, DiskFacts, RecoveryPointFacts, Tri, VmFacts } from '../../kernel/facts.ts';

export type Assessment = { value: Tri };

export type AdePass = 'single' | 'dual' | 'unknown';

export type AdeAssessment = Assessment & {
  /** State of the VM and its disks today; `unknown` without a VM. */
  now: Tri;
  /** State in the recovery point; `unknown` if none was given, or only a list entry without the member. */
  atPoint: Tri;
  pass: AdePass;
  /** Set up with an Entra application: yes for dual pass, no for single pass. */
  entraApp: Tri;
  /** Whether a KEK wraps the BEK. */
  kek: Tri;
  /** The point's keyAndSecret. Modern points have none: the keys are then in a blob after the restore. */
  keysAtPoint?: AdeKeys;
  /** Distinct pairs that the VM uses today, from instance view, disks and VM model. */
  keysNow: AdeKeys[];
  /**
   * keysNow without the instance view, which loses its disks when a VM is deallocated. Anything that must not change
   * when a VM stops, such as a plan's hash, may use only these.
   */
  keysOnRecord: AdeKeys[];
  /** The key in use today is a different version than the point's. */
  rotatedSincePoint: Tri;
};

export type EncryptionAssessment = {
  /** One word for display. Never decide by it. */
  kind: EncryptionKind;
  ade: AdeAssessment;
  /** Server-side encryption with a customer-managed key (including double encryption), and its sets. */
  customerKey: Assessment & { diskEncryptionSetIds: string[] };
  doubleEncryption: Assessment;
  encryptionAtHost: Assessment;
  confidential: Assessment;
  trustedLaunch: Assessment;
  managed: Assessment;
};

/** The members of a disk encryption set that the classifier reads. `encryptionType` in Azure's spelling. */
type DiskEncryptionSetFacts = { id: string; encryptionType: string };

export type EncryptionFacts = {
  /** Read by the VM's own GET with instance view; absent if the VM is gone or was not read. */
  vm?: VmFacts;
  /** Each read by the disk's own GET. */
  disks?: readonly DiskFacts[];
  diskEncryptionSets?: readonly DiskEncryptionSetFacts[];
  point?: RecoveryPointFacts;
};

export const encryptionKind = z.enum(encryptionKinds);

/** Addresses of keys, never their content. */
export const adeKeys = z.object({
  bek: z.object({ secretUrl: z.string(), keyVaultId: z.string() }),
  kek: z.object({ keyUrl: z.string(), keyVaultId: z.string() }).optional(),
});
