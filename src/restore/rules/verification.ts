import { nameOf } from '../../kernel/arm-id.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { VmFacts } from '../../kernel/facts.ts';

export type Fault =
  | 'gone'
  | 'deallocated'
  | 'not-provisioned'
  | 'not-provisioned-yet'
  | 'not-encrypted'
  | 'agent-silent';

export type Verification =
  | { kind: 'well'; seen: { encrypted: boolean; agent: boolean } }
  /** It may still come to it. */
  | { kind: 'not-yet'; fault: Fault }
  | { kind: 'bad'; fault: Fault };

/**
 * Whether a restored machine is what it should be: provisioned, unlocked where its disks are encrypted, its agent
 * there. One whose disks were replaced may have been deallocated before, and stays so: it has no agent to wait for. One
 * that was made for the request was started with it, and proves nothing if it is off.
 * @param expected made: by this request, and not the original
 */
export function judgeVm(vm: VmFacts | undefined, expected: { encrypted: boolean; made: boolean }): Verification {
  if (!vm) return { kind: 'bad', fault: 'gone' };
  const state = vm.provisioningState.toLowerCase();
  if (state === 'failed' || state === 'canceled') return { kind: 'bad', fault: 'not-provisioned' };
  if (state !== 'succeeded') return { kind: 'not-yet', fault: 'not-provisioned-yet' };
  if (vm.power === 'deallocated' && expected.made) return { kind: 'bad', fault: 'deallocated' };
  if (vm.power === 'deallocated') return { kind: 'well', seen: { encrypted: false, agent: false } };
  const encrypted = saysEncrypted(vm);
  // The instance view tells of encryption only once the machine has booted.
  if (vm.agentReady !== 'yes') return { kind: 'not-yet', fault: 'agent-silent' };
  if (expected.encrypted && !encrypted) return { kind: 'not-yet', fault: 'not-encrypted' };
  return { kind: 'well', seen: { encrypted, agent: true } };
}

export function faultOf({ fault }: { fault: Fault }, vmId: string): Failure {
  return { code: `rebuild.verify-${fault}`, params: { vm: nameOf(vmId) } };
}

/** At least one disk, since ADE may cover the OS disk or the data disks alone. */
function saysEncrypted({ instanceDisks = [] }: VmFacts): boolean {
  return instanceDisks.some(({ statusCodes }) =>
    statusCodes.some((code) => code.toLowerCase() === 'encryptionstate/encrypted'),
  );
}
