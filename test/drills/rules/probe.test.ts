import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseDrills } from '../../../src/drills/drill-forms.ts';
import { inputOfFailure } from '../../../src/drills/rules/drill-entries.ts';
import {
  countSkippedMounts,
  judgeProbe,
  type ProbeWanted,
  probeHash,
  probeScript,
  signedProbe,
} from '../../../src/drills/rules/probe.ts';
import { asFailure } from '../../../src/kernel/errors.ts';
import { strictest } from '../../../src/machines/rules/score.ts';

/** Output of sh for the part after the standard checks. */
function said(wanted: ProbeWanted): string {
  const usual = probeScript('Linux').replace(/exit \$bad\n$/, '');
  const script = `bad=0\n${probeScript('Linux', wanted).slice(usual.length)}`;
  try {
    return execFileSync('sh', ['-c', script], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('a probe', () => {
  it('is the same to the letter where nothing is wanted besides, since definitions hold its hash', () => {
    assert.equal(probeHash('Linux'), '7bf7fb07df39b79dd1344df9092dcfe27a1f88db9337c240d37afe7ead8fcfac');
    assert.equal(probeHash('Windows'), '2a0dd72f978a2a60ddf3d24912e9fd14972066fe649a13cebf378bde8a1ca881');
    assert.equal(probeHash('Linux', {}), probeHash('Linux'));
  });

  it('that was signed before is run as it was, to the letter', () => {
    const first = 'cb7dcaf27118afe8980292ba61bfe4fbcf2880c205141052ac52462bc9fa09c9';
    assert.equal(probeHash('Linux', {}, [first, 'other']), first);
    assert.match(signedProbe(first), /^# strongroom probe 1$/m);
    assert.equal(probeHash('Linux', {}, ['other']), probeHash('Linux'));
    assert.throws(() => signedProbe(first, { port: 1 }), /not signed/);
    assert.equal(signedProbe(probeHash('Windows')), probeScript('Windows'));
    for (const wanted of [{ port: 443 }, { newest: { path: '/a', hours: 1 } }]) {
      const hashes = ['1', '2'].map((version) => {
        const script = probeScript('Linux', wanted).replace(/probe 2/, `probe ${version}`);
        return createHash('sha256').update(script).digest('hex');
      });
      assert.equal(probeHash('Linux', wanted), hashes[1]);
    }
  });

  it('has another hash with each thing that is wanted', () => {
    const all: ProbeWanted[] = [
      {},
      { newest: { path: '/a', hours: 1 } },
      { newest: { path: '/a', hours: 2 } },
      { port: 1 },
      { script: 'true' },
      { script: 'false' },
    ];
    for (const system of ['Linux', 'Windows'] as const) {
      assert.equal(new Set(all.map((wanted) => probeHash(system, wanted))).size, all.length);
    }
  });

  it('finds the newest file, whatever quotes its path has', () => {
    const folder = mkdtempSync(join(tmpdir(), "strongroom it's "));
    try {
      assert.match(said({ newest: { path: folder, hours: 1 } }), /^bad newest none$/m);
      writeFileSync(join(folder, 'one'), '');
      assert.match(said({ newest: { path: folder, hours: 1 } }), /^newest \d{10}$/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('runs a script of many lines and quotes, and says how it ended', () => {
    assert.match(said({ script: `echo "it's $((1 + 1))"\nexit 0` }), /^it's 2\nok script$/m);
    assert.match(said({ script: 'echo no\nexit 3' }), /^no\nbad script 3$/m);
    assert.match(said({ port: 1 }), /^bad port 1$/m);
  });

  describe('of the mounts of a Linux copy', () => {
    /**
     * Output about mounts and services.
     * @param there mounted; failed: systemd units
     */
    function looks(fstab: string, { there = '', failed = '' } = {}): string[] {
      const folder = mkdtempSync(join(tmpdir(), 'strongroom-fstab-'));
      const put = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o755 });
      try {
        put('fstab', fstab);
        put('mountpoint', `#!/bin/sh\ncase "${there}" in *"|$2|"*) exit 0 ;; esac; exit 1\n`);
        put('findfs', '#!/bin/sh\n[ "$1" = UUID=here ]\n');
        put('systemd-escape', '#!/bin/sh\necho "$3" | sed "s:^/::; s:/:-:g; s:$:.mount:"\n');
        put('systemctl', `#!/bin/sh\nprintf '${failed}'\n`);
        for (const name of ['lsblk', 'dmesg']) put(name, '#!/bin/sh\n');
        put('probe', probeScript('Linux').replaceAll('/etc/fstab', join(folder, 'fstab')));
        const env = { PATH: `${folder}:${process.env.PATH}` };
        const { stdout } = spawnSync('sh', [join(folder, 'probe')], { encoding: 'utf8', env });
        return stdout.split('\n').filter((line) => /mounts|services/.test(line));
      } finally {
        rmSync(folder, { recursive: true });
      }
    }

    const far = [
      'fs01:/export /far nfs4 defaults 0 0',
      '//st.file.core.windows.net/share /far cifs nofail,credentials=/etc/cred 0 0',
      'gluster1:/vol /far glusterfs defaults 0 0',
      '10.0.0.4,10.0.0.5:/ /far ceph name=admin 0 0',
      'UUID=away /far ext4 defaults,_netdev 0 0',
      'blobfuse2 /far fuse3 defaults,_netdev,allow_other 0 0',
      'st.blob.core.windows.net:/st/box /far aznfs defaults 0 0',
      'me@host:/data /far fuse.sshfs defaults 0 0',
    ];

    for (const line of far) {
      it(`leaves out what it cannot reach, and says so: ${line}`, () => {
        assert.deepEqual(looks(`${line}\n`, { failed: 'far.mount loaded failed failed x\\n' }), [
          'left mounts 1: /far ',
          'ok mounts',
          'ok services',
        ]);
        assert.deepEqual(looks(`${line}\n`, { there: '|/far|' }), ['ok mounts', 'ok services']);
      });
    }

    it('leaves out what is bound to it, or lies below it', () => {
      const lines = [
        'fs01:/export /far nfs defaults',
        '/far/www /srv/www none bind',
        '/dev/sdc1 /far/logs ext4 defaults',
      ];
      assert.deepEqual(looks(`${lines.join('\n')}\n`), [
        'left mounts 3: /far /srv/www /far/logs ',
        'ok mounts',
        'ok services',
      ]);
    });

    const own = [
      'UUID=here /own ext4 defaults,_netdev 0 0',
      '/dev/sdc1 /own xfs defaults,nofail 0 0',
      'LABEL=data /own ext4 defaults 0 0',
      '/dev/mapper/data /own btrfs defaults 0 0',
    ];
    for (const line of own) {
      it(`fails where one of its own disks is missing: ${line}`, () => {
        const failed = 'own.mount loaded failed failed x\\nfar.mount loaded failed failed x\\n';
        assert.deepEqual(looks(`fs01:/export /far nfs defaults\n${line}\n`, { failed }), [
          'left mounts 1: /far ',
          'bad mounts /own ',
          'bad services own.mount ',
        ]);
      });
    }

    it('takes no comment for a mount, and reads a name with a blank in it', () => {
      const lines = [
        ' # /dev/sdc1 /a ext4 defaults',
        '/dev/sdc1 /has\\040blank ext4 defaults',
        '/dev/sdb1 none swap sw',
      ];
      assert.deepEqual(looks(`${lines.join('\n')}\n`, { there: '|/has blank|' }), ['ok mounts', 'ok services']);
    });

    it('tells how many were left out', () => {
      assert.equal(countSkippedMounts('ok disks 2\nleft mounts 12: /a /b\nok mounts\n'), 12);
      assert.equal(countSkippedMounts('ok disks 2\nok mounts\n'), 0);
    });
  });

  const pointAt = new Date('2026-11-01T00:00:00Z');
  const at = (hours: number) => `ok disks 1\nnewest ${(pointAt.getTime() - hours * 3_600_000) / 1000}\n`;
  const ended = (output: string) => ({ executionState: 'Succeeded', exitCode: 0, output });
  const newest = { path: '/a', hours: 26 };

  it('holds the newest file against the point, and takes no word for a failure', () => {
    assert.equal(judgeProbe(ended(at(26)), { newest, pointAt }).verdict, 'passed');
    assert.deepEqual(judgeProbe(ended(at(27)), { newest, pointAt }), { verdict: 'failed', bad: 'newest' });
    assert.deepEqual(judgeProbe(ended('ok disks 1\n'), { newest, pointAt }), { verdict: 'failed', bad: 'newest' });
    assert.deepEqual(judgeProbe(ended('ok disks 1\nbad port 1\n')), { verdict: 'failed', bad: 'port' });
  });

  it('takes what a script says besides neither for a failure nor for a name that a channel may read', () => {
    assert.deepEqual(judgeProbe(ended('ok disks 1\nbad blocks: 0\nok script\n')), { verdict: 'passed' });
    const failed = { executionState: 'Failed', exitCode: 1, output: 'ok disks 1\nbad customer-x\nbad script 1\n' };
    assert.deepEqual(judgeProbe(failed), { verdict: 'failed', bad: 'script' });
  });
});

describe('what is filled in of drills', () => {
  const wrong = (entries: Parameters<typeof parseDrills>[0]) => {
    try {
      parseDrills(entries, 'UTC');
    } catch (error) {
      return inputOfFailure(asFailure(error));
    }
    return undefined;
  };

  it('is read as people write it', () => {
    const read = parseDrills({ newest: 'D:\\Data files 26h', port: '1433', rto: '90m', rpo: '2d', life: '4u' }, 'UTC');
    assert.deepEqual(read.probe, { newest: { path: 'D:\\Data files', hours: 26 }, port: 1433 });
    assert.deepEqual(read.targets, { rtoMinutes: 90, rpoMinutes: 2880 });
    assert.equal(read.lifeHours, 4);
    assert.deepEqual(parseDrills({ rto: '4', rpo: '90 minuten' }, 'UTC').targets, { rtoMinutes: 240, rpoMinutes: 90 });
    const written = parseDrills({ newest: '/srv/data 26 uur', life: '4 Hours', days: '30 dagen' }, 'UTC');
    assert.deepEqual([written.probe.newest?.hours, written.lifeHours, written.days], [26, 4, 30]);
  });

  it('is refused at its own field', () => {
    assert.equal(wrong({ newest: 'relative/path 3' }), 'newest');
    assert.equal(wrong({ newest: "/a'; rm -rf / # 3" }), 'newest');
    assert.equal(wrong({ port: '70000' }), 'port');
    assert.equal(wrong({ rto: 'soon' }), 'rto');
    assert.equal(wrong({ script: 'x'.repeat(1001) }), 'script');
    assert.equal(wrong({ life: '25' }), 'life');
    assert.equal(wrong({ life: '2 days' }), 'life');
    assert.equal(wrong({ days: '3 weeks' }), 'days');
    assert.equal(wrong({ newest: '/srv/data 2 days' }), 'newest');
    assert.equal(wrong({ rpo: '2 months' }), 'rpo');
  });

  it('of targets the strictest holds', () => {
    assert.deepEqual(strictest({ rtoMinutes: 60 }, { rtoMinutes: 30, rpoMinutes: 5 }), {
      rtoMinutes: 30,
      rpoMinutes: 5,
    });
  });
});
