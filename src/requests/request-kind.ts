import type { TierName } from '../access/rules/actions.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import { asObject } from '../kernel/json-object.ts';
import type { Need } from '../kernel/permissions.ts';
import { NewerStoredError, type Stored, StoredError } from '../kernel/stored.ts';
import type { MachineServices } from '../machines/services.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Targets, TrialBy, TrialKinds } from '../store/rules/trial-row.ts';
import type { Db } from '../store/schema.ts';
import type { StepRow } from '../store/steps.ts';
import type { ChangeView } from './cards/change-view.ts';
import type { GatedChange } from './cards/gated-change.ts';
import type { RequestView } from './cards/request.ts';
import type { StepView } from './cards/step-lines.ts';
import type { CopySeen } from './rules/approval-policy.ts';
import type { ChangeLines } from './rules/change-lines.ts';
import type { Extent, Scope } from './rules/definition-scope.ts';
import type { GatedPlan, StoredPlan } from './stored-plan.ts';

/** What kinds of requests are asked with; those of a room above may take more, which whoever asks them has. */
export type KindServices = MachineServices & { requestKinds: RequestKinds };

/** A right that the bot's own identity needs, and the tier that gives it. */
export type OwnNeed = Need & { tier: TierName };

/** What a request is about, in names that people know: what somebody has to approve, or what is done at once. */
export type PlanSubject = { plan: GatedChange } | { change: ChangeView };

/** In milliseconds by kind of step; null where this vault has no history of it. */
export type ExpectedTimes = Record<string, number | null>;

/** The request that a plan was made for, and what its steps have made so far, by kind. */
export type Progress = {
  requestId: string;
  results: Readonly<Record<string, unknown>>;
  /** Of its tries so far. */
  jobIds?: readonly string[];
};

/** What became of a plan that was made again. */
export type Replanned =
  | { kind: 'same'; needs: Need[] }
  /** An effect differs from what was signed. */
  | { kind: 'moved'; failure: Failure }
  /** A rule now stands against it. */
  | { kind: 'refused'; failure: Failure };

/** Where a request stands when one of its steps is about to be sent. */
export type StepContext = {
  request: RequestRow;
  step: Pick<StepRow, 'kind'>;
  /** What the request's earlier steps made, by kind. */
  results: Readonly<Record<string, unknown>>;
};

/**
 * One kind of request: a narrow core, and parts that are absent where they do not apply. A new kind is one descriptor and
 * its step handlers. `Plan` is what is kept of it beside the hash that was signed.
 */
export type RequestKind<Plan extends StoredPlan = StoredPlan, Step extends string = string> = {
  name: Plan['kind'];
  /** How its plan is kept. */
  stored: Stored<Plan>;
  /** Every kind of step that it may have: each has its handler in `steps` of a room's index.ts, and a text below `cards.step`. */
  stepKinds: readonly Step[];
  /** Kinds of the steps that the bot carries out, in order. */
  steps(plan: Plan): readonly Step[];
  /** A plan of another kind that it carries out: the steps of that kind work on it, and what is absent here is as there. */
  performs?: Performs<Plan>;
  /** What whoever carries the request must hold in Azure, as far as its plan says so. */
  needs(plan: Plan): Need[];
  /** The bot's own rights without which it cannot even begin. */
  ownNeeds(plan: Plan): OwnNeed[];
  /** The same request against today's facts, before a step of it is sent. @throws azure.* */
  replan(services: KindServices, plan: Plan, progress: Progress): Promise<Replanned>;
  /** What else stands against a step of it before it is sent. */
  obstacle?(services: KindServices, plan: Plan, at: StepContext): Promise<Failure | undefined>;
  subject(plan: Plan): PlanSubject;
  /** What of its plan is measured where it runs under a definition; absent: it never does. */
  extent?(plan: Plan): Extent;
  /** Absent: nobody else has to agree to it. */
  approval?: ApprovalPart<Plan>;
  lifecycle?: LifecyclePart<Plan>;
  definition?: DefinitionPart<Plan>;
  /** Absent: its end says nothing of how well a machine is proven, and neither does its decision card. */
  proof?: ProofPart<Plan>;
  /** Absent: its steps take no time worth telling. */
  times?: TimesPart<Plan>;
  /** Absent: a failed step is tried again as it was. */
  retry?: RetryPart<Plan>;
  card?: CardPart<Plan>;
  /** Absent: only a form can tell how to do it by hand. */
  byHand?: ByHandPart<Plan>;
};

/** The kind that is performed, and its plan in the performer's. */
type Performs<Plan> = { kind: RequestKind; plan(plan: Plan): StoredPlan };

/** How others agree to it. */
export type ApprovalPart<Plan, Operation extends string = string> = {
  /** By what the approval policy's rules know it, all that its plans may be. */
  operations: readonly [Operation, ...Operation[]];
  /** Which of these a plan is; the first where absent. */
  operation?(plan: Plan): NoInfer<Operation>;
  /** What was seen of the copy that it makes, for rules that go by it. Absent: it makes none. */
  copySeen?(plan: Plan): CopySeen;
  /** What whoever approves must hold themselves, whatever the policy says of who may. */
  carriers?(plan: Plan): Need[];
};

/** What may end it, and what comes after. */
export type LifecyclePart<Plan> = {
  /** False: it ends what was made, as was agreed to before, and nothing but its own end would have it tried again. */
  withdrawable?: false;
  /** False: Azure cannot be asked to stop it half-way. */
  cancellable?: false;
  /** What it made is deleted, whatever became of it. */
  temporary?: true;
  /**
   * Kind of the timer that is due, by the request's id, so many seconds after it ended, whatever became of it. It is not
   * tried again. One that was withdrawn before it began made nothing, and is followed by nothing.
   */
  afterEnd?: { timer: string; seconds: number };
  /** Kind of the timer that is due once a step failed so for good, by the request's id and the moment. */
  failureTimer?(failure: Failure): string | undefined;
  /**
   * Another request whose card goes by how this one ends, and what its thread reads once this one ended well.
   * @param id of this one
   */
  tells?(plan: Plan, id: string): { request: string; says: Failure };
};

/**
 * What is signed is a definition, in force for so many days: it has no steps, and runs whose plans lie inside need no
 * approval of their own. Its effects hold all of this, see rules/definition-scope.
 */
export type DefinitionPart<Plan> = {
  scope(plan: Plan): Scope;
  /** How long a restore of its machines may take, and how much may be lost. */
  targets?(plan: Plan): Targets;
  /** Where nothing runs under it: why its machine is not drilled, and which it is. null: it was gone then. */
  excepts?(plan: Plan): { why: string; immutableId: string | null | undefined };
  /** Kind of the timer that is due, by the request's id, once it is in force. */
  inForce?: { timer: string };
};

/** How it bears on how well a machine is proven. Approvers are told when its machine was last proven. */
export type ProofPart<Plan> = {
  /** By what its end tries the machine, see store/rules/trial-row. Absent: it tries none. */
  trial?: TrialBy;
  shows(plan: Plan): {
    /** What Azure gave the machine, and gives to no other. */
    machine: string | undefined;
    /** When the newest point was made that could have been restored then. */
    newestAt?: Date | undefined;
  };
};

export type TimesPart<Plan> = {
  expected(db: Db, plan: Plan): Promise<ExpectedTimes>;
  /** What a step does before the rest of it, in milliseconds, by its kind: bringing a point back from the archive. */
  archive?(plan: Plan): Partial<Record<string, number>>;
  /** Jobs that work as its own do and that nobody asked for here: by their operation in Azure, and what they take in a vault, in milliseconds. */
  likeJobs?: { operation: string; expected(db: Db, vaultId: string): Promise<number | null> };
};

/** With what else a failed step may be tried again. */
export type RetryPart<Plan> = {
  /** Sizes that the step may be tried again with, and of these the ones that may mend it; undefined: it makes no machine. */
  sizes(plan: Plan, step: StepRow): { approved: string[]; offered: string[] } | undefined;
  /** A machine that it made and that does not come up may be deallocated and started. */
  restart: {
    /** Its ARM id; undefined: this one makes none, or not its own. */
    vm(plan: Plan): string | undefined;
    /** Whether that may mend what its step failed with. */
    mends(failure: Failure): boolean;
  };
};

export type CardPart<Plan> = {
  /** Verbs of the buttons once it is done. */
  offers?(plan: Plan, at: { request: RequestRow } & ReadParts): Promise<string[]>;
  /** What the line of a step says besides. `warned`: what it did that may be why its request failed. */
  step?(step: StepRow, request: RequestRow): Pick<StepView, 'softDeletedUntil' | 'softDeletedUnread' | 'warned'>;
  /** What the reply that closes its thread says besides, and its card. */
  closing?(
    parts: ReadParts,
    ended: { request: RequestRow; plan: Plan; view: RequestView },
    reader: Reader,
  ): Promise<{ text?: string; card?: CardJson }>;
};

type ReadParts = { db: Db; requestKinds: RequestKinds };

/** How people do it themselves. */
export type ByHandPart<Plan> = {
  /** More than lines are needed: they stand on a card of their own, and go on from what was made. */
  card?: true;
  /** undefined: only a form can tell it. */
  lines?(services: Pick<KindServices, 'config' | 'requestKinds'>, plan: Plan): ChangeLines | undefined;
  /** Why nobody is to type the lines as things are. */
  refusal?(services: Pick<KindServices, 'azure'>, plan: Plan): Promise<Failure | undefined>;
  /** Whether its lines let points go where something has changed since: there are none then but for what still is as signed. */
  asSigned?(plan: Plan): boolean;
};

/** Every kind of request that this process knows. */
export type RequestKinds = {
  /**
   * Asked where the kind alone knows, and never to learn which one it is: a room knows its own plans by `as…`.
   * @throws NewerStoredError for a plan of a kind that this version does not know
   */
  of(plan: Pick<StoredPlan, 'kind'>): RequestKind;
  all: readonly RequestKind[];
  trials: TrialKinds;
  /** A plan as it is kept. @throws NewerStoredError, stored.unreadable */
  parse(json: unknown): StoredPlan;
  /** A plan as it is to be kept. */
  write(plan: StoredPlan): unknown;
};

/** What a kind that performs another need not say itself. */
type Inherited<Plan extends StoredPlan> = Pick<RequestKind<Plan>, 'needs' | 'ownNeeds' | 'replan' | 'subject'>;

/**
 * Gives a descriptor the type of its own plan, by what it stores, and of its own steps, so that its members need no casts.
 * Without `steps` it has one of each kind; what it performs says what is absent.
 */
export function defineRequestKind<
  Plan extends StoredPlan,
  const Step extends string,
  const Operation extends string = never,
>(
  kind: Pick<RequestKind<Plan, Step>, 'stored' | 'stepKinds'> & {
    steps?: NoInfer<RequestKind<Plan, Step>['steps']>;
  } & ApprovalOf<NoInfer<Plan>, Operation> &
    NoInfer<
      Omit<
        RequestKind<Plan, Step>,
        'stored' | 'stepKinds' | 'steps' | 'approval' | 'performs' | keyof Inherited<Plan>
      > &
        ((Inherited<Plan> & { performs?: undefined }) | (Partial<Inherited<Plan>> & { performs: Performs<Plan> }))
    >,
): RequestKind<Plan, Step> {
  const { performs } = kind;
  const whole = { steps: () => kind.stepKinds, ...(performs && asPerformed(performs)), ...kind };
  // The spread cannot tell that each member which a performer leaves out is inherited.
  return whole as RequestKind<Plan, Step>;
}

/** A rule of the policy can name whatever somebody has to agree to. */
type ApprovalOf<Plan extends StoredPlan, Operation extends string> = Plan extends GatedPlan
  ? { approval: ApprovalPart<Plan, Operation> }
  : { approval?: never };

function asPerformed<Plan extends StoredPlan>({ kind, plan: planOf }: Performs<Plan>) {
  const { obstacle, times } = kind;
  return {
    needs: (plan) => kind.needs(planOf(plan)),
    ownNeeds: (plan) => kind.ownNeeds(planOf(plan)),
    replan: (services, plan, progress) => kind.replan(services, planOf(plan), progress),
    subject: (plan) => kind.subject(planOf(plan)),
    ...(obstacle && { obstacle: (services, plan, at) => obstacle(services, planOf(plan), at) }),
    ...(times && {
      times: {
        expected: (db, plan) => times.expected(db, planOf(plan)),
        archive: (plan) => times.archive?.(planOf(plan)) ?? {},
      },
    }),
  } satisfies Inherited<Plan> & Pick<RequestKind<Plan>, 'obstacle' | 'times'>;
}

/** Whether there are lines that do by hand what this plan says, or the plan that it performs, and that is to stay. */
export function isToldByHand(services: Pick<KindServices, 'config' | 'requestKinds'>, plan: StoredPlan): boolean {
  const { byHand, lifecycle, performs } = services.requestKinds.of(plan);
  if (lifecycle?.temporary) return false;
  if (byHand?.card || byHand?.lines?.(services, plan)) return true;
  return performs !== undefined && isToldByHand(services, performs.plan(plan));
}

/** What a rule of the approval policy may name. */
export function operationsOf(kinds: readonly Pick<RequestKind, 'approval'>[]): string[] {
  return [...new Set(kinds.flatMap(({ approval }) => approval?.operations ?? []))];
}

/** @throws Error where two kinds have one name */
export function createRequestKinds(kinds: readonly RequestKind[]): RequestKinds {
  const byName = new Map<string, RequestKind>();
  for (const kind of kinds) {
    if (byName.has(kind.name)) throw new Error(`two kinds of request are called ${kind.name}`);
    byName.set(kind.name, kind);
  }
  const named = (name: string) => {
    const kind = byName.get(name);
    if (!kind) throw new NewerStoredError(`plan ${name}`, 'unknown', 0);
    return kind;
  };
  return {
    of: ({ kind }) => named(kind),
    all: kinds,
    trials: new Map(kinds.flatMap(({ name, proof }) => (proof?.trial ? [[name, proof.trial] as const] : []))),
    parse(json) {
      const { kind } = asObject(json);
      if (typeof kind !== 'string') throw new StoredError('stored.unreadable', { name: 'plan', path: 'kind' });
      return named(kind).stored.parse(json);
    },
    write: (plan) => named(plan.kind).stored.write(plan),
  };
}

const items = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems';

/** What the bot does with a protected item. */
export const itemActions = { backup: `${items}/backup/action`, write: `${items}/write` } as const;

/** A right of tier protect at the plan's vault. */
export function atVault({ target }: Pick<StoredPlan, 'target'>, action: string): OwnNeed[] {
  return [{ tier: 'protect', action, scope: target.vaultId }];
}
