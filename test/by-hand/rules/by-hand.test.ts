import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import { handRights } from '../../../src/by-hand/rules/hand-rights.ts';
import type { HandFacts, HandKind } from '../../../src/by-hand/rules/hand-step.ts';
import { typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import type { AdeKeys } from '../../../src/kernel/facts.ts';
import type { Security } from '../../../src/restore/rules/signed-machine.ts';

const group = '/subscriptions/s/resourceGroups/rg-restore';
const vaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv';
const pair = (secret: string): AdeKeys => ({
  bek: { secretUrl: `https://kv.vault.azure.net/secrets/${secret}/1`, keyVaultId: vaultId },
  kek: { keyUrl: 'https://kv.vault.azure.net/keys/kek/1', keyVaultId: vaultId },
});
const disk = (name: string) => `${group}/providers/Microsoft.Compute/disks/${name}`;

const facts: HandFacts = {
  requestId: 'R-7K2M',
  vault: { id: '/v', name: 'rsv', resourceGroup: 'rg-backup', subscriptionId: 's' },
  containerName: 'c',
  itemName: 'i',
  vm: { id: '/vm', name: 'sql-01' },
  osType: 'Windows',
  pointAt: new Date('2026-11-24T02:10:00Z'),
  plan: {
    body: {
      recoveryPointId: '1',
      storageAccountId: '/subscriptions/s/resourceGroups/rg/x/y/z/ststaging',
      recoveryType: 'RestoreDisks',
    },
    effects: { mode: 'rebuild', target: { form: 'managed' } },
    steps: [],
  } as unknown as HandFacts['plan'],
  machine: { groupId: group, name: 'copy', region: 'westeurope', subnetId: '/subnet', size: 'Standard_D2s_v5' },
  done: ['restore-disks'],
  jobId: 'job',
  disks: [
    { lun: -1, id: disk('os') },
    { lun: 5, id: disk('five') },
    { lun: 2, id: disk('two') },
  ],
  keys: [pair('OS'), pair('DATA')],
  pass: 'single',
  away: [],
  settings: [
    { lun: -1, keys: pair('OS') },
    { lun: 5, keys: pair('DATA') },
  ],
  keyCopy: 'gone',
};
const { disks: _, ...unread } = facts;

const step = (of: HandFacts, kind: HandKind) => byHand(of).find((one) => one.kind === kind);

describe('the lines of a restore to another subscription', () => {
  const groupId = '/subscriptions/s2/resourceGroups/rg-elsewhere';
  const elsewhere = (of: HandFacts): HandFacts => ({
    ...of,
    plan: { ...of.plan, body: { ...of.plan.body, targetResourceGroupId: groupId } },
    machine: { ...of.machine, groupId },
  });

  it('name it to neither tool where the staging account is that of the vault, which they look for there, and sign in there before the machine is made', () => {
    const all = byHand(elsewhere({ ...unread, done: [] }));
    const restore = all.find(({ kind }) => kind === 'restore-disks');
    for (const lines of [restore?.az.join('\n') ?? '', restore?.powershell.join('\n') ?? '']) {
      assert.match(lines, /recoveryPoints\/1\/restore\?/, 'the request itself, as Strongroom sends it');
      assert.match(lines, /"targetResourceGroupId":"\/subscriptions\/s2\/resourceGroups\/rg-elsewhere"/);
      assert.doesNotMatch(lines, /restore-disks|Restore-AzRecovery|target-subscription-id|TargetSubscriptionId/);
    }
    const inTarget = all.findIndex(({ az }) => az[0] === 'az account set --subscription s2');
    assert.equal(all[0]?.az[0], 'az account set --subscription s');
    assert.ok(inTarget > all.findIndex(({ kind }) => kind === 'check-keys'));
    assert.equal(all[inTarget + 1]?.kind, 'apply-ade-settings', 'the first that writes into the group');
  });

  it('name it to both where the staging account is there, too', () => {
    const { plan, ...of } = elsewhere({ ...unread, done: [] });
    const storageAccountId = '/subscriptions/S2/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/staway';
    const restore = step({ ...of, plan: { ...plan, body: { ...plan.body, storageAccountId } } }, 'restore-disks');
    assert.match(restore?.az.join('\n') ?? '', /--target-resource-group rg-elsewhere --target-subscription-id s2 /);
    const cmdlet = /-StorageAccountName 'staway' .*-TargetSubscriptionId 's2' /;
    assert.match(restore?.powershell.join('\n') ?? '', cmdlet);
  });

  it('leave both out where the group is of the subscription of the vault', () => {
    const all = byHand({ ...unread, done: [] });
    assert.equal(all.filter(({ kind }) => kind === 'sign-in').length, 1);
    assert.doesNotMatch(JSON.stringify(all), /target-subscription-id|TargetSubscriptionId/);
  });
});

describe('the lines of a restore of private disks', () => {
  it('leave them private in both tools: without the option the export of a disk may be open to the public', () => {
    const settings = { targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' } };
    const body = { ...facts.plan.body, targetResourceGroupId: group, ...settings } as HandFacts['plan']['body'];
    const restore = step({ ...unread, plan: { ...facts.plan, body }, done: [] }, 'restore-disks');
    assert.match(restore?.az.join('\n') ?? '', / --disk-access-option SameAsOnSourceDisks /);
    assert.match(restore?.powershell.join('\n') ?? '', /^\$job = Restore-.* -DiskAccessOption SameAsOnSourceDisks /m);
  });
});

describe('the lines of disks', () => {
  it('write onto each the keys that it has', () => {
    const lines = step(facts, 'apply-ade-settings');
    for (const shell of [lines?.az, lines?.rest]) {
      assert.equal(shell?.length, 2);
      assert.match(shell?.[0] ?? '', /disks\/os\?.*secrets\/OS\/1/);
      assert.match(shell?.[1] ?? '', /disks\/five\?.*secrets\/DATA\/1/);
    }
    assert.match(lines?.powershell.join('\n') ?? '', /disks\/five'\n.*secrets\/DATA\/1/);
  });

  it('stop where Azure refuses them: Invoke-AzRestMethod gives a refusal back as any other answer', () => {
    for (const each of [facts, { ...facts, away: [{ url: pair('OS').bek.secretUrl, state: 'missing' as const }] }]) {
      const sent = step(each, 'apply-ade-settings')?.powershell.filter((line) => /-Method PATCH/.test(line)) ?? [];
      assert.equal(sent.length, 2);
      for (const line of sent) {
        assert.match(
          line,
          /^\$sent = Invoke-AzRestMethod .*; if \(\$sent\.StatusCode -ge 300\) \{ throw \$sent\.Content \}$/,
        );
      }
    }
  });

  it('nor does what the point holds of keys go on where Azure refuses to tell it', () => {
    const away = [{ url: pair('OS').bek.secretUrl, state: 'missing' as const }];
    const inPoint = { ...facts, away, keyCopy: 'gone' as const, keysInPoint: '/x/recoveryPoints/1' };
    const lines = step(inPoint, 'recover-keys')?.powershell.join('\n') ?? '';
    assert.match(lines, /Invoke-AzRestMethod -Method GET [^\n]*; if \(\$sent\.StatusCode -ge 300\) \{ throw/);
    assert.match(lines, /\$kept = \(\$sent\.Content \| ConvertFrom-Json\)/);
  });

  it('find each by its LUN where the restored ones are not known yet', () => {
    const lines = step(unread, 'apply-ade-settings');
    assert.match(lines?.az.join('\n') ?? '', /select\(\.lun == 5\)[\s\S]*secrets\/DATA\/1/);
    assert.match(lines?.powershell.join('\n') ?? '', /Where-Object lun -eq 5\)[\s\S]*secrets\/DATA\/1/);
  });

  it('attach each at the LUN that it had', () => {
    const known = step(facts, 'deploy-vm');
    assert.doesNotMatch(known?.az.join('\n') ?? '', /attach-data-disks/);
    assert.match(known?.az.join('\n') ?? '', /vm disk attach .*disks\/two --lun 2\n.*disks\/five --lun 5/);
    assert.match(known?.powershell.join('\n') ?? '', /disks\/two' .*-Lun 2\n.*disks\/five' .*-Lun 5/);
    const later = step(unread, 'deploy-vm');
    assert.match(later?.az.join('\n') ?? '', /read -r LUN DISK; do az vm disk attach .*--lun "\$LUN"/);
    assert.match(later?.powershell.join('\n') ?? '', /-Lun \$disk\.lun/);
  });

  it('are compared with what the restore made where only the config names them', () => {
    const later = step(unread, 'deploy-vm');
    assert.match(later?.az.join('\n') ?? '', /tags\.RSVaultBackup=='\$\{JOB:\?\}'[\s\S]*grep .*STOP.*false; fi/);
    assert.match(
      later?.powershell.join('\n') ?? '',
      /Compare-Object .*\{ \$_\.Tags -and \$_\.Tags\['RSVaultBackup'\] -eq 'job' \}.*throw 'STOP/,
    );
    assert.doesNotMatch(step(facts, 'deploy-vm')?.az.join('\n') ?? '', /STOP/, 'they were, by the bot');
  });

  it('make the machine without an account for its boot diagnostics, which New-AzVM makes unless it is told', () => {
    for (const each of [facts, unread]) {
      const lines = step(each, 'deploy-vm')?.powershell ?? [];
      assert.match(lines.at(-1) ?? '', /^New-AzVM /);
      assert.equal(lines.at(-2), '$vm = Set-AzVMBootDiagnostic -VM $vm -Enable');
    }
  });

  it('make the machine as what it was signed as', () => {
    const plan = { name: 'byol', publisher: 'contoso', product: 'gateway' };
    const machine = { ...facts.machine, plan, licenseType: 'RHEL_BYOS', acceleratedNetworking: true };
    const { az = [], powershell = [], rest = [] } = step({ ...facts, machine }, 'deploy-vm') ?? {};
    assert.match(az.join('\n'), /nic create .*--accelerated-networking true/);
    assert.match(
      az.join('\n'),
      /--plan-name byol --plan-product gateway --plan-publisher contoso --license-type RHEL_BYOS/,
    );
    assert.match(
      powershell.join('\n'),
      /-EnableAcceleratedNetworking[\s\S]*-LicenseType 'RHEL_BYOS'[\s\S]*Set-AzVMPlan -VM \$vm -Name 'byol'/,
    );
    assert.match(rest.join('\n'), /"plan":\{"name":"byol"/);
  });

  it('attach them with the machine where az counts as they were counted', () => {
    const disks = [0, 1].map((lun) => ({ lun, id: disk(`data-${lun}`) }));
    const lines = step({ ...facts, disks: [{ lun: -1, id: disk('os') }, ...disks] }, 'deploy-vm')?.az.join('\n') ?? '';
    assert.match(lines, /--attach-data-disks \S+data-0 \S+data-1 /);
    assert.doesNotMatch(lines, /disk attach/);
  });
});

describe('no secret is an argument', () => {
  it('a wrapped secret goes from file to file, and the file goes', () => {
    const [os] = facts.keys;
    const lost = { ...facts, away: [{ url: os?.bek.secretUrl ?? '', state: 'missing' as const }] };
    const { az = [], clears } = step(lost, 'recover-keys') ?? {};
    assert.ok(az.indexOf('umask 077') < az.findIndex((line) => line.includes('> secret.txt')));
    assert.ok(az.every((line) => !/--value|SecretData.*\$\(|\$\(.*SecretData/.test(line)));
    assert.match(clears?.az ?? '', /^rm -f .*secret\.txt/, 'whatever failed before');
  });
});

describe('a key that comes back from the copy', () => {
  const url = 'https://kv.vault.azure.net/keys/kek/0a1b';
  const lost = { ...facts, keyCopy: { uri: 'https://ststaging.blob.core.windows.net/box/copy.json' } };
  const away = { ...lost, away: [{ url, state: 'missing' as const }] };

  it('is compared with the one that was backed up, by its id, in every shell', () => {
    const { az = [], powershell = [], rest = [] } = step(away, 'recover-keys') ?? {};
    const after = (lines: string[], restored: RegExp) =>
      lines[lines.findIndex((line) => restored.test(line)) + 1] ?? '';
    assert.match(after(az, /key restore/), /key list-versions .*\[\]\.kid.*keys\/kek\/0a1b.*STOP/);
    assert.match(
      after(powershell, /Restore-AzKeyVaultKey/),
      /-IncludeVersions\)\.Version -notcontains '0a1b'.*throw 'STOP/,
    );
    assert.match(after(rest, /keys\/restore/), /keys\/kek\/0a1b\?.*jq -er \.key\.kid.*STOP/);
    const [unwrapped] = facts.keys.map(({ bek }) => bek.secretUrl);
    const bare = {
      ...lost,
      keys: facts.keys.map(({ bek }) => ({ bek })),
      away: [{ url: unwrapped ?? '', state: 'missing' as const }],
    };
    assert.match(step(bare, 'recover-keys')?.az.join('\n') ?? '', /secret list-versions .*\[\]\.id.*STOP/);
  });

  it('is named where it is the one, and said to be another where it is not', () => {
    const line = step(away, 'recover-keys')?.az.find((one) => one.includes('STOP')) ?? '';
    const typed = (kids: string) =>
      spawnSync('bash', ['-c', `az() { printf '${kids}'; }\n${line}`], { encoding: 'utf8' });
    const back = typed(`https://kv.vault.azure.net/keys/kek/ffff\\n${url}\\n`);
    assert.deepEqual([back.stdout, back.status], [`${url}\n`, 0]);
    const other = typed('https://kv.vault.azure.net/keys/kek/ffff\\n');
    assert.match(other.stdout, /^STOP: the key that came back/);
    assert.equal(other.status, 1, 'so that nothing goes on');
    assert.match(typed('').stdout, /^STOP/, 'none of that name came back');
  });
});

describe('the extension', () => {
  it('is a request in az too, which sends it as a form before 2.77, and is waited for', () => {
    const plan = { ...facts.plan, steps: [{ kind: 'ade-extension' }] } as HandFacts['plan'];
    const { az = [], rest = [] } = step({ ...facts, plan }, 'ade-extension') ?? {};
    assert.equal(rest.length, 1);
    assert.equal(az[0], rest[0]);
    assert.match(az[1] ?? '', /^az vm extension wait .* --name AzureDiskEncryption --created$/);
    const dual = step({ ...facts, plan, pass: 'dual' }, 'ade-extension');
    assert.match(
      (dual ? typedLines(dual, 'az') : []).join('\n'),
      /az 2\.77 or newer.*\nread -rsp .*\naz vm encryption enable .*--aad-client-secret "\$AAD_SECRET".*DATA .*\nunset AAD_SECRET$/,
    );
  });
});

describe('what is made of disk files', () => {
  it('is restored without a switch of PowerShell that would replace the disks of the machine', () => {
    const plan = { ...facts.plan, effects: { ...facts.plan.effects, target: { form: 'vhd' } } } as HandFacts['plan'];
    const lines = step({ ...unread, plan, done: [] }, 'restore-disks')?.powershell ?? [];
    // Without a target group or a switch, Restore-AzRecoveryServicesBackupItem uses its default: replace existing.
    assert.match(lines.find((line) => line.includes('Restore-Az')) ?? '', / -UseOriginalStorageAccount:\$false /);
    const body = { ...plan.body, targetResourceGroupId: group };
    const managed = step({ ...unread, plan: { ...facts.plan, body }, done: [] }, 'restore-disks')?.powershell ?? [];
    assert.doesNotMatch(managed.join('\n'), /UseOriginalStorageAccount/, 'a set without it');
  });

  it('carries the request in PowerShell too', () => {
    const plan = { ...facts.plan, effects: { ...facts.plan.effects, target: { form: 'vhd' } } } as HandFacts['plan'];
    const lines = step({ ...unread, plan }, 'deploy-vm')?.powershell ?? [];
    for (const made of [/New-AzDisk /, /New-AzNetworkInterface/, /New-AzVMConfig/]) {
      assert.match(lines.find((line) => made.test(line)) ?? '', /-Tags? @\{ 'strongroom-request' = 'R-7K2M' \}/);
    }
  });
});

describe('a copy that goes into quarantine', () => {
  const plan = {
    ...facts.plan,
    effects: { ...facts.plan.effects, networkMode: 'quarantine', quarantine: { openings: ['AzureKeyVault'] } },
    steps: [{ kind: 'tag-made' }],
  } as unknown as HandFacts['plan'];
  const held = { ...facts, plan };

  it('has its disks closed to export before it is made, tags that say so, and is looked at from outside', () => {
    const kinds = byHand(held).map(({ kind }) => kind);
    assert.deepEqual(
      kinds.filter((kind) => ['tag-made', 'quarantine-close-disks', 'deploy-vm', 'quarantine-apart'].includes(kind)),
      ['tag-made', 'quarantine-close-disks', 'deploy-vm', 'quarantine-apart'],
    );
    const close = step(held, 'quarantine-close-disks');
    assert.match(
      close?.az.join('\n') ?? '',
      /^az disk update --ids \S*os --network-access-policy DenyAll --public-network-access Disabled/,
    );
    // Every disk of the machine, whatever a list contains by now.
    for (const { id } of facts.disks ?? []) {
      assert.match(close?.az.join('\n') ?? '', new RegExp(`^az disk update --ids ${id} `, 'm'));
      assert.match(close?.powershell.join('\n') ?? '', new RegExp(`-DiskName '${id.split('/').at(-1)}'$`, 'm'));
    }
    assert.match(
      close?.powershell.at(-1) ?? '',
      /New-AzDiskUpdateConfig -NetworkAccessPolicy DenyAll -PublicNetworkAccess Disabled \| Update-AzDisk/,
    );
    assert.equal(close?.rest.length, 3);
    for (const kind of ['tag-made', 'deploy-vm'] as const) {
      const lines = step(held, kind);
      assert.match(lines?.az.join('\n') ?? '', /strongroom-request=R-7K2M strongroom-quarantine=held/);
      assert.match(lines?.powershell.join('\n') ?? '', /'strongroom-quarantine' = 'held'/);
      assert.match(lines?.rest.join('\n') ?? '', /"strongroom-quarantine":"held"/);
    }
    assert.match(
      step(held, 'quarantine-apart')?.az.join('\n') ?? '',
      /list-effective-nsg[\s\S]*show-effective-route-table/,
    );
    assert.equal(step(facts, 'quarantine-close-disks'), undefined);
  });

  it('is not made where no disk of the restore is found to close', () => {
    const [signIn, ...more] = byHand({ ...held, disks: undefined });
    const close = more.find(({ kind }) => kind === 'quarantine-close-disks');
    assert.ok(signIn && close);
    const next = { ...close, kind: 'verify' as const, az: ['echo NEXT'] };
    const said = (found: string, before: string[] = []) => {
      const failing = { ...close, kind: 'restore-disks' as const, az: before };
      const lines = [signIn, failing, close, next].flatMap((each) => typedLines(each, 'az'));
      // Uses the same list as the comparison before the machine is created: Azure's list of a group shows new disks
      // only later.
      const az = `az() { case "$*" in "disk list"*) ${found} ;; *) echo "$*" ;; esac; }`;
      return spawnSync('bash', ['-c', [az, ...lines].join('\n')], { encoding: 'utf8' }).stdout;
    };
    assert.match(said(':'), /STOP: no disk of the restore is found yet/);
    assert.doesNotMatch(said(':'), /disk update|NEXT/);
    assert.match(said('echo /one; echo /two'), /disk update --ids \/one [\s\S]*disk update --ids \/two [\s\S]*NEXT/);
    // After a failed line the state is unknown, and this is no step to continue from.
    for (const stopped of [said('false'), said('echo /one', ['false'])]) {
      assert.match(stopped, /STOP: a line failed/);
      assert.doesNotMatch(stopped, /no disk of the restore|disk update|NEXT/);
    }
    assert.match(close.powershell[1] ?? '', /^if \(-not \$made\) \{ throw 'STOP/);
  });

  it('is not closed or looked at again where that is done', () => {
    const done = [...facts.done, 'quarantine-close-disks', 'quarantine-apart'] as HandKind[];
    assert.equal(step({ ...held, done }, 'quarantine-close-disks'), undefined);
    assert.equal(step({ ...held, done }, 'quarantine-apart'), undefined);
  });
});

describe('the machine is made as safe as the original', () => {
  const lines = (security: Security[], stateEncryption?: string) =>
    step(
      {
        ...facts,
        machine: { ...facts.machine, security, ...(stateEncryption && { stateEncryption }) },
        ...(stateEncryption && {
          disks: facts.disks?.map((disk) => ({ ...disk, securityType: 'ConfidentialVM_DiskEncryptedWithPlatformKey' })),
        }),
      },
      'deploy-vm',
    ) ?? { az: [], powershell: [], rest: [] };
  const host = { securityProfile: { encryptionAtHost: true } };
  const trusted = {
    securityProfile: { securityType: 'TrustedLaunch', uefiSettings: { secureBootEnabled: false, vTpmEnabled: true } },
  };

  it('encrypted at host', () => {
    const { az, powershell, rest } = lines(['encryption-at-host']);
    assert.match(az.join('\n'), /az vm create .* --encryption-at-host true /);
    assert.match(powershell.join('\n'), /New-AzVMConfig .* -EncryptionAtHost /);
    assert.match(rest[0] ?? '', new RegExp(JSON.stringify(host).slice(1, -1)));
  });

  it('started with trust, securely only if the original was', () => {
    const { az, powershell, rest } = lines(['trusted-launch', 'vtpm']);
    assert.match(az.join('\n'), / --security-type TrustedLaunch --enable-secure-boot false --enable-vtpm true /);
    assert.match(powershell.join('\n'), / -SecurityType TrustedLaunch -EnableSecureBoot \$false -EnableVtpm \$true /);
    assert.match(rest[0] ?? '', new RegExp(JSON.stringify(trusted).slice(1, -1)));
  });

  it('confidential, and its OS disk with the state of the machine', () => {
    const { az, powershell, rest } = lines(['confidential', 'secure-boot', 'vtpm'], 'DiskWithVMGuestState');
    assert.match(az.join('\n'), / --security-type ConfidentialVM --enable-secure-boot true --enable-vtpm true /);
    assert.match(az.join('\n'), /az vm create .* --os-disk-security-encryption-type DiskWithVMGuestState /);
    assert.match(powershell.join('\n'), /New-AzVMConfig .* -SecurityType ConfidentialVM -EnableSecureBoot \$true /);
    assert.match(powershell.join('\n'), /Set-AzVMOSDisk .* -SecurityEncryptionType DiskWithVMGuestState$/m);
    assert.match(rest[0] ?? '', /"securityProfile":\{"securityEncryptionType":"DiskWithVMGuestState"\}/);
  });

  it('with nothing more than it had', () => {
    const { az, powershell } = lines([]);
    assert.doesNotMatch([...az, ...powershell].join('\n'), /encryption-at-host|EncryptionAtHost|TrustedLaunch/i);
  });
});

describe('a confidential machine whose key is gone', () => {
  const url = 'https://hsm-prod.managedhsm.azure.net/keys/cmk/0123';
  const lost: HandFacts = { ...facts, keys: [], done: [], keyCopy: 'not-yet', setKey: { url, state: 'missing' } };

  it('is restored twice: the first fails and brings the key out, which is put back and its copy deleted', () => {
    assert.deepEqual(
      byHand(lost)
        .map(({ kind }) => kind)
        .slice(0, 5),
      ['sign-in', 'export-key', 'recover-set-key', 'remove-key-export', 'restore-disks'],
    );
    assert.match(step(lost, 'export-key')?.az.at(-1) ?? '', /case "\$STATUS" in Failed\) ;;/);
    assert.match(step(lost, 'export-key')?.powershell.at(-1) ?? '', /-ne 'Failed'/);
    const { az = [], powershell = [] } = step(lost, 'recover-set-key') ?? {};
    assert.match(az.join('\n'), /Secured Encryption Info Blob Name/);
    assert.match(az.join('\n'), /az keyvault key restore --hsm-name hsm-prod --file key.bin/);
    assert.match(az.at(-1) ?? '', /grep -ixF https:\/\/hsm-prod.*\/keys\/cmk\/0123 \|\| \{ echo 'STOP/);
    assert.match(powershell.join('\n'), /Restore-AzKeyVaultKey -HsmName 'hsm-prod' -InputFile key.bin/);
    assert.match(step(lost, 'remove-key-copy')?.az.join('\n') ?? '', /Secured Encryption Info Blob Name/);
  });

  it('with a set for each data disk, is restored by the request itself, whose job is told from those before', () => {
    const set = `${group}/providers/Microsoft.Compute/diskEncryptionSets/des`;
    const securedVMDetails = {
      securedVMOsDiskEncryptionSetId: set,
      dataDiskEncryptionSettings: { perDiskEncryptionSetIds: [{ lun: 0, diskEncryptionSetId: set }] },
    };
    const plan = { ...facts.plan, body: { ...facts.plan.body, securedVMDetails } } as HandFacts['plan'];
    const { az = [], powershell = [] } = step({ ...facts, plan, done: [] }, 'restore-disks') ?? {};
    assert.match(
      az.join('\n'),
      /^BEFORE=.*\naz rest --method post .*2026-07-01.*\nuntil JOB=.*!contains\('\\'''"\$BEFORE"/,
    );
    assert.match(powershell.join('\n'), /GetValues\('Azure-AsyncOperation'\)[\s\S]*-JobId \$state\.properties\.jobId/);
  });

  it('whose key is only deleted, recovers it', () => {
    const deleted: HandFacts = { ...lost, setKey: { url: url.replace('managedhsm', 'vault'), state: 'soft-deleted' } };
    assert.deepEqual(step(deleted, 'recover-set-key')?.az, [
      'az keyvault key recover --vault-name hsm-prod --name cmk --output none',
    ]);
    assert.equal(step(deleted, 'export-key'), undefined);
  });

  it('goes on from where the bot is: the blob is that of its own job, and a restore under way is waited for', () => {
    const exported: HandFacts = {
      ...lost,
      done: ['export-key'],
      setKey: { url, state: 'missing', exportJobId: 'job-of-the-bot' },
    };
    assert.ok(step(exported, 'recover-set-key')?.az.includes('JOB=job-of-the-bot'));
    const waits = step({ ...lost, underWay: { kind: 'export-key', attemptId: 'a', jobId: 'j' } }, 'export-key');
    assert.equal(waits?.underWay, 'waits');
    assert.match(waits?.az.join('\n') ?? '', /^JOB=j\n.*job wait.*\n.*in Failed\)/);
  });
});

describe('the extension of a machine that was encrypted with an Entra application', () => {
  const linux: HandFacts = { ...facts, osType: 'Linux', done: [...facts.done, 'deploy-vm'] };

  it('asks for the secret when it runs, and only for the data disks', () => {
    const lines = step({ ...linux, pass: 'dual' }, 'ade-extension');
    const [, ask, enable] = lines?.az ?? [];
    assert.match(ask ?? '', /^read -rsp .* AAD_SECRET/);
    assert.match(
      enable ?? '',
      /--aad-client-id '<application id>' --aad-client-secret "\$AAD_SECRET" .*--volume-type DATA/,
    );
    assert.match(
      lines?.powershell[1] ?? '',
      /-AadClientID '<application id>' -AadClientSecret \$secret .*-VolumeType Data/,
    );
    assert.deepEqual(lines?.rest, [], 'a plain request would have the secret in it');
  });

  it('of any other machine takes none', () => {
    const lines = step(linux, 'ade-extension');
    assert.doesNotMatch([...(lines?.az ?? []), ...(lines?.powershell ?? [])].join('\n'), /aad|secret = /i);
    assert.match(lines?.az[0] ?? '', /"VolumeType":"ALL"/);
    assert.equal(lines?.rest.length, 1);
  });
});

describe('the rights that the lines take', () => {
  it('are those of what is left to do, by name', () => {
    const rights = (of: HandFacts) => handRights(of, byHand(of), 'az').map(({ code, name }) => `${code} ${name}`);
    const subnetId =
      '/subscriptions/s/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet/subnets/a';
    const all: HandFacts = { ...unread, done: [], keyCopy: 'not-yet', machine: { ...facts.machine, subnetId } };
    assert.deepEqual(rights(all), [
      'vault rsv',
      'group rg-restore',
      'network vnet',
      'blobs ststaging',
      'keys-read kv',
      'keys-deploy kv',
    ]);
    const away = [{ url: facts.keys[0]?.bek.secretUrl ?? '', state: 'missing' as const }];
    assert.ok(rights({ ...all, away }).includes('keys-write kv'));
    assert.deepEqual(rights({ ...facts, keys: [], settings: [], done: ['restore-disks', 'deploy-vm'] }), [
      'group rg-restore',
    ]);
    const codes = (kind: string, of = all) =>
      handRights(
        of,
        byHand(of).filter((step) => step.kind === kind),
        'az',
      ).map(({ code }) => code);
    assert.deepEqual(codes('remove-key-copy'), ['vault', 'blobs']);
    const underWay = { kind: 'deploy-vm' as const, attemptId: 'a', deployment: 'd' };
    assert.ok(codes('deploy-vm', { ...all, underWay }).includes('group'), 'a step that is under way too');
  });

  it('are on each key vault that holds a key of the disks, to make the machine as well', () => {
    const [pair] = facts.keys;
    assert.ok(pair);
    const kek = { keyUrl: 'https://kv2.vault.azure.net/keys/kek/1', keyVaultId: '/v/KV2' };
    const of: HandFacts = { ...unread, done: [], keys: [pair, { ...pair, kek }, { ...pair, bek: { ...pair.bek } }] };
    const rights = handRights(of, byHand(of), 'az').map(({ code, name }) => `${code} ${name}`);
    assert.deepEqual(
      rights.filter((right) => right.startsWith('keys-')),
      ['keys-read kv', 'keys-read KV2', 'keys-deploy kv', 'keys-deploy KV2'],
    );
  });

  it('are those of the shell that the lines are for', () => {
    const known: HandFacts = {
      ...facts,
      keys: [],
      settings: [],
      setKey: { url: 'https://kv.vault.azure.net/keys/cmk/1', state: 'present' },
      keyCopy: { uri: 'https://ststaging.blob.core.windows.net/box/copy' },
      done: ['restore-disks', 'deploy-vm', 'verify'],
    };
    const codes = (shell: 'az' | 'powershell') => handRights(known, byHand(known), shell).map(({ code }) => code);
    assert.deepEqual(codes('az'), ['blobs'], 'az is told the blob');
    assert.deepEqual(codes('powershell'), ['vault', 'blobs'], 'PowerShell asks the job for it');
  });
});

describe('lines of PowerShell that wait for what the bot has sent', () => {
  const underWay = (kind: HandKind) => ({ kind, attemptId: 'a', deployment: 'strongroom-1' });
  const waits = (kind: HandKind, of: Partial<HandFacts> = {}) =>
    step({ ...facts, ...of, underWay: underWay(kind) }, kind)?.powershell ?? [];

  it('go no further where it failed, and wait without an end for nothing', () => {
    for (const lines of [waits('deploy-vm'), waits('ade-extension', { osType: 'Linux' })]) {
      assert.match(
        lines[0] ?? '',
        /^for \(\$left = \d+; .* -notin 'Succeeded', 'Failed', 'Canceled'; \$left--\) \{ Start-Sleep/,
      );
      assert.match(
        lines[1] ?? '',
        /^if \(\$state -ne 'Succeeded'\) \{ throw \('STOP: the (deployment|extension) has not succeeded/,
      );
    }
  });

  it('look again where Azure is busy, and stop where it refuses to tell or began nothing', () => {
    const sets = { securedVMDetails: { dataDiskEncryptionSettings: { perDiskEncryptionSetIds: [] } } };
    const body = { ...facts.plan.body, ...sets } as unknown as HandFacts['plan']['body'];
    const lines = step({ ...unread, plan: { ...facts.plan, body }, done: [] }, 'restore-disks')?.powershell ?? [];
    const look = lines.find((line) => line.includes('$operation;')) ?? '';
    assert.match(
      look,
      /if \(\$look\.StatusCode -lt 300\) .* elseif \(\$look\.StatusCode -in 400\.\.428\) \{ throw \$look\.Content \}/,
    );
    assert.match(look, /while \(-not \$state -or \$state\.status -eq 'InProgress'\)$/);
    assert.match(lines[lines.indexOf(look) + 1] ?? '', /^if \(-not \$state\.properties\.jobId\) \{ throw /);
  });
});

describe('the lines of a restore with another encryption set', () => {
  it('send the request itself: az takes a set only in a vault with a key of its customer, and the cmdlet drops it elsewhere', () => {
    const set = `${group}/providers/Microsoft.Compute/diskEncryptionSets/des`;
    const plan = { ...facts.plan, body: { ...facts.plan.body, diskEncryptionSetId: set } };
    const { az = [], powershell = [] } = step({ ...unread, plan, done: [] }, 'restore-disks') ?? {};
    for (const lines of [az.join('\n'), powershell.join('\n')]) {
      assert.match(lines, /recoveryPoints\/1\/restore\?/);
      assert.match(lines, /"diskEncryptionSetId":"\/subscriptions\/s\/.*\/des"/);
      assert.doesNotMatch(lines, /restore-disks|Restore-AzRecovery/);
    }
  });
});

describe('the tags of what a restore made', () => {
  const tagged: HandFacts = {
    ...facts,
    plan: { ...facts.plan, steps: [{ kind: 'tag-made' }] } as unknown as HandFacts['plan'],
    keys: [],
    settings: [],
  };

  it('stop nothing that comes after them where they are refused', () => {
    const [signIn, tags] = byHand(tagged);
    assert.ok(signIn && tags?.kind === 'tag-made');
    const next = { ...tags, kind: 'verify' as const, az: ['echo NEXT'] };
    const az =
      'az() { case "$*" in "resource list"*) echo /disk ;; "tag update"*) echo refused >&2; return 1 ;; esac; }';
    const lines = [signIn, tags, next].flatMap((each) => typedLines(each, 'az'));
    const { stdout } = spawnSync('bash', ['-c', [az, ...lines].join('\n')], { encoding: 'utf8' });
    assert.match(stdout, /^NO TAGS: that takes Tag Contributor.*\nNEXT\n$/);
    assert.match(tags.powershell.join('\n'), /^try \{ Get-AzResource .*\} catch \{ Write-Warning 'NO TAGS/);
  });

  it('run after no line that failed', () => {
    const [signIn, tags] = byHand(tagged);
    assert.ok(signIn && tags);
    const lines = [{ ...signIn, az: ['false'] }, tags].flatMap((each) => typedLines(each, 'az'));
    const { stdout } = spawnSync('bash', ['-c', ['az() { echo "ran $*"; }', ...lines].join('\n')], {
      encoding: 'utf8',
    });
    assert.doesNotMatch(stdout, /ran|NO TAGS/);
  });

  it('take a right that is named beside those that the other lines take', () => {
    const rights = (of: HandFacts) => handRights(of, byHand(of), 'az').map(({ code }) => code);
    assert.deepEqual(rights(tagged), ['group', 'tags']);
    assert.deepEqual(rights({ ...tagged, done: ['restore-disks', 'tag-made'] }), ['group']);
  });
});
