import { createHash } from 'node:crypto';
import type { OsType } from '../../kernel/facts.ts';

/**
 * What is run in the guest of a copy. It changes nothing, says one line for each thing that it looked at, `ok` or `bad`
 * and its name, and ends with 1 if something is bad.
 */
const linux = `#!/bin/sh
# strongroom probe 1
bad=0
locked=$(lsblk -rno NAME,FSTYPE,MOUNTPOINT | awk '$2=="crypto_LUKS"{l[$1]=1} END{for(n in l)print n}' | while read n; do lsblk -rno NAME "/dev/$n" | tail -n +2 | grep -q . || echo "$n"; done)
if [ -n "$locked" ]; then echo "bad disks locked: $locked"; bad=1; else echo "ok disks $(lsblk -rndo NAME,TYPE | grep -c disk)"; fi
missing=$(awk '!/^#/ && $2 ~ "^/" && $4 !~ /noauto/ {print $2}' /etc/fstab | while read m; do mountpoint -q "$m" || echo "$m"; done)
if [ -n "$missing" ]; then echo "bad mounts $missing"; bad=1; else echo "ok mounts"; fi
broken=$(dmesg 2>/dev/null | grep -ciE 'EXT4-fs error|XFS.*corrupt|I/O error')
if [ "\${broken:-0}" -gt 0 ]; then echo "bad filesystems $broken errors"; bad=1; else echo "ok filesystems"; fi
failed=$(systemctl --failed --no-legend --plain 2>/dev/null | awk '{print $1}' | head -5 | tr '\\n' ' ')
if [ -n "$failed" ]; then echo "bad services $failed"; bad=1; else echo "ok services"; fi
exit $bad
`;

const windows = `# strongroom probe 1
$bad = 0
$locked = @(Get-BitLockerVolume -ErrorAction SilentlyContinue | Where-Object { $_.LockStatus -eq 'Locked' })
if ($locked.Count -gt 0) { "bad disks locked: $($locked.MountPoint -join ' ')"; $bad = 1 } else { "ok disks $(@(Get-Disk).Count)" }
$offline = @(Get-Disk | Where-Object { $_.IsOffline })
if ($offline.Count -gt 0) { "bad mounts $($offline.Number -join ' ') offline"; $bad = 1 } else { 'ok mounts' }
$dirty = @(Get-Volume | Where-Object { $_.DriveLetter -and $_.HealthStatus -ne 'Healthy' })
if ($dirty.Count -gt 0) { "bad filesystems $($dirty.DriveLetter -join ' ')"; $bad = 1 } else { 'ok filesystems' }
$stopped = @(Get-CimInstance Win32_Service -Filter "StartMode='Auto' AND State<>'Running' AND DelayedAutoStart=FALSE AND ExitCode<>0" | Select-Object -First 5)
if ($stopped.Count -gt 0) { "bad services $($stopped.Name -join ' ')"; $bad = 1 } else { 'ok services' }
exit $bad
`;

export function probeScript(osType: OsType): string {
  return osType === 'Windows' ? windows : linux;
}

export function probeHash(osType: OsType): string {
  return createHash('sha256').update(probeScript(osType)).digest('hex');
}

export type ProbeVerdict = 'passed' | 'failed' | 'unknown';

/** No word from the guest is no proof: it may not have reached Azure with its answer. */
export function judgeProbe(ended: {
  executionState: string;
  exitCode?: number | undefined;
  output: string;
}): ProbeVerdict {
  const lines = ended.output.split('\n').map((line) => line.trim());
  const isSaid = lines.some((line) => /^(ok|bad) /.test(line));
  if (!isSaid) return 'unknown';
  if (lines.some((line) => line.startsWith('bad '))) return 'failed';
  if (ended.executionState === 'Succeeded' && ended.exitCode === 0) return 'passed';
  return ended.exitCode === undefined ? 'unknown' : 'failed';
}
