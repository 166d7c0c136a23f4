import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk?.close());

/** Typed lines, and why no file is restored. */
const table: [line: string, why: RegExp][] = [
  ['restore files sql-01', /I don't restore files: type "restore sql-01".*Azure Disk Encryption/],
  ['recover file C:\\data\\orders.mdf from sql-01 #2', /I don't restore files: type "restore sql-01"/],
  ['restore files from dev-01', /I don't restore files: type "restore dev-01".*File Recovery/],
  ['restore files', /After "restore files" I need the name of the machine/],
  ['restore files from', /Which machine do you want.*"restore files sql-01"/],
  ['restore files sql-99', /sql-99/],
];

describe('single files are not restored', () => {
  for (const [line, why] of table) {
    it(`"${line}" is answered with ${why.source}`, async () => {
      assert.match((await talk.ask('oncall', 'ops', line)).all, why);
    });
  }

  for (const line of ['herstel bestanden sql-01', 'zet bestanden terug van sql-01']) {
    it(`"${line}" is understood, and answered in Dutch`, async () => {
      await talk.ask('oncall', 'personal-oncall', 'settings language nl');
      const { all } = await talk.ask('oncall', 'personal-oncall', line);
      assert.match(all, /Bestanden zet ik niet terug.*sql-01.*Azure Disk Encryption/);
    });
  }

  it('nothing is sent to Azure Backup, and no request is made', async () => {
    const calls = await talk.api.requests(new Date(0).toISOString());
    assert.deepEqual(
      calls.filter(({ method, path }) => method === 'POST' && /restore|recoveryPoints/i.test(path)),
      [],
    );
  });
});
