/**
 * Only an attempt that is proven ended is followed by another, so that each has a deployment of its own. Whoever may
 * deploy into the group could make one of a name that can be guessed, and have it taken for ours: the attempt's id cannot
 * be, for it comes of the step's, which is random.
 */
export function deploymentName(requestId: string, step: string, attempt: { number: number; id: string }): string {
  return `strongroom-${requestId}-${step}-${attempt.number}-${attempt.id.slice(-12)}`;
}
