import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pairedPlace, uncommonVaultIds } from '../../sandbox/world/places.ts';
import { startTalk, type Talk, unfolded } from '../talk.ts';

/** `rsv-pairs` is replicated to the paired region, where a key is missing and one machine's replication has stopped. */
let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { uncommon: true } });
});
after(() => talk?.close());

const hour = 60 * 60;
const ask = (text: string, fits: RegExp) => talk.ask('oncall', 'ops', text, fits);
const askedThere = () => talk.sandbox.azure.requests().filter(({ path }) => path.includes('api-version=2023-01-15'));

describe('what would be missing when a region is lost', () => {
  it('the scorecard says that nobody has looked, and asks Azure for nothing of it', async () => {
    const { all } = await ask('drills', /Restore drills/);
    assert.match(all, /copies in another region: 6, not checked yet\. Type \*\*drills region\*\*/);
    const listed = await ask('drills region', /If a region is lost/);
    assert.match(listed.all, /\*\*pair-01\*\*|\*\*cut-01\*\*: · other region not checked yet/);
    assert.match(listed.all, /Type \*\*drills region\*\* and a machine or vault to look now/);
    assert.deepEqual(askedThere(), []);
  });

  it('one machine that is named is looked at now, and nothing else', async () => {
    const { all } = await ask('drills region pair-02', /If a region is lost/);
    assert.match(all, /\*\*pair-02\*\*: ! not ready in northeurope \(1 to fix\)/);
    assert.doesNotMatch(all, /pair-01|looked at/);
    assert.equal(new Set(askedThere().map(({ path }) => path)).size, 1);
    const list = await ask('drills region', /1 lacking something, 0 not known\. 5 not checked yet\./);
    assert.match(list.all, /\(1 to fix\)\n.* · looked at Tue 24 Nov/);
  });

  it('a name that is none is told with the nearest, and one without its region is asked about', async () => {
    const none = await ask('drills region pair-99', /can't find[\s\S]*called pair-99[\s\S]*pair-0\d/);
    assert.doesNotMatch(none.all, /If a region is lost|Nothing has happened yet/);
    await ask('drills pair-99', /can't find[\s\S]*called pair-99/);
    const off = await ask('drills region sql-01', /If a region is lost/);
    assert.match(off.all, /\*\*sql-01\*\*: · no cross-region restore/);
    assert.match(off.all, /cross-region restore isn't on for sql-01/i);
    assert.doesNotMatch(off.all, /copies in another region: \d|commands sql-01 region/);
    const vault = await ask('drills region rsv-prod', /If a region is lost/);
    assert.match(vault.all, /cross-region restore isn't on for rsv-prod/i);
  });

  it('a machine is ready, one lacks its key, and one has only old copies, each with the line that helps', async () => {
    const { all, id } = await ask('drills region rsv-pairs', /If a region is lost/);
    assert.match(all, /\*\*pair-01\*\*: ✓ ready in northeurope/);
    assert.match(
      all,
      /\*\*pair-02\*\*: ! not ready in northeurope \(1 to fix\)\n.*\n! Key cmk-pair of disk encryption set des-pair is missing/,
    );
    assert.match(
      all,
      /az disk-encryption-set update --name des-pair .*az keyvault key create --vault-name kv-pair --name cmk-pair/,
    );
    assert.match(
      all,
      /\*\*pair-03\*\*: .*\n.* · newest point there \d days .* old\n! The newest point of pair-03 in northeurope is from /,
    );
    assert.match(all, /az backup recoverypoint list .*--use-secondary-region/);
    assert.match(all, /type \*\*commands cut-01 region\*\*/);
    assert.match(all, /drills region rsv-pairs page 2/);
    const { status } = await talk.click('oncall', id, 'region-page');
    assert.equal(status, 200);
    const page = await talk.look('oncall', { id, in: 'ops' });
    assert.match(page.all, /in the other region: 4 ready, 2 lacking something, 0 not known\.\n/);
    assert.match(page.all, /\*\*threat-01\*\*/);
    assert.doesNotMatch(page.all, /Vaults without/);
  });

  it('vaults without it are said as such, with how to turn it on, and what that takes', async () => {
    const { all } = await ask('drills region', /Vaults without cross-region restore/);
    assert.match(all, /rsv-prod has copies in another region, but cross-region restore is off/);
    assert.match(all, /az backup vault backup-properties set --name rsv-prod .*--cross-region-restore-flag True/);
    assert.match(all, /rsv-zones keeps no copies[\s\S]*az backup vault create --name '<new vault>'/);
    assert.match(all, /and \d more: [^\n]*rsv-mua[^\n]*\. Type \*\*drills region\*\* and one of them/);
  });

  it('the scorecard then has its mark, as it was seen', async () => {
    const { all } = await ask('drills rsv-pairs', /Restore drills/);
    assert.match(all, /rsv-pairs · (?:✓ ready|! not ready) in northeurope/);
    assert.doesNotMatch(all, /rsv-prod · .*(?:northeurope|cross-region)/);
  });

  it('the scorecard of one machine has its row alone, that of a vault its machines', async () => {
    const one = await ask('drills pair-02', /Restore drills/);
    assert.match(one.text, /pair-02: never tried\./);
    assert.match(
      one.all,
      /! \*\*pair-02\*\*: never tried\nrsv-pairs · .* in northeurope.*\n\[pair-02\]\nOr type: \*\*drills\*\* for all machines/,
    );
    assert.doesNotMatch(one.all, /pair-01|copies in another region/);
    const vault = await ask('drills rsv-pairs', /Machines in rsv-pairs: 0 proven, .* 6 never tried/);
    assert.match(vault.all, /pair-01[\s\S]*pair-02/);
    assert.doesNotMatch(vault.all, /sql-01/);
  });

  it('one machine has it in a line, and in full in its check', async () => {
    const vm = await ask('vm pair-02', /Protected by rsv-pairs/);
    assert.match(
      vm.all,
      /If its region is lost: ! not ready in northeurope \(1 to fix\), newest point there 1 day [78] hours old/,
    );
    const check = await ask('check pair-02', /Will pair-02 restore/);
    assert.match(check.all, /Nothing found that would stop a restore/);
    assert.match(check.all, /Create the key, and point the set at it\./);
    // The line is for who has az at hand, and others read it as noise.
    assert.doesNotMatch(check.all, /az disk-encryption-set/);
    assert.match(unfolded(check), /az disk-encryption-set update/);
    const off = await ask('check sql-01', /Will sql-01 restore/);
    assert.match(off.all, /If its region is lost: no cross-region restore/);
  });

  it('is in Dutch for who reads Dutch', async () => {
    await talk.ask('oncall', 'personal-oncall', 'settings language nl', /in het Nederlands/);
    const all = await talk.ask('oncall', 'personal-oncall', 'oefeningen regio', /Als een regio wegvalt/);
    assert.match(all.all, /\*\*pair-02\*\*: ! niet klaar in northeurope \(1 te verhelpen\)/);
    assert.match(all.all, /Sleutel cmk-pair van schijfversleutelingsset des-pair ontbreekt in sleutelkluis kv-pair/);
    assert.match(all.all, /Of typ: \*\*oefeningen regio pagina 2\*\*/);
    await talk.ask('oncall', 'personal-oncall', 'settings language en', /in English/);
  });

  it('who has mended it sees that at once', async () => {
    const { world } = talk.sandbox;
    const set = world.resources.get(pairedPlace.diskEncryptionSetId);
    const version =
      /([^/]+)$/.exec(String((set?.properties.activeKey as { keyUrl: string } | undefined)?.keyUrl))?.[1] ?? '';
    const { keys } = world.keyVault('kv-pair');
    keys.set('cmk-pair', { name: 'cmk-pair', versions: [{ version, createdAt: world.origin, enabled: true }] });
    await talk.letPass(10);
    assert.match((await ask('check pair-02', /Will pair-02/)).all, /If its region is lost: ✓ ready in northeurope/);
  });

  it('what cannot be read is not known, and said', async () => {
    await talk.letPass(10);
    await talk.api.fault({
      match: { path: 'storageAccounts/stpair' },
      do: 'error',
      status: 403,
      code: 'AuthorizationFailed',
    });
    const { all } = await ask('check pair-01', /Will pair-01/);
    await talk.api.clearFaults();
    assert.match(all, /If its region is lost: \? northeurope: not everything could be checked/);
    assert.match(all, /\n\? \S/);
  });

  it('half a list names the vault that could not be read', async () => {
    await talk.letPass(3600);
    const path = `${uncommonVaultIds.locked}/backupProtectedItems`;
    await talk.api.fault({ match: { path }, do: 'error', status: 403, code: 'AuthorizationFailed' });
    const { all } = await ask('drills region', /If a region is lost/);
    await talk.api.clearFaults();
    assert.match(all, /rsv-locked/);
    assert.match(all, /\*\*pair-03\*\*: ! not ready/);
  });

  it('all are looked at in the night, and what lacks most or is not known stands first, with its time', async () => {
    await talk.letPass(17 * hour, hour);
    const list = await ask('drills region', /5 ready, 1 lacking something, 0 not known\.\n/);
    assert.match(
      list.all,
      /\*\*pair-03\*\*: ! not ready[\s\S]* · looked at Wed 25 Nov 0[1-3]:[\s\S]*\*\*cut-01\*\*: ✓ ready/,
    );
    const looks = askedThere().length;
    await talk.letPass(8 * hour, hour);
    assert.equal(askedThere().length, looks, 'once a night');
  });

  it('the digest has a line of what is missing and what got worse, until that is mended', async () => {
    const { world } = talk.sandbox;
    world.keyVault('kv-pair').keys.clear();
    await talk.letPass(20 * hour, hour);
    const bad = await ask('digest', /Backups, /);
    assert.match(
      bad.all,
      /✗ \*\*If their region is lost:\*\* 2 not ready: pair-02, pair-03\. Worse since yesterday: pair-02\./,
    );
    await talk.letPass(24 * hour, hour);
    const old = await ask('digest', /Backups, /);
    assert.match(old.all, /2 not ready: pair-02, pair-03\. More: \*\*drills region\*\*/);
  });

  it('what could not be read in the night is not known, and no longer ready', async () => {
    const path = 'storageAccounts/stpair';
    await talk.api.fault({ match: { path }, do: 'error', status: 403, code: 'AuthorizationFailed', times: 999 });
    await talk.letPass(24 * hour, hour);
    const told = await ask('digest', /Backups, /);
    await talk.api.clearFaults();
    assert.match(told.all, /4 not known: cut-01, pair-01, slow-01, threat-01\. Worse since yesterday: /);
    await talk.letPass(5 * hour, hour);
    const again = await ask('drills region', /4 ready, 2 lacking something, 0 not known/);
    assert.doesNotMatch(again.all, /refused/);
  });
});
