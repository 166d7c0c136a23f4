import { armIdKey } from '../../kernel/arm-id.ts';
import type { AdeKeys, DiskFacts, RecoveryPointFacts, Tri, VmFacts } from '../../kernel/facts.ts';
import { distinctKeys, sameKeys } from '../../kernel/keys.ts';
import type { AdeAssessment, AdePass, EncryptionFacts } from './encryption-assessment.ts';

/**
 * Decides about ADE from VM, disks and recovery point. A point takes precedence, because restored disks are in its
 * state. If it says nothing, encryption seen today counts as yes, and its absence today proves nothing.
 */
export function ade(facts: EncryptionFacts): AdeAssessment {
  const now = adeNow(facts.vm, facts.disks ?? []);
  const at = adeAtPoint(facts.point);
  const value = facts.point === undefined ? now.value : settle(at.value, now.value);

  // Settings of a VM that is not, or no longer, encrypted say nothing about the point.
  const fromVm = value === 'yes' && now.value !== 'no';
  const pass = at.pass !== 'unknown' ? at.pass : fromVm ? now.pass : 'unknown';
  const kek = at.kek !== 'unknown' ? at.kek : fromVm ? now.kek : 'unknown';
  const keysAtPoint = facts.point?.keys;
  return {
    value,
    now: now.value,
    atPoint: at.value,
    pass: value === 'no' ? 'unknown' : pass,
    entraApp: value === 'no' || pass === 'unknown' ? 'unknown' : pass === 'dual' ? 'yes' : 'no',
    kek: value === 'no' ? 'no' : kek,
    ...(keysAtPoint === undefined ? {} : { keysAtPoint }),
    keysNow: now.keysNow,
    keysOnRecord: now.keysOnRecord,
    rotatedSincePoint: rotated(keysAtPoint, now.keysNow),
  };
}

function settle(atPoint: Tri, now: Tri): Tri {
  if (atPoint !== 'unknown') return atPoint;
  return now === 'yes' ? 'yes' : 'unknown';
}

function rotated(atPoint: AdeKeys | undefined, now: readonly AdeKeys[]): Tri {
  if (atPoint === undefined || now.length === 0) return 'unknown';
  return now.some((keys) => sameKeys(keys, atPoint)) ? 'no' : 'yes';
}

type AdeAtPoint = { value: Tri; pass: AdePass; kek: Tri };

/**
 * ADE as the recovery point states it. Only its own GET is complete: a list may omit the encryption members of the same
 * point, so it can prove encryption but never its absence.
 */
function adeAtPoint(point: RecoveryPointFacts | undefined): AdeAtPoint {
  if (point === undefined) return { value: 'unknown', pass: 'unknown', kek: 'unknown' };
  const pass: AdePass =
    point.mechanism === 'single-pass' ? 'single' : point.mechanism === 'double-pass' ? 'dual' : 'unknown';
  const hasKeys = point.hasKeyAndSecret || point.keys !== undefined;
  const kek: Tri = point.keys === undefined ? 'unknown' : point.keys.kek === undefined ? 'no' : 'yes';
  const marked = hasKeys || pass !== 'unknown';
  // A point that denies it and yet carries keys contradicts itself.
  const denies = point.encrypted === 'no' && point.detailed;
  const value: Tri =
    point.encrypted === 'yes' ? 'yes' : denies ? (marked ? 'unknown' : 'no') : marked ? 'yes' : 'unknown';
  return { value, pass, kek };
}

export type AdeNow = {
  value: Tri;
  pass: AdePass;
  kek: Tri;
  keysNow: AdeKeys[];
  keysOnRecord: AdeKeys[];
};

/**
 * ADE as the VM and its disks show it today. Any proof of encryption decides; `no` needs every source read and clear,
 * because a deallocated VM reports no disks and a removed extension leaves disks encrypted.
 */
function adeNow(vm: VmFacts | undefined, disks: readonly DiskFacts[]): AdeNow {
  const encryptedDisks = disks.filter((disk) => disk.ade?.enabled === true);
  const diskPass = passOfDisks(encryptedDisks);
  const diskKeys = encryptedDisks.flatMap((disk) => (disk.ade?.keys === undefined ? [] : [disk.ade.keys]));
  if (vm === undefined) {
    const value = encryptedDisks.length > 0 ? 'yes' : 'unknown';
    const keys = distinctKeys(diskKeys);
    return { value, pass: diskPass, kek: judgeKek(keys, undefined), keysNow: keys, keysOnRecord: keys };
  }

  const instance = instanceState(vm);
  const extension = extensionState(vm);
  const osSettings = vm.osEncryptionSettings;
  const osOn = osSettings?.enabled === true;
  const proven = osOn || instance === 'encrypted' || encryptedDisks.length > 0;
  const clear = instance === 'clear' && areDisksRead(vm, disks) && extension.state !== 'on';
  const value: Tri = proven ? 'yes' : clear ? 'no' : 'unknown';

  const modelKeys = osOn && osSettings?.keys !== undefined ? [osSettings.keys] : [];
  const instanceKeys = (vm.instanceDisks ?? []).flatMap((disk) => (disk.keys === undefined ? [] : [disk.keys]));
  const keysNow = distinctKeys([...modelKeys, ...diskKeys, ...instanceKeys]);
  return {
    value,
    pass: osOn ? 'dual' : extension.pass !== 'unknown' ? extension.pass : diskPass,
    kek: judgeKek(keysNow, extension.kek),
    keysNow,
    keysOnRecord: distinctKeys([...modelKeys, ...diskKeys]),
  };
}

function instanceState(vm: VmFacts): 'encrypted' | 'clear' | 'unknown' {
  const reported = vm.instanceDisks ?? [];
  if (reported.length === 0) return 'unknown';
  const states = reported.map(({ statusCodes, enabled }) => {
    const code = statusCodes.find((status) => /^EncryptionState\//i.test(status));
    // Only EncryptionState/encrypted has been seen in real traffic; any other value proves neither state.
    if (code?.toLowerCase() === 'encryptionstate/encrypted') return 'encrypted';
    return code !== undefined || enabled === true ? 'unknown' : 'clear';
  });
  if (states.includes('encrypted')) return 'encrypted';
  const names = new Set(reported.map((disk) => disk.name.toLowerCase()));
  const isWhole = vm.disks.every((disk) => names.has(disk.name.toLowerCase()));
  return isWhole && !states.includes('unknown') ? 'clear' : 'unknown';
}

function passOfDisks(disks: readonly DiskFacts[]): AdePass {
  const versions = new Set(disks.map((disk) => disk.ade?.version ?? ''));
  if (versions.size !== 1) return 'unknown';
  const [version = ''] = versions;
  if (version === '1.0') return 'dual';
  return version === '1.1' ? 'single' : 'unknown';
}

function judgeKek(keys: readonly AdeKeys[], extensionKek: Tri | undefined): Tri {
  if (keys.some((one) => one.kek !== undefined) || extensionKek === 'yes') return 'yes';
  if (keys.length > 0) return 'no';
  return extensionKek ?? 'unknown';
}

export type ExtensionState = {
  /** off: present, but failed or told to decrypt; says nothing about the disks. */
  state: 'on' | 'off' | 'none';
  pass: AdePass;
  /** unknown unless the extension is on and names its key vault. */
  kek: Tri;
};

/** State of the ADE extension. It never proves encryption by itself: only instance view and disks do. */
function extensionState(vm: VmFacts): ExtensionState {
  const extension = vm.adeExtension;
  if (extension === undefined) return { state: 'none', pass: 'unknown', kek: 'unknown' };
  const pass = passOfExtension(extension.type, extension.typeHandlerVersion);
  const isOff = /^failed$/i.test(extension.provisioningState) || /^disable/i.test(extension.operation ?? '');
  if (isOff) return { state: 'off', pass, kek: 'unknown' };
  const hasKek = (extension.keyEncryptionKeyUrl ?? '').trim() !== '';
  const hasVault = (extension.keyVaultUrl ?? '').trim() !== '';
  return { state: 'on', pass, kek: hasKek ? 'yes' : hasVault ? 'no' : 'unknown' };
}

/** Windows: 1.x is dual pass, 2.x single pass. Linux: 0.x is dual pass, 1.x single pass. */
function passOfExtension(type: string, version: string): AdePass {
  const major = /^(\d+)(\.|$)/.exec(version.trim())?.[1];
  if (major === undefined) return 'unknown';
  const firstSinglePass = /linux/i.test(type) ? 1 : 2;
  return Number(major) >= firstSinglePass ? 'single' : 'dual';
}

/** Whether every managed disk of the VM was read by its own GET; otherwise nothing about disks can be ruled out. */
export function areDisksRead(vm: VmFacts, disks: readonly DiskFacts[]): boolean {
  const read = new Set(disks.map((disk) => armIdKey(disk.id)));
  return vm.disks.length > 0 && vm.disks.every(({ diskId }) => diskId === undefined || read.has(armIdKey(diskId)));
}
