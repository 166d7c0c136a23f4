import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DigestCard, digestCard, digestText } from '../../../src/jobs/cards/digest.ts';
import { languages } from '../../../src/kernel/languages.ts';
import { cardBudgetBytes, cardLines } from '../../../src/ui/render.ts';

const reader = { language: 'en', timeZone: 'Europe/Amsterdam' } as const;
const empty: DigestCard = {
  now: new Date('2026-11-24T07:00:00Z'),
  vaults: ['rsv-prod'],
  failed: [],
  hours: 36,
  deleted: [],
  stopped: [],
  stale: [],
  waiting: [],
  unprotected: [],
  keys: [],
  worse: [],
  checked: 0,
  weaker: [],
  shared: false,
  drills: { days: 90, machines: 0, proven: 0, failed: [] },
  regions: { lacking: [], unknown: [], worse: [] },
  ade: 0,
  perNight: Array.from({ length: 14 }, (_, at) => ({ date: `2026-11-${at + 11}`, count: 0 })),
  copies: 0,
  nonce: 'n',
  unread: 0,
};

describe('the digest in a sentence', () => {
  it('claims no more than that nothing was found', () => {
    assert.equal(digestText(empty, reader), 'Nothing needs your attention.');
  });

  it('begins with the failures, and its card counts them among the rest', () => {
    const bad = { ...empty, failed: ['sql-01', 'sql-02'], stale: ['web-01'] };
    assert.match(digestText(bad, reader), /^2 failed last night;.* No recovery point for 36 hours: 1\.$/);
    const rows = cardLines(digestCard(bad, reader)).join(' ');
    assert.match(rows, /Failed in the last 24 hours:\*\* 2[\s\S]*No recovery point/);
    assert.doesNotMatch(rows, /24 hours: 2\./, 'the first line has the counts');
  });

  it('says where more machines stand, or names them where no list shows them', () => {
    const names = Array.from({ length: 7 }, (_, at) => `vm-${at}`);
    const lines = (part: Partial<DigestCard>) => cardLines(digestCard({ ...empty, ...part }, reader)).join(' ');
    assert.match(lines({ failed: names }), /and 2 more: \*\*status failed\*\*/);
    assert.match(lines({ unprotected: names }), /and 2 more: \*\*vms\*\*/);
    for (const part of [{ stale: names }, { keys: names }, { drills: { ...empty.drills, failed: names } }])
      assert.match(lines(part), /vm-5, vm-6/);
  });

  it('names a vault that got weaker, and where outsiders read neither what stands there nor who did it', () => {
    const line = (found: string) => ({ topic: 'soft-delete' as const, found, params: { days: 30 } });
    const at = new Date('2026-11-23T07:00:00Z');
    const weaker = [
      { vault: 'rsv-prod', was: line('on'), is: line('off'), since: at, seenAt: at, by: ['mallory@contoso.com'] },
    ];
    assert.match(digestText({ ...empty, weaker }, reader), /Less protected than before: rsv-prod/);
    assert.match(JSON.stringify(digestCard({ ...empty, weaker }, reader)), /gone at once.*mallory@contoso/);
    const shared = JSON.stringify(digestCard({ ...empty, weaker, shared: true }, reader));
    assert.match(shared, /rsv-prod\*\* is less protected/);
    assert.doesNotMatch(shared, /gone at once|mallory/);
  });

  it('has room for the morning after every vault was weakened, and says how many more there are', () => {
    const line = (found: string) => ({ topic: 'soft-delete' as const, found, params: { days: 30 } });
    const names = (what: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${what}-${at}-`.padEnd(80, 'x'));
    const of = (count: number): DigestCard => ({
      ...empty,
      vaults: names('rsv', count),
      failed: names('failed', count),
      deleted: names('deleted', count).map((vm) => ({ vm, until: empty.now })),
      stopped: names('stopped', count),
      stale: names('stale', count),
      waiting: names('new', count),
      unprotected: names('bare', count),
      keys: names('keys', count),
      worse: names('worse', count).map((vm) => ({
        vm,
        text: { code: 'azure.forbidden', params: { scope: 'x'.repeat(200), right: 'Microsoft.Compute/disks/read' } },
      })),
      checked: count,
      drills: { days: 90, machines: count, proven: 0, failed: names('drill', count) },
      regions: { lacking: names('l', count), unknown: names('u', count), worse: names('w', count) },
      perNight: Array.from({ length: 14 }, (_, at) => ({ date: `2026-11-${at + 10}`, count })),
      weaker: names('rsv', count).map((vault) => ({
        vault,
        was: line('on'),
        is: line('off'),
        since: empty.now,
        seenAt: empty.now,
        by: names('who', 5),
      })),
    });
    for (const language of languages) {
      for (const shared of [true, false]) {
        for (const count of [1, 10, 60, 500]) {
          const card = digestCard({ ...of(count), shared }, { language, timeZone: 'Europe/Amsterdam' });
          assert.ok(Buffer.byteLength(JSON.stringify(card)) <= cardBudgetBytes);
        }
      }
    }
    const lines = cardLines(digestCard(of(500), reader));
    const told = lines.filter((one) => / is less protected than on /.test(one));
    assert.equal(told.length, 8);
    const rest = lines.find((one) => one.startsWith('↓ And 492 more'));
    assert.match(rest ?? '', /\*\*vault rsv-8-x+\*\*/);
    assert.match(digestText(of(500), reader), / And 3 more\.$/);
  });

  it('has one line of other regions, and none where all is well', () => {
    const line = (regions: Partial<DigestCard['regions']>, shared = false) => {
      const data = { ...empty, shared, regions: { ...empty.regions, ...regions } };
      return {
        text: digestText(data, reader),
        line: /[✗?] \*\*If their region is lost:[^"]*/.exec(JSON.stringify(digestCard(data, reader)))?.[0],
      };
    };
    assert.equal(line({}).line, undefined);
    const worse = line({ lacking: ['sql-01', 'web-01'], unknown: ['app-01'], worse: ['web-01'] });
    assert.match(
      worse.line ?? '',
      /^✗ .* 2 not ready: sql-01, web-01\. 1 not known: app-01\. Worse since yesterday: web-01\./,
    );
    assert.match(worse.text, /^If their region is lost: 2 not ready\./);
    assert.match(
      line({ lacking: ['sql-01'], worse: ['sql-01'] }, true).line ?? '',
      /^✗ .* 1 not ready\. 1 worse since yesterday\. More: \*\*drills region\*\*$/,
    );
    const unknown = line({ unknown: ['app-01'] });
    assert.match(unknown.line ?? '', /^\? .* 1 not known: app-01\./);
    assert.notEqual(unknown.text, 'Nothing needs your attention.');
  });

  it('begins with backups that were deleted and protection that was stopped, and has a line of each that says what to type', () => {
    const until = new Date('2026-12-08T07:00:00Z');
    const deleted = [{ vm: 'web-01', until }, { vm: 'web-02' }];
    const lost = { ...empty, deleted };
    assert.match(digestText(lost, reader), /^Backup deleted: 2\. 0 failed last night/);
    assert.match(
      cardLines(digestCard(lost, reader)).join('\n'),
      /✗ \*\*Backup deleted:\*\* 2\. .*\*\*undelete\*\*.*\nweb-01 \(gone for good on Tue 8 Dec 2026\)\nweb-02/,
    );
    const stopped = { ...empty, stopped: ['app-01'] };
    assert.match(digestText(stopped, reader), /^Protection stopped, and not held: 1\. 0 failed last night/);
    assert.match(
      cardLines(digestCard(stopped, reader)).join('\n'),
      /✗ \*\*Protection stopped, and not held:\*\* 1\. .*\*\*protection resume\*\*.*\napp-01/,
    );
    assert.doesNotMatch(JSON.stringify(digestCard(empty, reader)), /deleted|stopped/);
  });

  it('is not quiet when a list could not be read', () => {
    assert.match(digestText({ ...empty, unread: 1 }, reader), /^Lists that couldn't be read/);
  });

  it('draws fourteen nights for who sees charts, says the same to who does not, and counts copies apart', () => {
    const nights = [0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 6];
    const data: DigestCard = {
      ...empty,
      failed: Array.from({ length: 6 }, (_, at) => `vm-${at}`),
      copies: 5,
      perNight: nights.map((count, at) => ({ date: `2026-11-${at + 11}`, count })),
    };
    const said = '6 failed last night; 0 to 2 a night in the 13 days before.';
    assert.equal(digestText(data, reader), said);
    const card = JSON.stringify(digestCard(data, reader));
    assert.match(
      card,
      new RegExp(`"type":"Chart.VerticalBar",.*"showTitle":true.*"x":"24 Nov","y":6.*"fallback":.*${said}`),
    );
    assert.match(card, /Failed in the last 24 hours:\*\* 6.*"verb":"open-vm".*vm-4.*and 1 more.*not backed up: 5/);
    assert.doesNotMatch(card, /unprotected/);
  });
});
