import type { Tri } from './facts.ts';

export type StorageAccountFacts = {
  location: string;
  /** e.g. StorageV2, BlockBlobStorage */
  kind: string;
  /** e.g. Standard_LRS */
  sku: string;
  available: Tri;
  /** Hierarchical namespace (Data Lake). */
  hierarchical: boolean;
  /** Its keys open it; off where only identities of Entra may. */
  takesKeys: boolean;
};

export type NetworkFacts = { location: string; subnet: Tri };

export type Usage = { name: string; used: number; limit: number };

/** A Resource Guard that stands before a vault. Operations as Azure spells them. */
export type GuardFacts = { guardId: string; operations: string[] };

/** Azure's own finding against a restore. */
export type ValidationResult = { code: string; message: string; recommendations: string[] };

/** A resource of a target group as a list tells it. */
export type ListedResource = {
  id: string;
  name: string;
  type: string;
  tags: Record<string, string>;
  /** ARM id of the machine that a disk is attached to. */
  managedBy?: string;
  createdAt?: Date | undefined;
};
