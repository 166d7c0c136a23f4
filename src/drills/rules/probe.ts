import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import type { OsType } from '../../kernel/facts.ts';
import { defineStored } from '../../kernel/stored.ts';

/**
 * What is run in the guest of a copy. It changes nothing, says one line for each thing that it looked at, `ok` or `bad`
 * and its name, and ends with 1 if something is bad.
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
 * From the first on it differs in what it takes for missing: a drive of the network cannot be reached by a copy that is shut
 * off, and neither can what is bound to one or mounted below it. It is left out and said, with the units that systemd makes of
 * them; what says `_netdev` of a device that is there is none.
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

/** What is looked at besides, as it was signed. */
export type ProbeWanted = {
  /** The newest file of a path may be so many hours older than the point. */
  newest?: { path: string; hours: number } | undefined;
  /** A TCP port on which something must answer, a database for one. */
  port?: number | undefined;
  /** Run by sh, or by PowerShell; it must end with 0. */
  script?: string | undefined;
};

/** Newest first. Those that were signed once are the same to the letter for ever: drills and definitions hold their hash. */
const usual = { Linux: [linux2, linux1], Windows: [windows] };

function scriptsOf(osType: OsType, wanted: ProbeWanted): string[] {
  const [texts, extra] =
    osType === 'Windows' ? [usual.Windows, windowsExtra(wanted)] : [usual.Linux, linuxExtra(wanted)];
  const end = 'exit $bad\n';
  return texts.map((text) => (extra.length === 0 ? text : `${text.slice(0, -end.length)}${extra.join('\n')}\n${end}`));
}

/** The newest. */
export function probeScript(osType: OsType, wanted: ProbeWanted = {}): string {
  return scriptsOf(osType, wanted)[0] ?? '';
}

/** What somebody signed by its hash, whichever version and system it is of. @throws Error where it is none of ours */
export function signedProbe(signed: string, wanted: ProbeWanted = {}): string {
  const scripts = (['Linux', 'Windows'] as const).flatMap((osType) => scriptsOf(osType, wanted));
  const found = scripts.find((script) => hashOf(script) === signed);
  if (found === undefined) throw new Error('a probe that was not signed');
  return found;
}

/** @param allowed hashes that were signed: the newest of those. Absent, or where it is none of them: the newest */
export function probeHash(osType: OsType, wanted: ProbeWanted = {}, allowed: readonly string[] = []): string {
  const hashes = scriptsOf(osType, wanted).map(hashOf);
  return hashes.find((hash) => allowed.includes(hash)) ?? hashes[0] ?? '';
}

function hashOf(script: string): string {
  return createHash('sha256').update(script).digest('hex');
}

/** Seconds that a script of one's own has. */
const scriptSeconds = 300;
/** Azure keeps the last 4 KB of all, and a character may be three bytes: what was looked at before must not be pushed out. */
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
          // One line alone would be no list.
          `$said = @(if (Wait-Job $job -Timeout ${scriptSeconds}) { Receive-Job $job | ForEach-Object { "$_" } } else { 'code timeout' })`,
          `$text = ($said | Select-Object -SkipLast 1) -join "\n"; if ($text.Length -gt ${mostSaid}) { $text = $text.Substring($text.Length - ${mostSaid}) }; $text`,
          `if ($said[-1] -eq 'code 0') { 'ok script' } else { "bad script $($said[-1] -replace '^code ')"; $bad = 1 }`,
        ]
      : []),
  ];
}

/** How many mounts were left out, since a copy that is shut off cannot reach what they are of. */
export function leftMounts(output: string): number {
  return Number(/^left mounts (\d{1,3}):/m.exec(output)?.[1] ?? 0);
}

/** A script of one's own may say anything besides. */
const looked: ReadonlySet<string> = new Set(['disks', 'mounts', 'filesystems', 'services', 'newest', 'port', 'script']);

export type ProbeVerdict = 'passed' | 'failed' | 'unknown';

/**
 * No word from the guest is no proof: it may not have reached Azure with its answer.
 * @param wanted.pointAt when the point was made, which is what the age of files is held against
 * @returns with `bad`, what was not as it should be: the name of what was looked at, and nothing that the guest chose
 */
export function judgeProbe(
  ended: { executionState: string; exitCode?: number | undefined; output: string },
  { newest, pointAt }: Pick<ProbeWanted, 'newest'> & { pointAt?: Date } = {},
): { verdict: ProbeVerdict; bad?: string } {
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

/** What the probe in the guest came to. output: what it said, cut and without secrets. */
export const storedProbe = defineStored(
  'result drill-probe',
  z.object({ verdict: z.enum(['passed', 'failed', 'unknown']), output: z.string() }),
);

export type StoredProbe = z.infer<typeof storedProbe.schema>;

/** What is looked at besides disks, mounts, file systems and services. */
export const probeWanted = z.strictObject({
  newest: z.strictObject({ path: z.string(), hours: z.number().int() }).optional(),
  port: z.number().int().optional(),
  script: z.string().optional(),
});
