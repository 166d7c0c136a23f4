import { armIdKey, sameArmId } from '../../kernel/arm-id.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { AdeKeys, DiskFacts, RecoveryPointFacts, Tri, VmFacts } from '../../kernel/facts.ts';
import { distinctKeys, sameKeys } from '../../kernel/keys.ts';
import type {
  AdeAssessment,
  AdePass,
  Assessment,
  EncryptionAssessment,
  EncryptionFacts,
} from './encryption-assessment.ts';

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

/**
 * Classifies the encryption of a machine or of a recovery point: each kind as yes, no or unknown. A verdict that decides
 * about a restore needs the point, read by its own GET. Without the machine, what only the machine shows is unknown.
 */
export function classify(facts: EncryptionFacts): EncryptionAssessment {
  const verdict: Omit<EncryptionAssessment, 'kind'> = {
    ade: ade(facts),
    ...serverSide(facts),
    encryptionAtHost: { value: facts.vm?.encryptionAtHost ?? 'unknown' },
    confidential: securityType(facts, 'ConfidentialVM'),
    trustedLaunch: securityType(facts, 'TrustedLaunch'),
    managed: managed(facts),
  };
  return { kind: classifyKind(verdict), ...verdict };
}

/** The strongest kind that is certain; unknown if a stronger kind is unknown. */
function classifyKind(verdict: Omit<EncryptionAssessment, 'kind'>): EncryptionKind {
  if (verdict.ade.value === 'yes') {
    if (verdict.ade.kek === 'unknown') return 'ade';
    return verdict.ade.kek === 'yes' ? 'ade-bek-kek' : 'ade-bek';
  }
  if (verdict.ade.value === 'unknown') return 'unknown';
  const ranked = [
    ['confidential', verdict.confidential.value],
    ['host', verdict.encryptionAtHost.value],
    ['double', verdict.doubleEncryption.value],
    ['cmk', verdict.customerKey.value],
  ] as const;
  for (const [kind, value] of ranked) {
    if (value === 'yes') return kind;
    if (value === 'unknown') return 'unknown';
  }
  if (verdict.managed.value === 'unknown') return 'unknown';
  return verdict.managed.value === 'yes' ? 'pmk' : 'none';
}

export type ServerSide = { customerKey: Assessment & { diskEncryptionSetIds: string[] }; doubleEncryption: Assessment };

/**
 * Server-side encryption of the managed disks today; recovery points do not record it. A VM may use a different disk
 * encryption set per disk, and the case of ids varies.
 */
function serverSide(facts: EncryptionFacts): ServerSide {
  const disks = facts.disks ?? [];
  const sets = new Map<string, string>();
  for (const disk of [...disks, ...(facts.vm?.disks ?? [])]) {
    for (const set of [disk.diskEncryptionSetId, disk.secureEncryptionSetId]) {
      if (set !== undefined && !sets.has(armIdKey(set))) sets.set(armIdKey(set), set);
    }
  }
  const isDoubleSet = (facts.diskEncryptionSets ?? []).some(
    (set) =>
      [...sets.values()].some((id) => sameArmId(id, set.id)) && /PlatformAndCustomerKeys/i.test(set.encryptionType),
  );
  const double = isDoubleSet || disks.some(({ encryptionType }) => encryptionType === 'platform-and-customer-keys');
  const customer =
    sets.size > 0 ||
    disks.some(
      ({ encryptionType }) => encryptionType === 'customer-key' || encryptionType === 'platform-and-customer-keys',
    );
  const isRead = facts.vm !== undefined && areDisksRead(facts.vm, disks);
  const unmanaged = facts.vm?.managed === 'no';
  const allRead = unmanaged || (isRead && disks.every(({ encryptionType }) => encryptionType !== 'unknown'));
  const allPlatform = unmanaged || (isRead && disks.every(({ encryptionType }) => encryptionType === 'platform-key'));
  return {
    customerKey: { value: tri(customer, allPlatform), diskEncryptionSetIds: [...sets.values()] },
    doubleEncryption: { value: tri(double, allRead) },
  };
}

function tri(yes: boolean, ruledOut: boolean): Tri {
  return yes ? 'yes' : ruledOut ? 'no' : 'unknown';
}

/** Whether the security type is the wanted one. The point decides if it states one; otherwise the VM. */
function securityType(facts: EncryptionFacts, wanted: 'ConfidentialVM' | 'TrustedLaunch'): Assessment {
  const atPoint = facts.point?.securityType ?? '';
  if (atPoint !== '') return { value: matches(atPoint, wanted) };
  // The OS disk of a trusted launch machine has TrustedLaunch here.
  const types = wanted === 'ConfidentialVM' ? (facts.disks ?? []).map((disk) => disk.securityEncryptionType ?? '') : [];
  if ([...types, facts.vm?.securityType ?? ''].some((type) => matches(type, wanted) === 'yes')) return { value: 'yes' };
  // The VM's own GET is complete: without a security profile, none is set.
  return { value: facts.vm === undefined ? 'unknown' : 'no' };
}

/** Whether disks are managed; the point decides if it says so. */
function managed(facts: EncryptionFacts): Assessment {
  const atPoint = facts.point?.managed ?? 'unknown';
  return { value: atPoint === 'unknown' ? (facts.vm?.managed ?? 'unknown') : atPoint };
}

/**
 * VMs have ConfidentialVM, points ConfidentialVMDiskEncryptedWithCustomerKey and the like (recorded in September 2026).
 */
function matches(type: string, wanted: string): Tri {
  return type.replaceAll('_', '').toLowerCase().startsWith(wanted.toLowerCase()) ? 'yes' : 'no';
}

/**
 * The encryption that lists of VMs and disks prove. Lists lack instance view and extensions, so they can prove that a
 * VM is encrypted but never that it is not: then the result is `unknown`, and only reading the VM itself tells more.
 */
export function listedEncryption(vm: VmFacts, disks: readonly DiskFacts[]): EncryptionKind {
  const verdict = classify({ vm, disks });
  if (verdict.kind !== 'unknown') return verdict.kind;
  const proven = [
    ['confidential', verdict.confidential],
    ['host', verdict.encryptionAtHost],
    ['double', verdict.doubleEncryption],
    ['cmk', verdict.customerKey],
  ] as const;
  return proven.find(([, { value }]) => value === 'yes')?.[0] ?? 'unknown';
}

/** Whether it is known to be encrypted with more than the platform's own key. */
export function isEncrypted(kind: EncryptionKind): boolean {
  return kind !== 'unknown' && kind !== 'pmk' && kind !== 'none';
}
