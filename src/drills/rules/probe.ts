import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import type { OsType } from '../../kernel/facts.ts';
import { defineStored } from '../../kernel/stored.ts';

/**
 * Script that runs in the guest of a copy. It changes nothing, prints one line per check, `ok` or `bad` and its name,
 * and exits with 1 if a check is bad.
 */
const linux1 = `#!/bin/sh
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

/**
 * Differs from the first version in what counts as missing: an isolated copy can't reach a network drive, nor anything
 * bound to it or mounted below it. Those mounts, and the systemd units made from them, are reported as left out; a
 * local device marked `_netdev` is not.
 */
const linux2 = `#!/bin/sh
# strongroom probe 2
bad=0
locked=$(lsblk -rno NAME,FSTYPE,MOUNTPOINT | awk '$2=="crypto_LUKS"{l[$1]=1} END{for(n in l)print n}' | while read n; do lsblk -rno NAME "/dev/$n" | tail -n +2 | grep -q . || echo "$n"; done)
if [ -n "$locked" ]; then echo "bad disks locked: $locked"; bad=1; else echo "ok disks $(lsblk -rndo NAME,TYPE | grep -c disk)"; fi
missing=; left=; units=; count=0
while read -r kind dev m; do
  m=$(printf '%b' "$m")
  if mountpoint -q "$m"; then continue; fi
  if [ "$kind" = asks ]; then
    case "$dev" in *=*) findfs "$dev" >/dev/null 2>&1 && kind=own ;; *) [ -b "$dev" ] && kind=own ;; esac
  fi
  if [ "$kind" = own ] && printf '%s' "$left" | awk -v d="$dev/" -v m="$m/" '$0 != "" && (index(d, $0 "/") == 1 || index(m, $0 "/") == 1) {f=1} END{exit !f}'; then kind=far; fi
  if [ "$kind" = own ]; then missing="$missing$m "; else
    count=$((count + 1)); left="$left$m
"; units="$units$(systemd-escape -p --suffix=mount "$m" 2>/dev/null)
"
  fi
done <<EOF
$(awk -v far='^(fuse[.])?(nfs4?|aznfs|cifs|smb3|smbfs|ceph|glusterfs|lustre|beegfs|afs|9p|ncpf?s?|gfs2?|ocfs2|pvfs2|orangefs|gpfs|davfs2?|sshfs|s3fs|curlftpfs|rclone|gcsfuse|blobfuse2?)$' '$1 !~ /^#/ && $2 ~ "^/" && $4 !~ /noauto/ {print ($3 ~ far || $1 ~ "^//" || $1 ~ "^[^/=]+:/" ? "far" : $4 ~ /(^|,)_netdev(,|$)/ ? "asks" : "own"), $1, $2}' /etc/fstab)
EOF
if [ -n "$left" ]; then echo "left mounts $count: $(printf '%s' "$left" | tr '\\n' ' ')"; fi
if [ -n "$missing" ]; then echo "bad mounts $missing"; bad=1; else echo "ok mounts"; fi
broken=$(dmesg 2>/dev/null | grep -ciE 'EXT4-fs error|XFS.*corrupt|I/O error')
if [ "\${broken:-0}" -gt 0 ]; then echo "bad filesystems $broken errors"; bad=1; else echo "ok filesystems"; fi
failed=$(systemctl --failed --no-legend --plain 2>/dev/null | awk '{print $1}' | grep -vxF -e "$units" | head -5 | tr '\\n' ' ')
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

/** Checks beyond disks, mounts, file systems and services, as signed. */
export const probeWanted = z.strictObject({
  /** Path whose newest file may be this many hours older than the point. */
  newest: z.strictObject({ path: z.string(), hours: z.number().int() }).optional(),
  /** TCP port that must answer, such as a database's. */
  port: z.number().int().optional(),
  /** Script run by sh or PowerShell; it must exit with 0. */
  script: z.string().optional(),
});

export type ProbeWanted = z.infer<typeof probeWanted>;

/**
 * Standard scripts, newest first. A script that was once signed never changes by a byte, because drills and definitions
 * hold its hash.
 */
const usual = { Linux: [linux2, linux1], Windows: [windows] };

function scriptsOf(osType: OsType, wanted: ProbeWanted): string[] {
  const [texts, extra] =
    osType === 'Windows' ? [usual.Windows, windowsExtra(wanted)] : [usual.Linux, linuxExtra(wanted)];
  const end = 'exit $bad\n';
  return texts.map((text) => (extra.length === 0 ? text : `${text.slice(0, -end.length)}${extra.join('\n')}\n${end}`));
}

/** The newest script for a system, with the extra checks. */
export function probeScript(osType: OsType, wanted: ProbeWanted = {}): string {
  return scriptsOf(osType, wanted)[0] ?? '';
}

/**
 * The script with a signed hash, of any version and system.
 * @throws Error if no script of ours has it
 */
export function signedProbe(signed: string, wanted: ProbeWanted = {}): string {
  const scripts = (['Linux', 'Windows'] as const).flatMap((osType) => scriptsOf(osType, wanted));
  const found = scripts.find((script) => hashOf(script) === signed);
  if (found === undefined) throw new Error('a probe that was not signed');
  return found;
}

/**
 * Hash of the script to run.
 * @param allowed signed hashes, of which the newest is taken. Absent, or with none of ours: the newest script
 */
export function probeHash(osType: OsType, wanted: ProbeWanted = {}, allowed: readonly string[] = []): string {
  const hashes = scriptsOf(osType, wanted).map(hashOf);
  return hashes.find((hash) => allowed.includes(hash)) ?? hashes[0] ?? '';
}

function hashOf(script: string): string {
  return createHash('sha256').update(script).digest('hex');
}

/** Time limit of a custom script, in seconds. */
const scriptSeconds = 300;
/**
 * Longest output kept of a custom script, in characters: Azure keeps only the last 4 KB, a character may take three
 * bytes, and the results of earlier checks must not be cut off.
 */
const mostSaid = 1000;

function linuxExtra({ newest, port, script }: ProbeWanted): string[] {
  const path = newest && `'${newest.path.replaceAll("'", `'\\''`)}'`;
  return [
    ...(newest
      ? [
          `# at most ${newest.hours} hours older than the point`,
          `newest=$(find ${path} -type f -printf '%T@\\n' 2>/dev/null | sort -n | tail -1 | cut -d. -f1)`,
          'if [ -n "$newest" ]; then echo "newest $newest"; else echo "bad newest none"; bad=1; fi',
        ]
      : []),
    ...(port
      ? [
          `if timeout 5 bash -c '</dev/tcp/127.0.0.1/${port}' 2>/dev/null; then echo "ok port ${port}"; else echo "bad port ${port}"; bad=1; fi`,
        ]
      : []),
    ...(script
      ? [
          `said=$(timeout ${scriptSeconds} sh -c "$(echo ${Buffer.from(script, 'utf8').toString('base64')} | base64 -d)" 2>&1 </dev/null); code=$?`,
          `echo "$said" | tail -c ${mostSaid}`,
          'if [ $code -eq 0 ]; then echo "ok script"; else echo "bad script $code"; bad=1; fi',
        ]
      : []),
  ];
}

function windowsExtra({ newest, port, script }: ProbeWanted): string[] {
  const path = newest && `'${newest.path.replaceAll("'", "''")}'`;
  return [
    ...(newest
      ? [
          `# at most ${newest.hours} hours older than the point`,
          `$newest = Get-ChildItem -LiteralPath ${path} -File -Recurse -Force -ErrorAction SilentlyContinue | Sort-Object LastWriteTimeUtc | Select-Object -Last 1`,
          `if ($newest) { "newest $([DateTimeOffset]::new($newest.LastWriteTimeUtc).ToUnixTimeSeconds())" } else { 'bad newest none'; $bad = 1 }`,
        ]
      : []),
    ...(port
      ? [
          '$tcp = New-Object Net.Sockets.TcpClient',
          `$answers = try { $tcp.ConnectAsync('127.0.0.1', ${port}).Wait(5000) } catch { $false }`,
          `if ($answers) { 'ok port ${port}' } else { 'bad port ${port}'; $bad = 1 }`,
        ]
      : []),
    ...(script
      ? [
          `$job = Start-Job { powershell.exe -NoProfile -NonInteractive -EncodedCommand ${Buffer.from(script, 'utf16le').toString('base64')} 2>&1; "code $LASTEXITCODE" }`,
          // A single line would not be an array without @().
          `$said = @(if (Wait-Job $job -Timeout ${scriptSeconds}) { Receive-Job $job | ForEach-Object { "$_" } } else { 'code timeout' })`,
          `$text = ($said | Select-Object -SkipLast 1) -join "\n"; if ($text.Length -gt ${mostSaid}) { $text = $text.Substring($text.Length - ${mostSaid}) }; $text`,
          `if ($said[-1] -eq 'code 0') { 'ok script' } else { "bad script $($said[-1] -replace '^code ')"; $bad = 1 }`,
        ]
      : []),
  ];
}

/** Number of mounts left out because an isolated copy can't reach them. */
export function countSkippedMounts(output: string): number {
  return Number(/^left mounts (\d{1,3}):/m.exec(output)?.[1] ?? 0);
}

export const usualChecks = ['disks', 'mounts', 'filesystems', 'services'] as const;

/** Names of our checks: a custom script may print anything else. */
const looked: ReadonlySet<string> = new Set([...usualChecks, 'newest', 'port', 'script']);

/** What each check of ours found, by its name; nothing else that the guest printed. */
export function probeFindings(output: string): Record<string, 'ok' | 'bad'> {
  const found: Record<string, 'ok' | 'bad'> = {};
  for (const [, verdict, name = ''] of output.matchAll(/^\s*(ok|bad) (\w+)/gm)) {
    if (looked.has(name) && found[name] !== 'bad') found[name] = verdict === 'ok' ? 'ok' : 'bad';
  }
  return found;
}

/** Stored result of the probe. output: what the guest printed, cut and without secrets. */
export const storedProbe = defineStored(
  'result drill-probe',
  z.object({ verdict: z.enum(['passed', 'failed', 'unknown']), output: z.string() }),
);

export type StoredProbe = z.infer<typeof storedProbe.schema>;

/**
 * Verdict of the probe. No answer from the guest is no proof: the answer may not have reached Azure.
 * @param wanted.pointAt when the point was made; file ages are measured from it
 * @returns with `bad`, the name of the failed check and nothing that the guest chose
 */
export function judgeProbe(
  ended: { executionState: string; exitCode?: number | undefined; output: string },
  { newest, pointAt }: Pick<ProbeWanted, 'newest'> & { pointAt?: Date } = {},
): { verdict: StoredProbe['verdict']; bad?: string } {
  const lines = ended.output.split('\n').map((line) => line.trim());
  const isSaid = lines.some((line) => /^(ok|bad) /.test(line));
  if (!isSaid) return { verdict: 'unknown' };
  const bad = lines.flatMap((line) => /^bad (\w+)/.exec(line)?.[1] ?? []).find((name) => looked.has(name));
  if (bad !== undefined) return { verdict: 'failed', bad };
  if (newest && pointAt) {
    const at = Number(lines.find((line) => /^newest \d{1,12}$/.test(line))?.slice('newest '.length) ?? Number.NaN);
    if (!(at * 1000 >= pointAt.getTime() - newest.hours * 60 * 60_000)) return { verdict: 'failed', bad: 'newest' };
  }
  if (ended.executionState === 'Succeeded' && ended.exitCode === 0) return { verdict: 'passed' };
  return ended.exitCode === undefined ? { verdict: 'unknown' } : { verdict: 'failed', bad: ended.executionState };
}
