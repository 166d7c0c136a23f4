import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import type { ViolationCode, WarningCode } from '../../kernel/codes/restore.ts';
import type {
  DiskFacts,
  ProtectedItemFacts,
  RecoveryPointFacts,
  SetKey,
  Tier,
  Tri,
  VaultFacts,
  VmFacts,
} from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';
import type { KeyFacts } from '../../machines/rules/check-keys.ts';
import type { EncryptionAssessment } from '../../machines/rules/encryption-assessment.ts';
import type { WhenStopped } from '../../requests/rules/stop.ts';
import type { PointThreat, Rehydration } from './points.ts';
import type { Security, SignedMachine } from './signed-machine.ts';

/** Something that has a name the new machine wants; `ours` if this very request made it. */
export type TakenName = { name: string; type: 'vm' | 'nic'; ours: boolean };

/** Destinations of restores from a vault. */
export type RestorePlaces = {
  targetResourceGroupId: string;
  stagingStorageAccountId: string;
  /** The default network of a restored machine. */
  isolatedSubnetId?: string | undefined;
  /** Subnets for the copy of a machine that is gone, the proposed one first. */
  subnetIds?: string[] | undefined;
  /** Pattern of the proposed name: see `defaultVmName`. */
  vmName?: string | undefined;
  /** Proposed instead of the original's. */
  vmSize?: string | undefined;
  zone?: string | undefined;
  /** Sizes to fall back on without a new vote. */
  vmSizes?: string[] | undefined;
  /** A drill: what is missing in a key vault is found out, and nothing is written there. */
  leavesKeys?: true | undefined;
  /** The destination of copies that must stay isolated; absent: none is configured. */
  quarantine?: QuarantinePlace | undefined;
};

/** A place of its own for copies that may hold what attacked the original. */
export type QuarantinePlace = {
  resourceGroupId: string;
  stagingStorageAccountId: string;
  subnetId: string;
  /** Destinations that can be reached from it all the same: unlocking needs them. */
  openings: readonly string[];
};

export type RestoreFacts = {
  vault: VaultFacts;
  item: ProtectedItemFacts;
  /** Read by its own GET (`detailed`). */
  point: RecoveryPointFacts;
  /** Absent when the VM no longer exists. */
  vm?: VmFacts | undefined;
  disks?: readonly DiskFacts[] | undefined;
  /** The assessment of `classify`, with this point among its facts. */
  encryption: EncryptionAssessment;
  profile: RestorePlaces;
  /** Whether the staging account can be opened with its keys; absent: not looked at. */
  stagingTakesKeys?: Tri | undefined;
  /**
   * Identities of the vault that surely have the rights, as they are signed; absent or empty: not looked at, or none.
   */
  ableIdentities?: readonly string[] | undefined;
  /** Regions where they were read; what is absent is left to Azure's validation. */
  locations?: { staging?: string | undefined; subnet?: string | undefined; diskEncryptionSet?: string | undefined };
  /** Resources under the names that the new machine would take; absent: not looked for. */
  taken?: readonly TakenName[] | undefined;
  /** Whether the subnet that the machine would join is there; absent: not looked for. */
  subnetThere?: Tri | undefined;
  /** The subnet of the original's first interface, also of one that outlived the machine. */
  originalSubnetId?: string | undefined;
  /** Accelerated networking of the original's first interface; absent: not read. */
  originalAccelerated?: boolean | undefined;
  /** The key of a confidential machine, where its set is known. */
  setKey?: SetKey | undefined;
  /** Facts from Key Vault, where it was read. */
  keys?: KeyFacts;
  /** The signed plan, where a plan is made again. */
  signed?: SignedFacts | undefined;
};

/** The plan that was signed: what of it no longer depends on today's facts. */
export type SignedFacts = Pick<RestorePlan, 'target' | 'effects'> & {
  /**
   * The disks are out of the point, or the original is gone. The keys of the original or of its sets may have changed by
   * now, or nobody tells them, and neither moves anything any more.
   */
  stands: boolean;
};

/** The signed effects, where they stand whatever the original is now. */
export function findStanding({ signed }: Pick<RestoreFacts, 'signed'>): PlanEffects | undefined {
  return signed?.stands ? signed.effects : undefined;
}

/**
 * disks: and no more. rebuild: the disks, then the machine is deployed from the template that Azure made with them.
 * new-vm: Azure makes the machine itself. replace: the original's disks.
 */
export type RestoreMode = 'disks' | 'rebuild' | 'new-vm' | 'replace';

/**
 * The network of a restored machine: apart from everything, so apart that it is shown before and after it runs, beside
 * the running original, or in its place.
 */
export type NetworkMode = 'isolated' | 'quarantine' | 'beside' | 'in-place';

export type RestoreChoice = {
  mode: RestoreMode;
  /** Data disks to restore by LUN; [] = OS disk only; absent = all disks. -1, the OS disk, may be named too. */
  luns?: readonly number[] | undefined;
  diskEncryptionSetId?: string | undefined;
  /** Overrides of the profile. */
  targetResourceGroupId?: string | undefined;
  subnetId?: string | undefined;
  /** Another region than the vault's: explained, not executed. */
  region?: string | undefined;
  zone?: string | undefined;
  names?: { vm?: string | undefined } | undefined;
  /** Size of the machine that is deployed; absent: the point's. */
  size?: string | undefined;
  /** rebuild and new-vm; absent: isolated. */
  network?: NetworkMode | undefined;
  /** Windows unlocks without the extension: there it is deployed only if asked for. */
  adeExtension?: boolean | undefined;
  /** A point in the archive comes back with high priority. */
  urgent?: boolean | undefined;
};

export type RestoreContext = {
  now: Date;
  /** The plan was approved: mere observations (power state) are left to the step that they concern. */
  signed?: boolean | undefined;
  /** The disks are out of the point: what becomes of it and of its item no longer matters. */
  restored?: boolean | undefined;
};

/**
 * Every kind of step of a restore, in the order in which they run, and what it is to the restore. Schema, results, handlers,
 * lines by hand and names go by this list: the compiler asks for what a new one lacks.
 * stopped: what becomes of it once the request is stopped.
 * added: plans were signed before there was such a step, and such a plan is made again without it.
 */
const steps = {
  /** A restore that is to fail, which brings out the key of a confidential machine that is gone. */
  'export-key': { is: 'follows', added: true, stopped: 'left' },
  'recover-set-key': { is: 'follows', added: true, stopped: 'left' },
  'remove-key-export': { is: 'tidies', added: true, stopped: 'always' },
  /** The three that send the restore body. */
  'restore-disks': { is: 'restores', stopped: 'left' },
  'restore-vm': { is: 'restores', stopped: 'left' },
  'replace-disks': { is: 'restores', stopped: 'swaps' },
  /** The request's id on what Azure Backup made. */
  'tag-made': { is: 'tidies', stopped: 'always' },
  'check-keys': { is: 'looks', stopped: 'left' },
  'recover-keys': { is: 'follows', stopped: 'left' },
  /** Write the encryption settings on the restored OS disk, which Azure does not do past its limits. */
  'apply-ade-settings': { is: 'follows', stopped: 'left' },
  'deploy-vm': { is: 'follows', stopped: 'left' },
  'ade-extension': { is: 'follows', stopped: 'left' },
  verify: { is: 'follows', stopped: 'left' },
  /** The key material that Azure Backup wrote beside the disks is deleted from the staging account. */
  'remove-key-copy': { is: 'tidies', added: true, stopped: 'always' },
} as const satisfies Record<string, StepEntry>;

type StepEntry = { is: 'restores' | 'follows' | 'looks' | 'tidies'; stopped: WhenStopped; added?: true };

export type StepKind = keyof typeof steps;

export const stepKinds = Object.keys(steps) as [StepKind, ...StepKind[]];

export const whenStopped = Object.fromEntries(stepKinds.map((kind) => [kind, steps[kind].stopped])) as Readonly<
  Record<StepKind, WhenStopped>
>;

const thatAre = (is: StepEntry['is']): readonly StepKind[] => stepKinds.filter((kind) => steps[kind].is === is);

/** Steps that send the restore body. */
export const restoringSteps = thatAre('restores');

/** Steps that may turn out to be the restore: `export-key` is one where the key is there after all. */
export const mayRestore: readonly string[] = ['export-key' satisfies StepKind, ...restoringSteps];

/** Steps of a plan that is made again, without kinds that did not exist when it was signed. */
export function withoutAdded(planned: readonly PlanStep[], { signed }: Pick<RestoreFacts, 'signed'>): PlanStep[] {
  if (!signed) return [...planned];
  const before = new Set(signed.effects.steps.map(({ kind }) => kind));
  const isAdded = (kind: StepKind) => 'added' in steps[kind] && !before.has(kind);
  return planned.filter(({ kind }) => !isAdded(kind));
}

/** Steps that may follow the disks and whose time is told beforehand. */
export const followingSteps = thatAre('follows');

/** `data`: of the key vault's data plane, where a vault with access policies goes by those and not by roles. */
export type KeyNeed = Need & { plane: 'control' | 'data' };

/** The action and its scope; neither in a step that takes no right. */
export type PlanStep = Partial<Pick<Need, 'action' | 'scope'>> & {
  kind: StepKind;
  /** Runs only if what it mends is found; the approver signs it all the same. */
  conditional: boolean;
  /** Left to the engineer; Strongroom lists it and does not run it. */
  byHand: boolean;
  /** The person whose right the step stands on. key-holder: the requester, or one of those who approved. */
  carrier: 'requester' | 'key-holder';
  /** Further actions that the requester must hold for this step. */
  needs: Need[];
  /** Further actions that a key-holder must hold for it. */
  keyNeeds: KeyNeed[];
};

/** A key pair by its versioned addresses, in comparable spelling. */
export type KeyRef = { secret: string; kek: string | null };

/**
 * The effects that the approver signs: everything that decides what Azure will do, and nothing that is only observed
 * (power state, health, ages). Ids are in comparable spelling; null means none.
 */
export type PlanEffects = {
  version: 2;
  mode: RestoreMode;
  vm: string;
  vault: string;
  point: { name: string; at: string; tier: Tier | 'unknown'; threat: PointThreat | null };
  /** Absent where the point need not be brought back from the archive. */
  rehydration?: Rehydration;
  disks: { selection: 'all' | number[]; included: { lun: number; name: string }[] };
  target: {
    resourceGroup: string | null;
    vm: string | null;
    region: string;
    zone: string | null;
    diskEncryptionSet: string | null;
    /** Sets of the data disks of a confidential machine, by LUN. Absent where there are none. */
    dataDiskSets?: { lun: number; set: string }[];
    /** Size of the machine that is deployed; null: the point's. */
    size: string | null;
    form: 'managed' | 'vhd';
    /** Absent where there is none. */
    security?: Security[];
    /** Access that the disks may be exported with. Absent where a disk of the point is open to the public network. */
    diskAccess?: 'same-as-source';
  };
  /** The machine, where Strongroom makes it. */
  machine?: SignedMachine;
  network: string | null;
  networkMode: NetworkMode | null;
  /** All that a copy in quarantine may reach. Absent elsewhere. */
  quarantine?: { openings: string[] };
  staging: string;
  /** `system`, or the ARM id of one that the vault was given. Absent where the account's keys are used. */
  stagingIdentity?: string;
  /** set: of a confidential machine with a key of the customer's, by its address; null: not known. Absent for others. */
  keys: { point: KeyRef | null; vm: KeyRef[]; set?: string | null };
  /** action, scope: absent where the step takes no right. */
  steps: { kind: StepKind; action?: string; scope?: string; conditional: boolean; byHand: boolean }[];
  /** Within these, size and zone may change without a new vote. */
  alternatives: { sizes: string[] };
};

/** A code of the catalogue `plan`, without that name: no Failure. Nothing holds `catalogue`; a row may hold a code that is gone by now. */
export type OfPlan<Code extends string = string> = {
  code: Code;
  params: Record<string, string | number>;
  catalogue?: 'plan';
};
export type Warning = OfPlan<WarningCode>;
export type Violation = OfPlan<ViolationCode>;

/** The destination, in ids as people spell them. */
export type RestoreTarget = {
  resourceGroupId: string;
  /** managed: managed disks in the group. vhd: files in the staging account, as unmanaged disks come back. */
  form: 'managed' | 'vhd';
  subnetId?: string;
  /** The machine that is made, or whose disks are replaced. */
  vmId?: string;
  /** Set only when the zone is another than the source's. */
  otherZone?: string;
  /** Security of a machine that is made; absent: nothing besides its disks. */
  security?: Security[];
  region: string;
};

export type RestorePlan = {
  target: RestoreTarget;
  body: RestoreBody;
  steps: PlanStep[];
  effects: PlanEffects;
  warnings: Warning[];
  /** SHA-256 over the effects, hex. */
  hash: string;
};

/** The part of a plan that its steps read. Warnings of the time are not part of it: their codes may be gone by now. */
export type SignedPlan = Omit<RestorePlan, 'warnings'>;

export type PlanOutcome = { kind: 'plan'; plan: RestorePlan } | { kind: 'refused'; violations: Violation[] };
