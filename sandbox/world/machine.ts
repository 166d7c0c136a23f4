import type { Refusal } from './refusal.ts';

/** What the instance view reports, beside the model. */
export type Machine = {
  power: 'running' | 'stopped' | 'deallocated' | 'starting' | 'deallocating';
  agent: 'Ready' | 'Not Ready';
  /** From when the agent answers after a boot; absent: always did. */
  agentFrom?: Date;
  /** It stands at the prompt for the recovery key (Windows) or the passphrase (Linux). */
  asksForKey?: boolean;
  /** Per disk: the ADE settings and state the platform reports. */
  disks: Map<string, { encryptionSettings: Record<string, unknown>[]; encrypted: boolean }>;
  bootedAt: Date;
  /** Why the last thing that Compute was asked to do to it came to nothing. */
  failure?: Refusal & { at: Date };
  /** Kept for the points that are made of it. */
  copyAsksForKey?: boolean;
  /** Azure starts it no more, as those with unmanaged disks since 31 March 2026 (documented; the code is modelled). */
  neverStarts?: boolean;
};

/** Something that Compute does over time. The error is known when it is done. */
export type ComputeOperation = {
  id: string;
  subscriptionId: string;
  location: string;
  startedAt: Date;
  doneAt: Date;
  /** ARM id of what the last address shows when it is done; absent: nothing. */
  shows?: string;
  error?: Refusal;
};
