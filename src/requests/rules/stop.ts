/**
 * What becomes of a step once its request is stopped.
 * left: it is not sent any more. Under way, it ends by itself, or its job is cancelled.
 * follows: the step before it leaves something half done, so it is carried out if that one began.
 * always: it only tidies, so it is carried out.
 * finishes: while it is under way the request cannot be stopped. swaps: the same, as Azure replaces disks.
 */
export type WhenStopped = 'left' | 'follows' | 'always' | 'finishes' | 'swaps';

export type StoppableStep = {
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  when: WhenStopped;
  /** An attempt was opened and has not ended. */
  underWay: boolean;
};

/** The step that a request works on; undefined: all have ended. */
export function currentStep<Step extends Pick<StoppableStep, 'state'>>(steps: readonly Step[]): Step | undefined {
  return steps.find(isUnfinished);
}

/** The step that a stopped request still carries out; undefined: nothing more. */
export function nextAfterStop<Step extends StoppableStep>(steps: readonly Step[]): Step | undefined {
  return steps.find((step, index) => {
    if (!isUnfinished(step)) return false;
    if (step.underWay || step.when === 'always') return true;
    const before = steps[index - 1]?.state;
    return step.when === 'follows' && (before === 'done' || before === 'failed' || before === 'running');
  });
}

/** Whether a stopped request came to its whole end all the same: nothing of it was left out. */
export function isWhole(steps: readonly Pick<StoppableStep, 'state'>[]): boolean {
  return steps.every(({ state }) => state === 'done' || state === 'skipped');
}

/** Whether Azure has replaced the disks: that was the request, and only a look at what came of it is left. */
export function hasSwapped(steps: readonly Pick<StoppableStep, 'state' | 'when'>[]): boolean {
  return steps.some(({ state, when }) => state === 'done' && when === 'swaps');
}

/** Why a request cannot be stopped where it stands; undefined: it can. */
export function whyUnstoppable(steps: readonly StoppableStep[]): 'finishes' | 'swaps' | 'swapped' | undefined {
  if (hasSwapped(steps)) return 'swapped';
  const step = currentStep(steps);
  if (!step?.underWay) return undefined;
  return step.when === 'finishes' || step.when === 'swaps' ? step.when : undefined;
}

function isUnfinished({ state }: Pick<StoppableStep, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}
