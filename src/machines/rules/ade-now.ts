import type { AdeKeys, DiskFacts, Tri, VmFacts } from '../../kernel/facts.ts';
import { distinctKeys } from '../../kernel/key-url.ts';
import { extensionState } from './ade-extension.ts';
import { diskCoverage } from './disk-coverage.ts';
import type { AdePass, Conflict, Evidence } from './encryption-assessment.ts';

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
 * ADE as the VM and its disks show it today. Any proof of encryption decides; `no` needs every source to have been
 * read and to be clear, since a deallocated VM reports no disks and a removed extension leaves disks encrypted.
 */
export function adeNow(vm: VmFacts | undefined, disks: readonly DiskFacts[]): AdeNow {
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
      // Only EncryptionState/encrypted was ever seen in real traffic: anything else proves neither side.
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
