import type { Failure } from '../../kernel/errors.ts';
import type { AdeExtensionFacts, VmFacts } from '../../kernel/facts.ts';

/**
 * Why the encryption extension came to nothing. Without an agent that reports nothing can run in a machine, so it is
 * the machine that did not come up. Azure tells the error in the machine, not in the extension.
 */
export function extensionFailure(extension: AdeExtensionFacts, vm: VmFacts | undefined): Failure {
  const { name, provisioningState } = extension;
  const error = vm?.provisioningFailure;
  const said = error ? [error.code, error.message].filter(Boolean).join(': ') : provisioningState;
  if (!vm || vm.agentReady === 'yes') return { code: 'rebuild.extension-failed', params: { name, said } };
  return { code: 'rebuild.extension-agent-silent', params: { name, vm: vm.name, said } };
}
