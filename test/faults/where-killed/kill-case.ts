/** A call that changes something, or tells people: the one that `call` counts to among those that fit. */
export type Change = { method: string; path: string; call?: number };

export type Case = {
  vm: string;
  /** The rest of the request in one line. @param run a number of its own */
  wish: (run: number) => string;
  ends: RegExp;
  /** Machines that are deployed. */
  deployments: 0 | 1;
  /** What must not act twice: killed at in both ways, in the short form too. */
  changes: Change[];
  /** Keys that are taken away again before each run. */
  keysGone?: 'deleted' | 'purged';
  /** It does not come up: what is on its screen is sent to whoever asked. */
  screen?: true;
};

const done = /✓ Done/;
const machine = (vm: string, changes: Change[], more: Partial<Case> = {}): Case => ({
  vm,
  wish: (run) => `latest as copy-${run} isolated`,
  ends: done,
  deployments: 1,
  changes,
  ...more,
});

/** One of each way from a backup to a machine, to disks, or to a person who is asked. */
export const cases: Case[] = [
  machine('sql-01', [
    { method: 'PUT', path: '/deployments/' },
    { method: 'PATCH', path: '/tags/default' },
  ]),
  machine('web-01', [{ method: 'PUT', path: '/extensions/' }]),
  machine('rotated-01', [{ method: 'POST', path: '/restore' }]),
  machine(
    'softkey-01',
    [
      { method: 'POST', path: '/deletedkeys/' },
      { method: 'POST', path: '/deletedsecrets/' },
    ],
    { keysGone: 'deleted' },
  ),
  machine(
    'lostkey-01',
    [
      { method: 'POST', path: '/keys/restore' },
      { method: 'PUT', path: '/secrets/' },
      // The first is the tag.
      { method: 'PATCH', path: '/disks/', call: 2 },
      { method: 'PUT', path: '/deployments/' },
      { method: 'DELETE', path: 'vmencryption-' },
    ],
    { keysGone: 'purged' },
  ),
  machine('gone-01', []),
  machine('legacy-01', [{ method: 'POST', path: '/restore' }], { wish: () => 'latest disks', deployments: 0 }),
  machine('bitlocker-01', [{ method: 'POST', path: 'personal-oncall/activities' }], { ends: /✗ Failed/, screen: true }),
];
