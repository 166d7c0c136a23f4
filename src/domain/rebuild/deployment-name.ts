/** Only an attempt that is proven ended is followed by another, so that each has a deployment of its own. */
export function deploymentName(requestId: string, step: string, attempt: number): string {
  return `strongroom-${requestId}-${step}-${attempt}`;
}
