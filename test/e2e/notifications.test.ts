import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isShown } from './people.ts';
import { stage } from './stage.ts';

// Every twentieth machine is encrypted from kv-fleet: 41 fail when Azure Backup may not read it.
const on = stage({ world: { fleetSize: 820 } });

const soon = { timeout: 900_000 };
const keyAccess = (granted: boolean) => on.control.post('/api/world/key-access', { keyVault: 'kv-fleet', granted });
const night = (keyVault = 'kv-fleet') =>
  on.control.post<{ started: number }>('/api/world/scheduled-backups', { keyVault });
/** Scrolls to the text, because a card is drawn only once it comes near the screen. */
async function near(text: RegExp): Promise<void> {
  await on.page.locator('[data-person="oncall"] article', { hasText: text }).first().scrollIntoViewIfNeeded();
}

/** Takes pictures of the page in dark, and on a phone. */
async function shots(name: string, shown: RegExp): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  const { page } = on;
  const take = async (picture: string) => {
    if (isShown(picture)) await page.screenshot({ path: `docs/images/${picture}.png` });
  };
  await take(name);
  const theme = (name: string) => page.evaluate(`document.documentElement.dataset.theme = '${name}'`);
  await theme('dark');
  await take(`${name}-dark`);
  await theme('light');
  await page.setViewportSize({ width: 320, height: 800 });
  await near(shown);
  await take(`${name}-320`);
  await page.setViewportSize({ width: 1440, height: 1000 });
}

test(
  "a channel hears of a failed backup, of a storm of 41 as one message, of its end, and of nothing that's muted",
  soon,
  async () => {
    const [oncall] = await on.windows(['oncall']);
    assert.ok(oncall);
    await oncall.type('@Strongroom alerts locked-01');
    await oncall.said(/From now on I post here what fails.*in locked-01/).waitFor();
    assert.equal((await night('kv-locked')).started, 1);
    await on.passes(/locked-01 in rsv-prod: backup failed, key vault access missing/i);
    await near(/locked-01 in rsv-prod/);
    await oncall.said(/mute UserErrorKeyVaultPermissionsNotConfigured 4h/).waitFor();
    await shots('notify-0-failed', /locked-01 in rsv-prod/);
    await oncall.type('@Strongroom alerts locked-01 off');
    await oncall.said(/no longer post jobs of locked-01/).waitFor();

    await oncall.type('@Strongroom alerts rsv-fleet');
    await oncall.said(/From now on I post here what fails.*in rsv-fleet/).waitFor();

    await keyAccess(false);
    assert.equal((await night()).started, 41);
    await on.passes(/41 VMs in rsv-fleet: key vault access missing/);
    await near(/41 VMs in rsv-fleet/);
    await oncall.said(/Nobody is on it yet/).waitFor();
    await shots('notify-1-storm', /41 VMs in rsv-fleet/);
    const posts = (await on.control.messages('ops', 'oncall')).filter(({ text }) =>
      /in rsv-fleet: key vault access missing/.test(text),
    );
    assert.equal(posts.length, 1, 'one message, however many machines');

    await oncall.button("I'm on it").click();
    await oncall.said(/Olivia Novak is on it/).waitFor();

    await keyAccess(true);
    await night();
    await on.passes(/All 41 have good backups again/);
    await oncall.said(/All 41 have good backups again/).waitFor();
    await near(/41 VMs in rsv-fleet/);
    await oncall.said(/backups are good again after "key vault access missing"/).waitFor();
    await shots('notify-2-recovered', /41 VMs in rsv-fleet/);

    await oncall.type('@Strongroom mute UserErrorKeyVaultPermissionsNotConfigured until fixed');
    await oncall.said(/UserErrorKeyVaultPermissionsNotConfigured is muted here until it's fixed/).waitFor();
    const before = (await on.control.messages('ops', 'oncall')).length;
    await keyAccess(false);
    await night();
    for (let minutes = 0; minutes < 40; minutes += 1) await on.control.letPass(60);
    assert.equal((await on.control.messages('ops', 'oncall')).length, before, 'nothing of what is muted');

    await oncall.type('@Strongroom digest');
    await oncall.said(/failed last night/).waitFor();
    await oncall.said(/Azure Disk Encryption ends on 15 September 2028/).waitFor();
    await shots('notify-3-digest', /Failed in the last 24 hours/);
    await oncall.type('@Strongroom alerts');
    await oncall.said(/Muted: UserErrorKeyVaultPermissionsNotConfigured until it's fixed, by Olivia Novak/).waitFor();
  },
);
