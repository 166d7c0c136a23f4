import type { Tri, VmFacts } from '../../kernel/facts.ts';
import type { AdePass, Evidence } from './encryption-assessment.ts';

export type ExtensionState = {
  /** off: present, but failed or told to decrypt, which says nothing about the disks. */
  state: 'on' | 'off' | 'none';
  pass: AdePass;
  /** unknown unless the extension is on and names its vault. */
  kek: Tri;
  evidence: Evidence[];
};

/** What the ADE extension says. It never proves encryption by itself: only instance view and disks do. */
export function extensionState(vm: VmFacts): ExtensionState {
  const extension = vm.adeExtension;
  if (extension === undefined) return { state: 'none', pass: 'unknown', kek: 'unknown', evidence: [] };
  const params = {
    extension: extension.type,
    version: extension.typeHandlerVersion,
    operation: extension.operation ?? '',
    state: extension.provisioningState,
  };
  const pass = passOfExtension(extension.type, extension.typeHandlerVersion);
  if (/^failed$/i.test(extension.provisioningState)) {
    return { state: 'off', pass, kek: 'unknown', evidence: [{ code: 'vm-extension-failed', params }] };
  }
  if (/^disable/i.test(extension.operation ?? '')) {
    return { state: 'off', pass, kek: 'unknown', evidence: [{ code: 'vm-extension-off', params }] };
  }
  const hasKek = (extension.keyEncryptionKeyUrl ?? '').trim() !== '';
  const hasVault = (extension.keyVaultUrl ?? '').trim() !== '';
  const kek: Tri = hasKek ? 'yes' : hasVault ? 'no' : 'unknown';
  const evidence: Evidence[] = [{ code: 'vm-extension-on', params }];
  if (kek !== 'unknown') evidence.push({ code: kek === 'yes' ? 'vm-kek' : 'vm-no-kek', params: {} });
  return { state: 'on', pass, kek, evidence };
}

/** Windows: 1.x is dual pass, 2.x single pass. Linux: 0.x is dual pass, 1.x single pass. */
function passOfExtension(type: string, version: string): AdePass {
  const major = /^(\d+)(\.|$)/.exec(version.trim())?.[1];
  if (major === undefined) return 'unknown';
  const firstSinglePass = /linux/i.test(type) ? 1 : 2;
  return Number(major) >= firstSinglePass ? 'single' : 'dual';
}
