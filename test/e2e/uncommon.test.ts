import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bot } from '../../sandbox/world/people.ts';
import { strictGuardId } from '../../sandbox/world/places.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import { stage } from './stage.ts';
import { Views } from './views.ts';

const on = stage({ world: { uncommon: true, fleetSize: 3 } });

type Case = {
  vm: string;
  /** Text that the form must show, and the plan and the approver's card. */
  form?: RegExp;
  plan: RegExp;
  /** Text that its last card must show. */
  end?: RegExp;
  /** The recovery point, if it is not the one that the form proposes. */
  point?: string;
  /** True if the person must tick a box first. */
  accepts?: boolean;
  before?: () => void;
  stepSeconds?: number;
};

/**
 * Uncommon features of machines, each from the form to its end; with SCREENSHOTS=1 the plan becomes a picture in
 * docs/images.
 */
const cases: Record<string, Case> = {
  'behind a guard that wants to be named in restores': {
    vm: 'mua-01',
    plan: /✓ \d+ checks passed/,
    before: () => on.world.roles.assign(bot.objectId, roles.backupMuaOperator, strictGuardId),
  },
  'a confidential machine': { vm: 'cvm-01', plan: /cvm-01 is a confidential VM/ },
  'a confidential machine whose key is lost': { vm: 'lostcvm-01', plan: /first restore fails on purpose/ },
  'disks that nobody reaches over the internet': { vm: 'private-01', plan: /copy of private-01 as of/ },
  'a point past its expiry': { vm: 'kept-01', form: /#1 .*past its expiry/, plan: /expired at/ },
  'a point with a threat': {
    vm: 'threat-01',
    point: ' #1',
    form: /#1 .*threat found on the machine/,
    plan: /knew of a threat on threat-01/,
    end: /A threat was known on threat-01 at this point: examine/,
    accepts: true,
  },
  'staging that takes no shared keys': {
    vm: 'entra-01',
    plan: /takes no shared keys, so rsv-entra/,
  },
  'a point that lies in the archive': {
    vm: 'archive-01',
    point: ' #31',
    form: /#31 .*archive/,
    plan: /is in the archive: rehydrating takes/,
    stepSeconds: 3600,
  },
};

for (const [name, { vm, form, plan, end, point = '', accepts, before, stepSeconds = 300 }] of Object.entries(cases)) {
  test(`${name}: from the form to a machine that runs`, { timeout: 900_000 }, async () => {
    before?.();
    const [oncall, approver] = await on.windows(['oncall', 'approver-1']);
    assert.ok(oncall && approver);
    await oncall.type(`@Strongroom restore ${vm}${point}`);
    await oncall.fill('Reason', 'INC0012345');
    if (form)
      assert.match(
        (await oncall.pane.getByLabel('Recovery point').locator('option:checked').textContent()) ?? '',
        form,
      );
    await oncall.button('Show the plan').click();
    await oncall.said(plan).waitFor();
    await picture('plan');
    // The shared card is updated just after the answer to the click, and discards a tick made before that.
    await approver.said(plan).waitFor();
    if (accepts) await oncall.pane.getByRole('checkbox').last().check();
    await oncall.button('Ask for approval').click();
    await approver.button('Approve').waitFor();
    await approver.said(plan).waitFor();
    await approver.approve();
    await on.passes(new RegExp(`is done: ${vm}-r\\d+, a copy of ${vm}`), stepSeconds);
    await oncall.said(new RegExp(`is done: ${vm}-r\\d+, a copy of ${vm}`)).waitFor();
    if (end) await oncall.said(end).waitFor();

    async function picture(step: string): Promise<void> {
      if (!process.env.SCREENSHOTS) return;
      // The form may show text about the machine that its plan repeats.
      const message = await on.control.until('the plan', async () =>
        (await on.control.messages('ops', 'oncall')).findLast(({ text }) => text.includes('check the plan for')),
      );
      const views = await Views.open(on.browser, on.address, 'en');
      await views.show('oncall', message.id, `${vm}-${step}`);
      await views.close();
      assert.deepEqual(views.faults, []);
    }
  });
}
