import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { News } from '../../../src/jobs/rules/news.ts';
import {
  addToNotice,
  applyRecovery,
  end,
  findNoticeFor,
  isTooOldToGrow,
  type Notice,
  newsMs,
  openNotice,
  openNoticeOf,
  postsLeft,
  postsPerHour,
  reminderDue,
  stillWrong,
  wrongFirst,
} from '../../../src/jobs/rules/notice.ts';
import { needsAction } from '../../../src/jobs/rules/trouble.ts';

const start = new Date('2026-11-24T01:00:00Z').getTime();
const minute = 60_000;

function news(vm: number, at: number, more: Partial<News> = {}): News {
  return {
    trouble: { kind: 'failed', operation: 'Backup', error: { title: 'SomeError', message: '' } },
    container: `c${vm}`,
    vm: `vm-${vm}`,
    jobId: `job-${vm}-${at}`,
    startedAt: new Date(start + at * minute),
    at: new Date(start + at * minute),
    ended: true,
    ...more,
  };
}

const good = (vm: number, at: number) => news(vm, at, { trouble: { kind: 'done', operation: 'Backup' } });

/** @param looks when each was seen; by default, at its own time */
function tellAll(all: readonly News[], looks = all.map(({ at }) => at)): Notice[] {
  let notices: Notice[] = [];
  for (const [index, each] of all.entries()) {
    const now = looks[index] ?? each.at;
    const target = findNoticeFor(notices, each, now);
    if (target) notices = notices.map((notice) => (notice === target ? addToNotice(notice, each) : notice));
    else notices.push(openNotice(each, now));
  }
  return notices;
}

describe('failures of one vault with one cause', () => {
  it('within ten minutes are one notice with every machine once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 100 }), (vms) => {
        const notices = tellAll(vms.map((vm, index) => news(vm, (index * 9) / vms.length)));
        assert.equal(notices.length, 1);
        assert.deepEqual(new Set(notices[0]?.machines.map(({ vm }) => vm)), new Set(vms.map((vm) => `vm-${vm}`)));
        assert.equal(notices[0]?.machines.length, new Set(vms).size);
      }),
    );
  });

  it('are one notice in whatever order and however late they are seen', () => {
    const seen = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 24 * 60 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(seen, (all) => {
        const notices = tellAll(
          all.map(([at], vm) => news(vm, at)),
          all.map(([, look]) => new Date(start + look * minute)),
        );
        assert.equal(notices.length, 1);
        assert.deepEqual(notices[0]?.lastAt, new Date(start + Math.max(...all.map(([at]) => at)) * minute));
      }),
    );
  });

  it('that are ten minutes apart are two notices, seen in one look too', () => {
    const look = new Date(start + 60 * minute);
    for (const times of [
      [0, 10],
      [10, 0],
    ] as const) {
      assert.equal(
        tellAll(
          times.map((at) => news(at, at)),
          [look, look],
        ).length,
        2,
      );
    }
  });

  it('with other causes, or later, are others', () => {
    const other = news(2, 1, {
      trouble: { kind: 'failed', operation: 'Backup', error: { title: 'Other', message: '' } },
    });
    assert.equal(tellAll([news(1, 0), other]).length, 2);
    assert.equal(tellAll([news(1, 0), news(2, 11)]).length, 2);
  });

  it('of a machine that failed before stay in its notice, counted', () => {
    const [notice, ...rest] = tellAll([news(1, 0), news(1, 24 * 60)]);
    assert.deepEqual([rest.length, notice?.machines[0]?.times], [0, 2]);
  });

  it('of a machine that had recovered is a notice of its own, though others in the old one have not', () => {
    const [old] = tellAll([news(1, 0), news(2, 0)]);
    assert.ok(old);
    const mended = applyRecovery(old, good(1, 30));
    const again = news(1, 3 * 24 * 60);
    assert.equal(findNoticeFor([mended], again, again.at), undefined);
    assert.equal(findNoticeFor([mended], news(2, 3 * 24 * 60), again.at), mended);
    assert.equal(findNoticeFor([mended], news(1, 0), again.at), mended, 'a job that is told twice');
  });

  it('that are muted join the last open notice of their cause, however old it is, and no other', () => {
    const [first, second] = tellAll([news(1, 0), news(2, 60)]);
    assert.ok(first && second);
    const late = news(3, 3 * 24 * 60);
    assert.equal(findNoticeFor([first, second], late, late.at), undefined);
    assert.equal(openNoticeOf([first, second], late, late.at), second);
    const other = { ...late, trouble: { kind: 'failed', operation: 'Backup' } } as const;
    assert.equal(openNoticeOf([first, second], other, late.at), undefined);
    assert.equal(openNoticeOf([{ ...first, state: 'closed' }], late, late.at), undefined);
    const old = news(3, 8 * 24 * 60);
    assert.equal(openNoticeOf([first, second], old, old.at), undefined);
  });

  it('are over once every machine had a good backup that began later, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }), (mended) => {
        const [notice] = tellAll([1, 2, 3, 4, 5].map((vm) => news(vm, 0)));
        assert.ok(notice);
        const after = mended.reduce((one, vm) => applyRecovery(one, good(vm, 30)), notice);
        assert.equal(stillWrong(after).length, 5 - mended.length);
        assert.equal(after.state, mended.length === 5 ? 'recovered' : 'open');
      }),
    );
  });

  it('are not mended by a backup from before, nor by a restore', () => {
    const [notice] = tellAll([news(1, 10)]);
    assert.ok(notice);
    assert.equal(applyRecovery(notice, good(1, 5)), notice);
    assert.equal(applyRecovery(notice, news(1, 20, { trouble: { kind: 'done', operation: 'Restore' } })), notice);
  });
});

describe('a restore from the portal', () => {
  const restore = (at: number, ended: boolean) =>
    news(1, at, { trouble: { kind: 'restore', operation: 'Restore' }, jobId: 'r', ended });

  it('that failed ends what told of its start, as one that succeeded or was cancelled does', () => {
    const [started] = tellAll([restore(0, false)]);
    assert.ok(started);
    assert.equal(addToNotice(started, restore(30, true)).state, 'recovered');
    for (const kind of ['failed', 'warned', 'cancelled'] as const) {
      const ended = news(1, 30, { trouble: { kind, operation: 'Restore' }, jobId: 'r' });
      assert.equal(end(started, ended).state, 'closed', kind);
    }
  });

  it('goes on when another job of its machine ends, or another machine is still in the notice', () => {
    const [started] = tellAll([restore(0, false)]);
    assert.ok(started);
    assert.equal(end(started, news(1, 30)), started);
    const both = addToNotice(started, { ...restore(1, false), container: 'c2', vm: 'vm-2', jobId: 'r2' });
    const failed = news(1, 30, { trouble: { kind: 'failed', operation: 'Restore' }, jobId: 'r' });
    assert.equal(end(both, failed).state, 'open');
    assert.deepEqual(
      stillWrong(end(both, failed)).map(({ vm }) => vm),
      ['vm-2'],
    );
  });
});

describe('what somebody has to mend', () => {
  it('is a backup that goes on failing; a restore or a change that failed is told once, and grows old as news do', () => {
    assert.equal(needsAction({ kind: 'failed', operation: 'Backup' }), true);
    for (const operation of ['Restore', 'CrossRegionRestore', 'ConfigureBackup', 'DisableBackup']) {
      const trouble = { kind: 'failed', operation } as const;
      assert.equal(needsAction(trouble), false, operation);
      const [told] = tellAll([news(1, 0, { trouble })]);
      assert.ok(told);
      assert.equal(isTooOldToGrow(told, new Date(start + newsMs)), true, operation);
    }
  });
});

describe('age', () => {
  it('closes news after the hour in which they grow, counted from when they were told, and a failure only after a week', () => {
    const [failed] = tellAll([news(1, 0)]);
    const [cancelled] = tellAll([news(1, 0, { trouble: { kind: 'cancelled', operation: 'Backup' } })]);
    assert.ok(failed && cancelled);
    assert.equal(isTooOldToGrow(cancelled, new Date(start + newsMs)), true);
    assert.equal(isTooOldToGrow(failed, new Date(start + newsMs)), false);
    const toldLate = openNotice(news(1, 0), new Date(start + 8 * 24 * 60 * minute));
    assert.equal(isTooOldToGrow(toldLate, toldLate.openedAt), false);
    assert.equal(isTooOldToGrow(failed, new Date(start + 7 * 24 * 60 * minute)), true);
  });

  it('keeps a failure that comes after a week from joining what is closed then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 * 24 * 60 }), (at) => {
        const [failed] = tellAll([news(1, 0)]);
        assert.ok(failed);
        const next = news(1, at);
        const old = isTooOldToGrow(failed, next.at);
        assert.equal(findNoticeFor([failed], next, next.at), old ? undefined : failed);
      }),
    );
  });
});

describe('the machines of a message', () => {
  it('begin with those that still fail, by name', () => {
    const machine = (vm: string, goodAt?: string) => ({
      ...{ container: vm, vm, jobId: vm, at: '2026-11-24T01:00:00Z', times: 1 },
      ...(goodAt && { goodAt }),
    });
    const good = '2026-11-24T02:00:00Z';
    const all = [machine('web-02', good), machine('web-03'), machine('web-01', good), machine('app-01')];
    assert.deepEqual(
      wrongFirst(all).map(({ vm }) => vm),
      ['app-01', 'web-03', 'web-01', 'web-02'],
    );
  });
});

const now = new Date('2026-11-24T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * minute);

describe('posts of an hour', () => {
  it('are never more than six', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), (waits) => {
        const posted: Date[] = [];
        let at = now.getTime();
        for (const wait of waits) {
          at += wait * 10_000;
          if (postsLeft(posted, new Date(at)) > 0) posted.push(new Date(at));
        }
        for (const one of posted) {
          const within = posted.filter((other) => other >= one && other.getTime() - one.getTime() < 60 * minute);
          assert.ok(within.length <= postsPerHour);
        }
      }),
    );
  });
});

describe('a reminder', () => {
  const notice = { openedAt: ago(5 * 60), remindedAt: null, ownerOid: null };
  it('comes after four hours, then once a day, and never once somebody is on it', () => {
    assert.equal(reminderDue(notice, now), true);
    assert.equal(reminderDue({ ...notice, openedAt: ago(3 * 60) }, now), false);
    assert.equal(reminderDue({ ...notice, remindedAt: ago(60) }, now), false);
    assert.equal(reminderDue({ ...notice, remindedAt: ago(24 * 60) }, now), true);
    assert.equal(reminderDue({ ...notice, ownerOid: 'somebody' }, now), false);
  });
});
