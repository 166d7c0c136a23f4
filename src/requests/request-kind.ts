import type { TierName } from '../access/rules/actions.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import type { Need } from '../kernel/permissions.ts';
import { asObject, NewerStoredError, type Stored, StoredError } from '../kernel/stored.ts';
import type { MachineServices } from '../machines/services.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Targets, TrialBy, TrialKinds } from '../store/rules/trial-row.ts';
import type { Db } from '../store/schema.ts';
import type { StepRow } from '../store/steps.ts';
import type { ChangeView, GatedChange } from './cards/gated-change.ts';
import type { Elsewhere, RequestView } from './cards/request.ts';
import type { StepView } from './cards/step-lines.ts';
import type { CopySeen } from './rules/approval-policy.ts';
import type { ChangeLines } from './rules/change-lines.ts';
import type { Extent, Scope } from './rules/definition-scope.ts';
import type { WhenStopped } from './rules/stop.ts';
import type { GatedPlan, StoredPlan } from './stored-request.ts';

/** Services that every kind of request gets. Kinds of higher rooms may need more, which their callers have. */
export type KindServices = MachineServices & { requestKinds: RequestKinds };

/** A right that the bot's own identity needs, and the tier that gives it. */
export type OwnNeed = Need & { tier: TierName };

/** The content of a request in people's words: a plan to approve, or a change made at once. */
export type PlanSubject = { plan: GatedChange } | { change: ChangeView };

/** Milliseconds by kind of step; null if this vault has no history of it. */
export type ExpectedTimes = Record<string, number | null>;

/** The request that a plan was made for, and the results of its steps so far, by kind. */
export type Progress = {
  requestId: string;
  results: Readonly<Record<string, unknown>>;
  /** Jobs of its attempts so far. */
  jobIds?: readonly string[];
};

/** The outcome of making a plan again. */
export type Replanned =
  | { kind: 'same'; needs: Need[] }
  /** An effect differs from what was signed. */
  | { kind: 'moved'; failure: Failure }
  /** A rule now forbids it. */
  | { kind: 'refused'; failure: Failure };

/** The state of a request when one of its steps is about to be sent. */
export type StepContext = {
  request: RequestRow;
  step: Pick<StepRow, 'kind'>;
  /** Results of the request's earlier steps, by kind. */
  results: Readonly<Record<string, unknown>>;
};

/**
 * One kind of request: a narrow core, and parts that are absent where they do not apply. A new kind is one descriptor
 * and its step handlers. `Plan` is what is stored beside the signed hash.
 */
export type RequestKind<Plan extends StoredPlan = StoredPlan, Step extends string = string> = {
  name: Plan['kind'];
  /** The stored shape of its plan. */
  stored: Stored<Plan>;
  /**
   * All kinds of steps that it may have, in order, each with what becomes of it once the request is stopped. Each has a
   * handler in `steps` of a room's index.ts, and a text below `cards.step`.
   */
  stepKinds: Readonly<Record<Step, WhenStopped>>;
  /** Kinds of the steps that the bot carries out, in order. */
  steps(plan: Plan): readonly Step[];
  /**
   * The plan of another kind that it carries out: that kind's steps work on it, and members absent here are inherited.
   */
  performs?: Performs<Plan>;
  /** Azure rights that the assignee needs, as far as the plan tells. */
  needs(plan: Plan): Need[];
  /** Rights of the bot's own identity without which it cannot even begin. */
  ownNeeds(plan: Plan): OwnNeed[];
  /** Makes the plan again from today's facts, before a step is sent. @throws azure.* */
  replan(services: KindServices, plan: Plan, progress: Progress): Promise<Replanned>;
  /** Further reasons against a step, checked before it is sent. */
  obstacle?(services: KindServices, plan: Plan, at: StepContext): Promise<Failure | undefined>;
  subject(plan: Plan): PlanSubject;
  /** The measured part of a plan that runs under a definition; absent: it never does. */
  extent?(plan: Plan): Extent;
  /** Absent: it needs no approval. */
  approval?: ApprovalPart<Plan>;
  lifecycle?: LifecyclePart<Plan>;
  definition?: DefinitionPart<Plan>;
  /** Absent: its end proves nothing about a machine, and its decision card says nothing of that. */
  proof?: ProofPart<Plan>;
  /** Absent: its steps take no time worth telling. */
  times?: TimesPart<Plan>;
  /** Absent: a failed step is only retried as it was. */
  retry?: RetryPart<Plan>;
  card?: CardPart<Plan>;
  /** Absent: only a form can tell how to do it by hand. */
  byHand?: ByHandPart<Plan>;
};

/** The kind that is performed, and how to get its plan out of the performer's. */
type Performs<Plan> = { kind: RequestKind; plan(plan: Plan): StoredPlan };

/** How it is approved. */
export type ApprovalPart<Plan, Operation extends string = string> = {
  /** The names by which rules of the approval policy know its plans. */
  operations: readonly [Operation, ...Operation[]];
  /** The one that fits a plan; the first if absent. */
  operation?(plan: Plan): NoInfer<Operation>;
  /** Facts about the copy that it makes, for rules that use them. Absent: it makes none. */
  copySeen?(plan: Plan): CopySeen;
  /** Rights that approvers must hold themselves, whoever the policy names. */
  carriers?(plan: Plan): Need[];
  /**
   * Rights to keys that one approver must hold because the requester doesn't: whether this person holds them, or the one
   * that they lack. Absent or undefined: it takes none. @throws azure.*
   */
  keys?(services: KindServices, plan: Plan, objectId: string): Promise<'held' | Need | undefined>;
  /**
   * Object ids of people who may not decide where the rule names a group, because they decided what this ends. Any right
   * that they hold doesn't matter.
   */
  involved?(db: Db, plan: Plan): Promise<string[]>;
};

/** Ways to end it, and what follows. */
export type LifecyclePart<Plan> = {
  /** False: it removes what was made, as approved before, and only its own failure would allow another try. */
  stoppable?: false;
  /** The copy is deleted at the end, whatever happens. */
  temporary?: true;
  /**
   * Kind of the timer, with the request's id, that is due so many seconds after its end, whatever became of it. It
   * cannot be retried. A request withdrawn before it began made nothing, and has no such timer.
   */
  afterEnd?: { timer: string; seconds: number };
  /**
   * What a stopped request leaves: a copy that stays, or one that is also deallocated. The timer, with the request's id,
   * says in its thread what that is and how to remove it.
   */
  afterStop?: { timer: string; leaves: 'stays' | 'off' };
  /** Kind of the timer, with the request's id and the moment, that is due once a step failed this way for good. */
  failureTimer?(failure: Failure): string | undefined;
  /** It may protect its machine: the closing reply of a restore that made that machine then says so. */
  protects?: true;
  /**
   * The request on whose card its progress is said. It has a card and a closing reply of its own only where it fails.
   * undefined: there is none.
   */
  within?(plan: Plan): string | undefined;
  /**
   * Where it fails, that request goes on to its end, and its card says so: this one ends as not done, for nobody to try
   * again. Absent: it gets the card where it fails.
   */
  failsWithin?: true;
  /**
   * Another request whose card shows the end of this one, and what its thread reads if this one ended well.
   * @param id of this one
   */
  notifies?(plan: Plan, id: string): { request: string; says: Failure };
};

/**
 * A definition, in force for a number of days: it has no steps, and runs whose plans lie inside need no approval of
 * their own. Its effects hold all of this, see rules/definition-scope.
 */
export type DefinitionPart<Plan> = {
  scope(plan: Plan): Scope;
  /** How long a restore of its machines may take, and how much data may be lost. */
  targets?(plan: Plan): Targets;
  /** Why its machine is not drilled, if nothing runs under it, and the machine's own id. null: the machine was gone. */
  excepts?(plan: Plan): { why: string; immutableId: string | null | undefined };
  /** Kind of the timer, with the request's id, that is due once it is in force. */
  inForce?: { timer: string };
};

/** How it counts as proof that a machine can be restored. Its approvers are told when the machine was last proven. */
export type ProofPart<Plan> = {
  /** How its end tests the machine, see store/rules/trial-row. Absent: it doesn't. */
  trial?: TrialBy;
  shows(plan: Plan): {
    /** Azure's own id of the machine, which is never reused. */
    machine: string | undefined;
    /** When the newest recovery point was made that could have been restored. */
    newestAt?: Date | undefined;
    /** The point that it tries, if its own effects don't name it. */
    point?: object;
    /** What Defender for Cloud said of the machine when the point was taken. Absent: nothing. */
    defender?: string | undefined;
    /** Checks inside the machine. */
    checks?: readonly string[];
  };
};

export type TimesPart<Plan> = {
  expected(db: Db, plan: Plan): Promise<ExpectedTimes>;
  /** Milliseconds, by kind of step, that its first phase takes: bringing a point back from the archive. */
  archive?(plan: Plan): Partial<Record<string, number>>;
  /**
   * Jobs like its own that nobody asked for here, by their operation in Azure, and how long they take in a vault, in
   * milliseconds.
   */
  likeJobs?: { operation: string; expected(db: Db, vaultId: string): Promise<number | null> };
};

/** Other ways to retry a failed step. */
export type RetryPart<Plan> = {
  /** Sizes approved for a retry of the step, and those of them that may mend it; undefined: it makes no machine. */
  sizes(plan: Plan, step: StepRow): { approved: string[]; offered: string[] } | undefined;
  /** Deallocating and starting a machine that was made and does not come up. */
  restart: {
    /** ARM id of the machine; undefined: the plan makes none, or not its own. */
    vm(plan: Plan): string | undefined;
    /** Whether a restart may mend this failure. */
    mends(failure: Failure): boolean;
  };
};

export type CardPart<Plan> = {
  /** Verbs of the buttons once it is done. */
  offers?(plan: Plan, at: { request: RequestRow } & ReadParts): Promise<string[]>;
  /** Verb of the button that opens its form again, filled in, once it came to nothing and is not retried. */
  again?: string;
  /** What else a new request may ask for in place of what this step found no room for, each a button of `again`. */
  elsewhere?(plan: Plan, step: StepRow): Elsewhere[];
  /** Additions to the line of a step. `warned`: something it did that may be why its request failed. */
  step?(step: StepRow, request: RequestRow): Pick<StepView, 'softDeletedUntil' | 'softDeletedUnread' | 'warned'>;
  /**
   * The reply that closes its thread. says: in place of its own sentence; text: after it. undefined: none, the card says
   * it.
   * @param parts.portal address of the Azure portal
   */
  closing?(
    parts: ReadParts & { portal: string },
    ended: { request: RequestRow; plan: Plan; view: RequestView },
    reader: Reader,
  ): Promise<{ says?: string; text?: string; card?: CardJson } | undefined>;
  /** What came of it, on its card once it has ended. */
  outcome?(
    parts: ReadParts,
    ended: { request: RequestRow; plan: Plan; view: RequestView },
  ): Promise<((reader: Reader) => string) | undefined>;
};

type ReadParts = { db: Db; requestKinds: RequestKinds };

/** How people do it themselves. */
export type ByHandPart<Plan> = {
  /** Lines alone are not enough: they stand on a card of their own, and go on from what was made. */
  card?: true;
  /** undefined: only a form can tell. */
  lines?(services: Pick<KindServices, 'config' | 'requestKinds'>, plan: Plan): ChangeLines | undefined;
  /** Why nobody should type the lines at the moment. */
  refusal?(services: Pick<KindServices, 'azure'>, plan: Plan): Promise<Failure | undefined>;
  /** Whether its lines drop points that have changed since: there are lines only for those that are still as signed. */
  asSigned?(plan: Plan): boolean;
};

/** All kinds of requests that this process knows. */
export type RequestKinds = {
  /**
   * The descriptor of a kind. Ask it what only the kind knows, never which kind it is: a room recognises its own plans
   * by `as…`.
   * @throws NewerStoredError for a plan of a kind that this version does not know
   */
  of(plan: Pick<StoredPlan, 'kind'>): RequestKind;
  all: readonly RequestKind[];
  trials: TrialKinds;
  /** Parses a stored plan. @throws NewerStoredError, stored.unreadable */
  parse(json: unknown): StoredPlan;
  /** A plan as it is stored. */
  write(plan: StoredPlan): unknown;
};

/** Members that a performing kind may leave out. */
type Inherited<Plan extends StoredPlan> = Pick<RequestKind<Plan>, 'needs' | 'ownNeeds' | 'replan' | 'subject'>;

/**
 * Gives a descriptor the type of its own plan, by its stored shape, and of its own steps, so that its members need no
 * casts. Without `steps` it has one step of each kind; members that it lacks come from the kind that it performs.
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
  const whole = { steps: () => Object.keys(kind.stepKinds), ...(performs && asPerformed(performs)), ...kind };
  // The type of the spread does not show that each member left out is inherited.
  return whole as RequestKind<Plan, Step>;
}

/** A kind that needs approval must have a name for the policy's rules. */
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

/**
 * Whether there are lines to do by hand what this plan says, or the plan that it performs, if the result is to stay.
 */
export function hasHandLines(services: Pick<KindServices, 'config' | 'requestKinds'>, plan: StoredPlan): boolean {
  const { byHand, lifecycle, performs } = services.requestKinds.of(plan);
  if (lifecycle?.temporary) return false;
  if (byHand?.card || byHand?.lines?.(services, plan)) return true;
  return performs !== undefined && hasHandLines(services, performs.plan(plan));
}

/** Names that a rule of the approval policy may use. */
export function operationsOf(kinds: readonly Pick<RequestKind, 'approval'>[]): string[] {
  return [...new Set(kinds.flatMap(({ approval }) => approval?.operations ?? []))];
}

/** @throws Error if two kinds have one name */
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

/** Azure actions of the bot on a protected item. */
export const itemActions = { backup: `${items}/backup/action`, write: `${items}/write` } as const;

/** A right of tier protect at the plan's vault. */
export function atVault({ target }: Pick<StoredPlan, 'target'>, action: string): OwnNeed[] {
  return [{ tier: 'protect', action, scope: target.vaultId }];
}
