import { armIdKey } from '../../kernel/arm-id.ts';
import type { AdeKeys, DiskFacts, RecoveryPointFacts, Tri, VmFacts } from '../../kernel/facts.ts';
import { distinctKeys, sameKeys } from '../../kernel/keys.ts';
import type { AdeAssessment, AdePass, Conflict, EncryptionFacts, Evidence } from './encryption-assessment.ts';

/**
 * Decides about ADE from VM, disks and recovery point. A point takes precedence, because restored disks are in its
 * state. If it says nothing, encryption seen today counts as yes, and its absence today proves nothing.
 */
export function ade(facts: EncryptionFacts): { finding: AdeAssessment; conflicts: Conflict[] } {
  const now = adeNow(facts.vm, facts.disks ?? []);
  const at = adeAtPoint(facts.point);
  const conflicts = [...at.conflicts, ...now.conflicts];
  const value = facts.point === undefined ? now.value : settle(at.value, now.value);

  if (at.value === 'yes' && now.value === 'no') conflicts.push({ code: 'point-encrypted-vm-not', params: {} });
  if (at.value === 'no' && now.value === 'yes') conflicts.push({ code: 'vm-encrypted-point-not', params: {} });
  const bothEncrypted = at.value === 'yes' && now.value === 'yes';
  if (bothEncrypted && at.pass !== 'unknown' && now.pass !== 'unknown' && at.pass !== now.pass) {
    conflicts.push({ code: 'pass-differs', params: { point: at.pass, now: now.pass } });
  }
  if (bothEncrypted && at.kek !== 'unknown' && now.kek !== 'unknown' && at.kek !== now.kek) {
    conflicts.push({ code: 'kek-differs', params: { point: at.kek, now: now.kek } });
  }

  // Settings of a VM that is not, or no longer, encrypted say nothing about the point.
  const fromVm = value === 'yes' && now.value !== 'no';
  const pass = at.pass !== 'unknown' ? at.pass : fromVm ? now.pass : 'unknown';
  const kek = at.kek !== 'unknown' ? at.kek : fromVm ? now.kek : 'unknown';
  const keysAtPoint = facts.point?.keys;
  const finding: AdeAssessment = {
    value,
    evidence: [...at.evidence, ...now.evidence],
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
  return { finding, conflicts };
}

function settle(atPoint: Tri, now: Tri): Tri {
  if (atPoint !== 'unknown') return atPoint;
  return now === 'yes' ? 'yes' : 'unknown';
}

function rotated(atPoint: AdeKeys | undefined, now: readonly AdeKeys[]): Tri {
  if (atPoint === undefined || now.length === 0) return 'unknown';
  return now.some((keys) => sameKeys(keys, atPoint)) ? 'no' : 'yes';
}

type AdeAtPoint = { value: Tri; pass: AdePass; kek: Tri; evidence: Evidence[]; conflicts: Conflict[] };

/**
 * ADE as the recovery point states it. Only its own GET is complete: a list may omit the encryption members of the same
 * point, so it can prove encryption but never its absence.
 */
function adeAtPoint(point: RecoveryPointFacts | undefined): AdeAtPoint {
  const evidence: Evidence[] = [];
  const conflicts: Conflict[] = [];
  if (point === undefined) return { value: 'unknown', pass: 'unknown', kek: 'unknown', evidence, conflicts };
  const pass: AdePass =
    point.mechanism === 'single-pass' ? 'single' : point.mechanism === 'double-pass' ? 'dual' : 'unknown';
  if (pass !== 'unknown') evidence.push({ code: 'point-mechanism', params: { mechanism: point.mechanism } });
  const hasKeys = point.hasKeyAndSecret || point.keys !== undefined;
  if (hasKeys) evidence.push({ code: 'point-has-keys', params: {} });
  const kek: Tri = point.keys === undefined ? 'unknown' : point.keys.kek === undefined ? 'no' : 'yes';
  const marked = hasKeys || pass !== 'unknown';

  if (point.encrypted === 'yes') {
    evidence.unshift({ code: 'point-says-encrypted', params: {} });
    return { value: 'yes', pass, kek, evidence, conflicts };
  }
  if (point.encrypted === 'no' && point.detailed) {
    evidence.unshift({ code: 'point-says-not-encrypted', params: {} });
    if (!marked) return { value: 'no', pass, kek, evidence, conflicts };
    conflicts.push({ code: 'point-denies-but-has-keys', params: {} });
    return { value: 'unknown', pass, kek, evidence, conflicts };
  }
  if (marked) return { value: 'yes', pass, kek, evidence, conflicts };
  evidence.push({ code: point.detailed ? 'point-silent' : 'point-only-listed', params: {} });
  return { value: 'unknown', pass, kek, evidence, conflicts };
}

export type AdeNow = {
  value: Tri;
  pass: AdePass;
  kek: Tri;
  keysNow: AdeKeys[];
  keysOnRecord: AdeKeys[];
  evidence: Evidence[];
  conflicts: Conflict[];
};

/**
 * ADE as the VM and its disks show it today. Any proof of encryption decides; `no` needs every source read and clear,
 * because a deallocated VM reports no disks and a removed extension leaves disks encrypted.
 */
function adeNow(vm: VmFacts | undefined, disks: readonly DiskFacts[]): AdeNow {
  const evidence: Evidence[] = [];
  const conflicts: Conflict[] = [];
  const encryptedDisks = disks.filter((disk) => disk.ade?.enabled === true);
  for (const disk of disks) {
    if (disk.ade !== undefined) {
      const params = { disk: disk.name, version: disk.ade.version ?? '' };
      evidence.push({ code: disk.ade.enabled ? 'disk-ade-on' : 'disk-ade-off', params });
    }
  }
  const diskPass = passOfDisks(encryptedDisks);
  const diskKeys = encryptedDisks.flatMap((disk) => (disk.ade?.keys === undefined ? [] : [disk.ade.keys]));
  if (vm === undefined) {
    evidence.push({ code: 'vm-missing', params: {} });
    const value = encryptedDisks.length > 0 ? 'yes' : 'unknown';
    const keys = distinctKeys(diskKeys);
    return {
      value,
      pass: diskPass,
      kek: judgeKek(keys, undefined),
      keysNow: keys,
      keysOnRecord: keys,
      evidence,
      conflicts,
    };
  }

  const instance = instanceState(vm);
  evidence.push(...instance.evidence);
  const extension = extensionState(vm);
  evidence.push(...extension.evidence);
  const osSettings = vm.osEncryptionSettings;
  if (osSettings !== undefined) {
    evidence.push({ code: osSettings.enabled ? 'vm-os-settings-on' : 'vm-os-settings-off', params: {} });
  } else if (extension.state === 'none') {
    evidence.push({ code: 'vm-no-ade-settings', params: {} });
  }
  const coverage = diskCoverage(vm, disks);
  evidence.push(...coverage.evidence);

  const osOn = osSettings?.enabled === true;
  const proven = osOn || instance.state === 'encrypted' || encryptedDisks.length > 0;
  const clear = instance.state === 'clear' && coverage.complete && extension.state !== 'on';
  const value: Tri = proven ? 'yes' : clear ? 'no' : 'unknown';

  if (proven && extension.state === 'off') {
    conflicts.push({ code: 'extension-off-still-encrypted', params: { vm: vm.name } });
  }
  if (encryptedDisks.length > 0 && extension.state === 'none' && !osOn) {
    const names = encryptedDisks.map((disk) => disk.name).join(', ');
    conflicts.push({ code: 'extension-gone-disk-encrypted', params: { vm: vm.name, disks: names } });
  }

  const modelKeys = osOn && osSettings?.keys !== undefined ? [osSettings.keys] : [];
  const instanceKeys = (vm.instanceDisks ?? []).flatMap((disk) => (disk.keys === undefined ? [] : [disk.keys]));
  const keysNow = distinctKeys([...modelKeys, ...diskKeys, ...instanceKeys]);
  return {
    value,
    pass: osOn ? 'dual' : extension.pass !== 'unknown' ? extension.pass : diskPass,
    kek: judgeKek(keysNow, extension.kek),
    keysNow,
    keysOnRecord: distinctKeys([...modelKeys, ...diskKeys]),
    evidence,
    conflicts,
  };
}

function instanceState(vm: VmFacts): { state: 'encrypted' | 'clear' | 'unknown'; evidence: Evidence[] } {
  const reported = vm.instanceDisks;
  if (reported === undefined || reported.length === 0) {
    return { state: 'unknown', evidence: [{ code: 'instance-missing', params: { vm: vm.name } }] };
  }
  const evidence: Evidence[] = [];
  let unproven = false;
  let encrypted = false;
  for (const disk of reported) {
    const code = disk.statusCodes.find((status) => /^EncryptionState\//i.test(status));
    if (code?.toLowerCase() === 'encryptionstate/encrypted') {
      encrypted = true;
      evidence.push({ code: 'instance-encrypted', params: { disk: disk.name } });
    } else if (code !== undefined || disk.enabled === true) {
      // Only EncryptionState/encrypted has been seen in real traffic; any other value proves neither state.
      unproven = true;
      evidence.push({ code: 'instance-not-proven', params: { disk: disk.name, status: code ?? '' } });
    }
  }
  if (encrypted) return { state: 'encrypted', evidence };
  if (unproven) return { state: 'unknown', evidence };
  const names = new Set(reported.map((disk) => disk.name.toLowerCase()));
  const missing = vm.disks.filter((disk) => !names.has(disk.name.toLowerCase()));
  if (missing.length > 0) {
    const disks = missing.map((disk) => disk.name).join(', ');
    return { state: 'unknown', evidence: [{ code: 'instance-incomplete', params: { disks } }] };
  }
  return { state: 'clear', evidence: [{ code: 'instance-clear', params: { disks: reported.length } }] };
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
  evidence: Evidence[];
};

/** State of the ADE extension. It never proves encryption by itself: only instance view and disks do. */
function extensionState(vm: VmFacts): ExtensionState {
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

/** Whether every managed disk of the VM was read by its own GET; otherwise nothing about disks can be ruled out. */
export function diskCoverage(vm: VmFacts, disks: readonly DiskFacts[]): { complete: boolean; evidence: Evidence[] } {
  const read = new Set(disks.map((disk) => armIdKey(disk.id)));
  const unread = vm.disks.filter((disk) => disk.diskId !== undefined && !read.has(armIdKey(disk.diskId)));
  if (unread.length === 0) return { complete: vm.disks.length > 0, evidence: [] };
  const names = unread.map((disk) => disk.name).join(', ');
  return { complete: false, evidence: [{ code: 'disk-not-read', params: { disks: names } }] };
}
