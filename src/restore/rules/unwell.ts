import type { Failure } from '../../kernel/errors.ts';

const unwell = new Set([
  'rebuild.extension-failed',
  'rebuild.extension-agent-silent',
  'rebuild.verify-not-provisioned',
  'rebuild.verify-not-provisioned-yet',
  'rebuild.verify-not-encrypted',
  'rebuild.verify-agent-silent',
]);

/** The machine is there, and what is on its screen may say why it does not come up. */
export function hasScreen({ code }: Failure): boolean {
  return unwell.has(code);
}

/** Taking it off its host and starting it again may bring it up. */
export function mayRestart(failure: Failure): boolean {
  return hasScreen(failure) || failure.code === 'rebuild.verify-deallocated';
}

/** Kind of the timer that shows the screen: the picture is asked of Azure, which no transaction waits for. */
export function timerOfFailure(failure: Failure): 'screen' | undefined {
  return hasScreen(failure) ? 'screen' : undefined;
}
