import type { FindOutcome, SendOutcome } from '../azure/outcome.ts';
import type { Failure } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { NewerStoredError, type Stored } from '../kernel/stored.ts';
import type { RequestKind } from '../requests/request-kind.ts';
import type { Deviation } from '../requests/rules/addendum.ts';
import type { RequestServices } from '../requests/services.ts';
import type { StoredPlan } from '../requests/stored-plan.ts';
import type { RequestRow } from '../store/requests.ts';
import type { AttemptRow, StepRow } from '../store/steps.ts';
import { storedJobEnd, storedTidied } from './rules/stored-results.ts';

/** Where a request stands when one of its steps is at work. */
export type StepAt<Plan> = {
  plan: Plan;
  request: RequestRow;
  step: StepRow;
  /** What the request's earlier steps made (steps.result), by kind. */
  results: Readonly<Record<string, unknown>>;
  /** What a vote of its own agreed to beyond the signed plan, for this step. */
  agreed: readonly Deviation[];
};

/** Where a request stands when it is advanced. */
export type AtStep = StepAt<StoredPlan>;

export type StepInput<Plan> = StepAt<Plan> & { attempt: Pick<AttemptRow, 'id' | 'number' | 'opened_at' | 'sends'> };

/**
 * What shows that a step was already done. too-late: it can no longer be done, and nothing more is sent. failed: Azure
 * took it and says that it came to nothing. unread: Azure has ended it, and whether what it made is ours can't be told
 * before somebody acts.
 */
export type FindResult<Result = never> =
  | FindOutcome
  | { kind: 'too-late'; failure: Failure }
  | { kind: 'done'; result?: Result }
  | { kind: 'working'; retryAfterSeconds?: number }
  | { kind: 'unread'; failure: Failure }
  /** `result`: what it made all the same, which stays. */
  | { kind: 'failed'; failure: Failure; result?: Result };

/** It found what nobody signed or agreed to, and does nothing before somebody does. */
export type Deviates = { kind: 'deviates'; deviations: readonly Deviation[] };

/** What came of a send. deviates: nothing was sent. */
export type Sent = SendOutcome | Deviates;

/** Where no vote can be had on it. A path is a stranger's text, so what is told of it is cut. */
export function unsigned({ deviations }: Deviates): Failure {
  const paths = deviations.map(({ path }) => path).join(', ');
  return { code: 'rebuild.unsigned', params: { count: deviations.length, paths: paths.slice(0, 200) } };
}

/** Whether there is anything to send. later: it cannot be told yet, ask again. stop: the step fails with this. */
export type Needed<Result = never> =
  | Deviates
  | { kind: 'yes' }
  /** `proves`: what its audit row says besides. */
  | { kind: 'no'; state?: 'skipped' | 'done'; result?: Result; proves?: Record<string, string | number> }
  | { kind: 'stop'; failure: Failure }
  | { kind: 'later'; seconds?: number };

type OfJob = 'Backup' | 'Restore' | 'ConfigureBackup' | 'DisableBackup' | 'Undelete' | 'none';

/** The id of a job that was found has a place only where the job is the step's own or `result` keeps it. */
export type FindResultOf<Job extends OfJob, Result = never> = [Job, Result] extends ['none', never]
  ? Exclude<FindResult<Result>, { kind: 'found' | 'several' }>
  : FindResult<Result>;

/**
 * A step that changes Azure. `send` is called once per committed attempt, with the attempt's id as client request id;
 * `find` shows whether an attempt whose answer was lost has acted. A step that only observes answers `needed` with no.
 */
type StepOf<Plan, Result, Job extends OfJob = OfJob> = {
  /**
   * Operation of the job that it starts, as Azure names it: the step ends with that job. One without a job of its own
   * is done once `find` sees its effect.
   */
  job: Job;
  /**
   * What Azure refuses of it is written down and holds up nothing: it only tidies. recorded: it touches nothing but what
   * this request made and wrote down, so nobody has to hold a right for it. found: it goes by what others can write too,
   * a tag, so the requester must hold the right as for any other step.
   */
  tidies?: 'recorded' | 'found';
  /** The job is sent for what it leaves when it fails so: then it has done what it was for, and `status` of its result says how it ended. */
  meantToFail?(job: JobFacts): boolean;
  /** What it makes has the attempt's id in its name: `find` sees nobody else's, also before it is sent. */
  named?: true;
  /**
   * What it leaves in its row (steps.result), where it ended and where it failed. Absent: nothing, or as the end of its job
   * and what only tidies do.
   */
  result?: Pick<Stored<Result>, 'write'>;
  needed?(services: RequestServices, at: StepAt<Plan>): Promise<Needed<NoInfer<Result>>>;
  send(services: RequestServices, at: StepInput<Plan>): Promise<Sent>;
  find(services: RequestServices, at: StepInput<Plan>): Promise<FindResultOf<NoInfer<Job>, NoInfer<Result>>>;
};

export type StepHandler = StepOf<StoredPlan, unknown>;

/** A step for requests of one kind. */
export function stepOf<Plan extends StoredPlan, Job extends OfJob, Result = never>(
  kind: RequestKind<Plan>,
  step: StepOf<Plan, Result, Job>,
): StepHandler {
  const { needed } = step;
  const result = step.result ?? resultOfAny(step);
  return {
    job: step.job,
    ...(result && { result }),
    ...(step.tidies && { tidies: step.tidies }),
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

/** What a step has left, as its row keeps it. */
export function writeResult({ result: stored }: StepHandler, result: unknown): unknown {
  if (!stored) throw new Error('a step leaves what has no schema');
  return stored.write(result);
}

type Look<Plan, Result = never> = (
  services: RequestServices,
  at: StepAt<Plan>,
) => Promise<Exclude<Needed<Result>, { kind: 'yes' }>>;

function sendsNothing(): never {
  throw new Error('a step that only observes was sent');
}

/** A step that only looks: its `needed` ends it, one way or another. */
export function observing<Plan extends StoredPlan>(kind: RequestKind<Plan>, look: Look<Plan>): StepHandler {
  return stepOf(kind, { job: 'none', needed: look, send: sendsNothing, find: sendsNothing });
}

/** One that only looks, and leaves what it saw. */
export function recording<Plan extends StoredPlan, Result>(
  kind: RequestKind<Plan>,
  result: Pick<Stored<Result>, 'write'>,
  look: Look<Plan, NoInfer<Result>>,
): StepHandler {
  return stepOf(kind, { job: 'none', result, needed: look, send: sendsNothing, find: sendsNothing });
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

/** What carries out each kind of step that this process knows. */
export type StepHandlers = {
  /** @throws NewerStoredError for a kind that this version cannot carry out */
  of(step: Pick<StepRow, 'id' | 'kind'>): StepHandler;
};

/** @throws Error where a kind of request has a step that nothing carries out: it would wait for ever */
export function createStepHandlers(
  handlers: Readonly<Record<string, StepHandler>>,
  requestKinds: readonly Pick<RequestKind, 'name' | 'stepKinds'>[],
): StepHandlers {
  for (const { name, stepKinds } of requestKinds) {
    const lacks = stepKinds.filter((kind) => !Object.hasOwn(handlers, kind));
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
