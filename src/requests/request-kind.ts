import type { TierName } from '../access/rules/tier-name.ts';
import type { GatedChange } from '../approval/cards/gated-change.ts';
import type { CopySeen } from '../approval/rules/approval-policy.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import { asObject } from '../kernel/json-object.ts';
import type { Need } from '../kernel/permissions.ts';
import { NewerStoredError, type Stored, StoredError } from '../kernel/stored.ts';
import type { MachineServices } from '../machines/services.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Targets } from '../store/rules/targets.ts';
import type { TrialBy, TrialKinds } from '../store/rules/trial-row.ts';
import type { Db } from '../store/schema.ts';
import type { StepRow } from '../store/steps.ts';
import type { ChangeView } from './cards/change-view.ts';
import type { RequestView } from './cards/request.ts';
import type { StepView } from './cards/step-lines.ts';
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
 * One kind of request, from its steps to its card. Everything that is different for a kind is a member here, so a new
 * kind is one descriptor and its step handlers. `Plan` is what is kept of it beside the hash that was signed.
 */
export type RequestKind<Plan extends StoredPlan = StoredPlan, Step extends string = string> = {
  name: Plan['kind'];
  /** How its plan is kept. */
  stored: Stored<Plan>;
  /** Every kind of step that it may have: each has its handler in `steps` of a room's index.ts, and a text below `cards.step`. */
  stepKinds: readonly Step[];
  /** Kinds of the steps that the bot carries out, in order. */
  steps(plan: Plan): readonly Step[];
  /**
   * What is signed is a definition, in force for so many days: it has no steps, and runs whose plans lie inside need no
   * approval of their own. Its effects hold all of this, see rules/definition-scope.
   */
  standing?(plan: Plan): Scope;
  /** Of a definition: how long a restore of its machines may take, and how much may be lost. */
  targets?(plan: Plan): Targets;
  /** Of a definition under which nothing runs: why its machine is not drilled, and which it is. null: it was gone then. */
  excepts?(plan: Plan): { why: string; immutableId: string | null | undefined };
  /** By what its end tries its machine, counted for how well that is proven: see store/rules/trial-row. Absent: it tries none. */
  trial?: TrialBy;
  /** Of what proves a machine: when the newest point was made that could have been restored then. */
  newestAt?(plan: Plan): Date | undefined;
  /** Of what proves a machine: what Azure gave that one, and gives to no other. */
  machine?(plan: Plan): string | undefined;
  /** Of a definition: kind of the timer that is due, by the request's id, once it is in force. */
  inForce?: { timer: string };
  /** What of its plan is measured where it runs under a definition; absent: it never does. */
  extent?(plan: Plan): Extent;
  /** A plan of another kind that it carries out: the steps of that kind work on it. */
  performs?(plan: Plan): StoredPlan;
  /**
   * Kind of the timer that is due, by the request's id, so many seconds after it ended, whatever became of it. It is not
   * tried again. One that was withdrawn before it began made nothing, and is followed by nothing.
   */
  afterEnd?: { timer: string; seconds: number };
  /** Kind of the timer that is due once a step failed so for good, by the request's id and the moment. */
  failureTimer?(failure: Failure): string | undefined;
  /** What it made is deleted, whatever became of it. */
  isTemporary?: true;
  /** False: it ends what was made, as was agreed to before, and nothing but its own end would have it tried again. */
  withdrawable?: false;
  /** What whoever carries the request must hold in Azure, as far as its plan says so. */
  needs(plan: Plan): Need[];
  /** The same request against today's facts, before a step of it is sent. @throws azure.* */
  replan(services: KindServices, plan: Plan, progress: Progress): Promise<Replanned>;
  /** What else stands against a step of it before it is sent. */
  obstacle?(services: KindServices, plan: Plan, at: StepContext): Promise<Failure | undefined>;
  subject(plan: Plan): PlanSubject;
  /** The bot's own rights without which it cannot even begin. */
  ownNeeds(plan: Plan): OwnNeed[];
  /** Absent: its steps take no time worth telling. */
  expectedTimes?(db: Db, plan: Plan): Promise<ExpectedTimes>;
  /** Jobs that work as its own do and that nobody asked for here: by their operation in Azure, and what they take in a vault, in milliseconds. */
  likeJobs?: { operation: string; expected(db: Db, vaultId: string): Promise<number | null> };
  /** What a step does before the rest of it, in milliseconds, by its kind: bringing a point back from the archive. */
  archiveTimes?(plan: Plan): Partial<Record<string, number>>;
  /** By what the approval policy's rules know it, all that its plans may be. Absent: nobody else has to agree to it. */
  operations?: readonly [string, ...string[]];
  /** Which of these a plan is; the first where absent. */
  operation?(plan: Plan): string;
  /** What was seen of the copy that it makes, for rules that go by it. Absent: it makes none. */
  copySeen?(plan: Plan): CopySeen;
  /** What whoever approves must hold themselves, whatever the policy says of who may. */
  carriers?(plan: Plan): Need[];
  /** False: Azure cannot be asked to stop it half-way. */
  cancellable?: false;
  /** Verbs of the buttons on its card once it is done. */
  offersWhenDone?(plan: Plan, at: { request: RequestRow; db: Db; requestKinds: RequestKinds }): Promise<string[]>;
  /** How long Azure keeps what this step deleted, for its line on the card. */
  softDeleted?(step: StepRow): Pick<StepView, 'softDeletedUntil' | 'softDeletedUnread'> | undefined;
  /** What a step did that may be why its request failed, for card and thread. */
  stepWarning?(step: StepRow, request: RequestRow): Failure | undefined;
  /** Id of another request whose card goes by how this one ends. */
  shownBy?(plan: Plan): string;
  /** What the thread of that request reads once this one ended well. @param id of this one */
  saysToShown?(plan: Plan, id: string): Failure;
  /** What the reply that closes its thread says besides, where it ended well or failed. */
  closingText?(
    parts: { db: Db; requestKinds: RequestKinds },
    request: RequestRow,
    reader: Reader,
    now: Date,
  ): Promise<string>;
  /** The card of that reply. */
  closingCard?(db: Db, plan: Plan, view: RequestView, reader: Reader): Promise<CardJson>;
  /** Sizes that were approved and may be tried in place of the one with which this step failed. */
  otherSizes?(plan: Plan, step: StepRow): string[];
  /** Sizes that this step may be tried again with; undefined for a step that makes no machine. */
  approvedSizes?(plan: Plan, step: StepRow): string[] | undefined;
  /** A machine that it made and that does not come up may be deallocated and started. */
  restart?: {
    /** Its ARM id; undefined: this one makes none, or not its own. */
    vm(plan: Plan): string | undefined;
    /** Whether that may mend what its step failed with. */
    mends(failure: Failure): boolean;
  };
  /** Approvers are told when one like it last succeeded for the same machine. */
  showsLastSuccess?: true;
  /** Id of the job that it is about, where that is not a job of its own steps. */
  aboutJob?(plan: Plan): string;
  /** The lines that do it by hand. Absent, or undefined: only a form can tell it, or more than lines are needed. */
  byHandLines?(services: Pick<KindServices, 'config' | 'requestKinds'>, plan: Plan): ChangeLines | undefined;
  /** Why nobody is to type them as things are. */
  byHandRefusal?(services: Pick<KindServices, 'azure'>, plan: Plan): Promise<Failure | undefined>;
  /** Whether its lines let points go where something has changed since: there are none then but for what still is as signed. */
  byHandAsSigned?(plan: Plan): boolean;
  /** More than lines are needed: they stand on a card of their own, and go on from what was made. */
  byHandCard?: true;
};

/** Every kind of request that this process knows. */
export type RequestKinds = {
  /** @throws NewerStoredError for a plan of a kind that this version does not know */
  of(plan: Pick<StoredPlan, 'kind'>): RequestKind;
  all: readonly RequestKind[];
  trials: TrialKinds;
  /** A plan as it is kept. @throws NewerStoredError, stored.unreadable */
  parse(json: unknown): StoredPlan;
  /** A plan as it is to be kept. */
  write(plan: StoredPlan): unknown;
};

/**
 * Gives a descriptor the type of its own plan, by what it stores, and of its own steps, so that its members need no casts.
 * Without `steps` it has one of each kind.
 */
export function defineRequestKind<
  Plan extends StoredPlan,
  const Step extends string,
  const Operation extends string = never,
>(
  kind: Pick<RequestKind<Plan, Step>, 'stored' | 'stepKinds'> & {
    steps?: NoInfer<RequestKind<Plan, Step>['steps']>;
    operation?(plan: NoInfer<Plan>): NoInfer<Operation>;
  } & OperationsOf<NoInfer<Plan>, Operation> &
    NoInfer<Omit<RequestKind<Plan, Step>, 'stored' | 'stepKinds' | 'steps' | 'operations' | 'operation'>>,
): RequestKind<Plan, Step> {
  return { steps: () => kind.stepKinds, ...kind };
}

/** A rule of the policy can name whatever somebody has to agree to. */
type OperationsOf<Plan extends StoredPlan, Operation extends string> = Plan extends GatedPlan
  ? { operations: readonly [Operation, ...Operation[]] }
  : { operations?: never };

/** Whether there are lines that do by hand what this plan says, or the plan that it performs, and that is to stay. */
export function isToldByHand(services: Pick<KindServices, 'config' | 'requestKinds'>, plan: StoredPlan): boolean {
  const { byHandCard, byHandLines, isTemporary, performs } = services.requestKinds.of(plan);
  if (isTemporary) return false;
  if (byHandCard || byHandLines?.(services, plan)) return true;
  const performed = performs?.(plan);
  return performed !== undefined && isToldByHand(services, performed);
}

/** What a rule of the approval policy may name. */
export function operationsOf(kinds: readonly Pick<RequestKind, 'operations'>[]): string[] {
  return [...new Set(kinds.flatMap(({ operations = [] }) => operations))];
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
    trials: new Map(kinds.flatMap(({ name, trial }) => (trial ? [[name, trial] as const] : []))),
    parse(json) {
      const { kind } = asObject(json);
      if (typeof kind !== 'string') throw new StoredError('stored.unreadable', { name: 'plan', path: 'kind' });
      return named(kind).stored.parse(json);
    },
    write: (plan) => named(plan.kind).stored.write(plan),
  };
}
