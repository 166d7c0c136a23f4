import type { FindOutcome, SendOutcome } from '../azure/calls.ts';
import type { Failure } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { NewerStoredError, type Stored } from '../kernel/stored.ts';
import type { RequestKind } from '../requests/request-kind.ts';
import type { Deviation } from '../requests/rules/addendum.ts';
import type { RequestServices } from '../requests/services.ts';
import type { StoredPlan } from '../requests/stored-request.ts';
import type { RequestRow } from '../store/requests.ts';
import type { AttemptRow, StepRow } from '../store/steps.ts';
import { storedJobEnd, storedTidied } from './rules/stored-results.ts';

/** The state of a request while one of its steps runs. */
export type StepAt<Plan> = {
  plan: Plan;
  request: RequestRow;
  step: StepRow;
  /** Results of the request's earlier steps (steps.result), by kind of step. */
  results: Readonly<Record<string, unknown>>;
  /** Deviations from the signed plan that an extra vote agreed to for this step. */
  agreed: readonly Deviation[];
};

/** The state of a request when it is advanced. */
export type AtStep = StepAt<StoredPlan>;

export type StepInput<Plan> = StepAt<Plan> & { attempt: Pick<AttemptRow, 'id' | 'number' | 'opened_at' | 'sends'> };

/**
 * The result of `find` for an attempt. too-late: it can no longer be done, and nothing more is sent. failed: Azure
 * accepted it and reports that it came to nothing. unread: Azure has ended it, and somebody has to act before its
 * result can be recognised as ours.
 */
export type FindResult<Result = never> =
  | FindOutcome
  | { kind: 'too-late'; failure: Failure }
  | { kind: 'done'; result?: Result }
  | { kind: 'working'; retryAfterSeconds?: number }
  | { kind: 'unread'; failure: Failure }
  /** `result`: what it made although it failed, which stays. */
  | { kind: 'failed'; failure: Failure; result?: Result };

/** The step found something that nobody signed or agreed to, and does nothing until somebody does. */
export type Deviates = { kind: 'deviates'; deviations: readonly Deviation[] };

/** The outcome of a send. deviates: nothing was sent. */
export type Sent = SendOutcome | Deviates;

/** The failure for deviations on which no vote is possible. Paths are a stranger's text, so the list is cut. */
export function unapprovable({ deviations }: Deviates): Failure {
  const paths = deviations.map(({ path }) => path).join(', ');
  return { code: 'rebuild.unsigned', params: { count: deviations.length, paths: paths.slice(0, 200) } };
}

/** Whether there is anything to send. later: not known yet, ask again. stop: the step fails with this failure. */
export type Needed<Result = never> =
  | Deviates
  | { kind: 'yes' }
  /** `proves`: extra details for the step's audit row. */
  | { kind: 'no'; state?: 'skipped' | 'done'; result?: Result; proves?: Record<string, unknown> }
  | { kind: 'stop'; failure: Failure }
  | { kind: 'later'; seconds?: number };

type OfJob = 'Backup' | 'Restore' | 'ConfigureBackup' | 'DisableBackup' | 'Undelete' | 'none';

/** A found job's id is only useful to a step with a job of its own, or with a `result` that stores it. */
export type FindResultOf<Job extends OfJob, Result = never> = [Job, Result] extends ['none', never]
  ? Exclude<FindResult<Result>, { kind: 'found' | 'several' }>
  : FindResult<Result>;

/**
 * A step that changes Azure. `send` is called once per committed attempt, with the attempt's id as client request id;
 * `find` shows whether an attempt whose answer was lost has acted. A step that only observes answers `needed` with no.
 */
type StepOf<Plan, Result, Job extends OfJob = OfJob> = {
  /**
   * Operation of the job that the step starts, as Azure names it; the step ends with that job. A step without a job is
   * done once `find` sees its effect.
   */
  job: Job;
  /**
   * The step only tidies: a refusal is recorded and stops nothing. recorded: it touches only what this request made and
   * recorded, so nobody needs a right for it. found: it goes by a tag, which others can write too, so the requester
   * needs the right as for any other step.
   */
  tidies?: 'recorded' | 'found';
  /**
   * The job is sent for what it leaves when it fails this way. That counts as success, and `status` of the result says
   * how it ended.
   */
  meantToFail?(job: JobFacts): boolean;
  /** The result's name contains the attempt's id, so `find` never sees somebody else's, even before the send. */
  named?: true;
  /**
   * The shape of the step's result in its row (steps.result), whether it succeeded or failed. Absent: nothing, or the
   * end of its job, or what tidying steps store.
   */
  result?: Pick<Stored<Result>, 'write'>;
  /** What its audit row states of its result. */
  tells?(result: NoInfer<Result>): Record<string, unknown>;
  needed?(services: RequestServices, at: StepAt<Plan>): Promise<Needed<NoInfer<Result>>>;
  send(services: RequestServices, at: StepInput<Plan>): Promise<Sent>;
  find(services: RequestServices, at: StepInput<Plan>): Promise<FindResultOf<NoInfer<Job>, NoInfer<Result>>>;
};

export type StepHandler = Omit<StepOf<StoredPlan, unknown>, 'tells'> & {
  tells?(result: unknown): Record<string, unknown>;
};

/** Makes a step for requests of one kind. */
export function defineStep<Plan extends StoredPlan, Job extends OfJob, Result = never>(
  kind: RequestKind<Plan>,
  step: StepOf<Plan, Result, Job>,
): StepHandler {
  const { needed, tells } = step;
  const result = step.result ?? resultOfAny(step);
  return {
    job: step.job,
    ...(result && { result }),
    ...(step.tidies && { tidies: step.tidies }),
    ...(tells && { tells: (result: unknown) => tells(result as Result) }),
    ...(step.named && { named: step.named }),
    ...(step.meantToFail && { meantToFail: step.meantToFail }),
    ...(needed && {
      needed: (services: RequestServices, at: StepAt<StoredPlan>) => needed(services, narrowed(services, at, kind)),
    }),
    send: (services, at) => step.send(services, narrowed(services, at, kind)),
    find: (services, at) => step.find(services, narrowed(services, at, kind)),
  };
}

function resultOfAny({ job, tidies }: Pick<StepHandler, 'job' | 'tidies'>): StepHandler['result'] {
  if (tidies) return storedTidied;
  return job === 'none' ? undefined : storedJobEnd;
}

/** The result of a step as its row stores it. */
export function writeResult({ result: stored }: StepHandler, result: unknown): unknown {
  if (!stored) throw new Error('a step leaves what has no schema');
  return stored.write(result);
}

type Observe<Plan, Result = never> = (
  services: RequestServices,
  at: StepAt<Plan>,
) => Promise<Exclude<Needed<Result>, { kind: 'yes' }>>;

function sendsNothing(): never {
  throw new Error('a step that only observes was sent');
}

/** A step that only reads: its `needed` ends it, with success or failure. */
export function defineObservingStep<Plan extends StoredPlan>(
  kind: RequestKind<Plan>,
  observe: Observe<Plan>,
): StepHandler {
  return defineStep(kind, { job: 'none', needed: observe, send: sendsNothing, find: sendsNothing });
}

/** A step that only reads, and stores what it saw. */
export function defineRecordingStep<Plan extends StoredPlan, Result>(
  kind: RequestKind<Plan>,
  result: Pick<Stored<Result>, 'write'>,
  observe: Observe<Plan, NoInfer<Result>>,
  tells?: (result: NoInfer<Result>) => Record<string, unknown>,
): StepHandler {
  return defineStep(kind, {
    job: 'none',
    result,
    ...(tells && { tells }),
    needed: observe,
    send: sendsNothing,
    find: sendsNothing,
  });
}

function narrowed<At extends { plan: StoredPlan }, Plan extends StoredPlan>(
  { requestKinds }: Pick<RequestServices, 'requestKinds'>,
  at: At,
  { name }: RequestKind<Plan>,
): At & { plan: Plan } {
  const performed = at.plan.kind === name ? undefined : requestKinds.of(at.plan).performs?.plan(at.plan);
  if (performed?.kind === name) return { ...at, plan: performed as Plan };
  if (at.plan.kind !== name) throw new Error(`a step of ${name} in a request of ${at.plan.kind}`);
  return at as At & { plan: Plan };
}

/** The handlers of all kinds of steps that this process knows. */
export type StepHandlers = {
  /** @throws NewerStoredError for a kind that this version cannot carry out */
  of(step: Pick<StepRow, 'id' | 'kind'>): StepHandler;
};

/** @throws Error if a kind of request has a step without a handler: it would wait for ever */
export function createStepHandlers(
  handlers: Readonly<Record<string, StepHandler>>,
  requestKinds: readonly Pick<RequestKind, 'name' | 'stepKinds'>[],
): StepHandlers {
  for (const { name, stepKinds } of requestKinds) {
    const lacks = Object.keys(stepKinds).filter((kind) => !Object.hasOwn(handlers, kind));
    if (lacks.length > 0) throw new Error(`nothing carries out these steps of ${name}: ${lacks.join(', ')}`);
  }
  return {
    of({ kind }) {
      const handler = handlers[kind];
      if (!handler) throw new NewerStoredError(`step ${kind}`, 'unknown', 0);
      return handler;
    },
  };
}
