import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Client, type Probing, startProbing } from '../../first-contact/teams/probe.ts';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { type LocalAzure, startAzure } from '../../sandbox/azure/start-azure.ts';
import { botConfig } from '../../sandbox/run-bot.ts';
import { type PhoneDefect, usualBehaviour } from '../../sandbox/teams/behaviour.ts';
import { phoneCard } from '../../sandbox/teams/page/phone-card.js';
import { startTeams, type Teams } from '../../sandbox/teams/start-teams.ts';
import { bareSeed } from '../../sandbox/world/bare-seed.ts';
import { World } from '../../sandbox/world/world.ts';
import { createCredential } from '../../src/azure/clients.ts';
import { control } from '../faults/control.ts';
import { patientTeams, until } from '../faults/until.ts';

let azure: LocalAzure;
let teams: Teams;
let probing: Probing;
let written = '';

before(async () => {
  azure = await startAzure(new World(bareSeed()));
  teams = await startTeams({
    port: 0,
    now: () => new Date(),
    verifyBearer: async (bearer) =>
      (await azure.verifyToken(bearer ?? '', 'https://api.botframework.com')) !== undefined,
    tap: () => 'go on',
    times: patientTeams,
  });
  teams.connector.limits.enabled = false;
  const config = {
    ...botConfig({
      azurePort: azure.port,
      teamsOrigin: teams.server.origin,
      dataDir: '',
      clock: { realOrigin: 0, worldOrigin: 0, rate: 1 },
    }),
    logLevel: 'silent',
  };
  probing = await startProbing(config, createCredential(config, loopbackClient(azure.port)), (report) => {
    written = report;
  });
  teams.delivery.botAddress = probing.address;
});
after(async () => {
  await probing.close();
  await teams.close();
  await azure.close();
});

/** A person who does what each post says, with what their app shows them. */
async function visit(room: string, client: Client, as = 'oncall'): Promise<void> {
  const api = control(teams.server.origin);
  const device = client === 'ios' || client === 'android' ? client : undefined;
  const on = device ? { device } : {};
  const idle = () => until('the bot to have answered', () => teams.delivery.underway === 0);
  const { message: began } = await api.say(as, room, `start ${client}`);
  await idle();
  const path = `/api/conversations/${room}/messages?edits=count&refresh=0&as=${as}`;
  const read = async () => {
    const all = (await (await fetch(`${teams.server.origin}${path}`)).json()) as {
      id: string;
      from: string;
      text: string;
      summary: string | null;
      card: Record<string, unknown> | null;
    }[];
    return all.filter(({ id, from }) => from === 'bot' && id > began);
  };
  const saw: number[] = [];
  for (const { id, text, summary } of await read()) {
    const probe = Number(/(\d+)\. /.exec(text || summary || '')?.[1]);
    saw.push(probe);
    await fetch(`${teams.server.origin}/api/view`, {
      method: 'POST',
      body: JSON.stringify({ as, message: id, ...on }),
    });
    const shown = phoneCard((await read()).find((one) => one.id === id)?.card, device, { ...teams.behaviour });
    const card = JSON.stringify(shown ?? '');
    if (card.includes('choices.data')) {
      const body = JSON.stringify({ as, message: id, dataset: `probe-${probe}`, query: 's' });
      await fetch(`${teams.server.origin}/api/search`, { method: 'POST', body });
    }
    const isHidden = card.includes('"elementId":"hidden","isVisible":false');
    const inputs = card.includes('"word"') ? { word: 'word' } : {};
    if (card.includes(`"Tap ${probe}"`) && !isHidden)
      await api.click(as, id, `Tap ${probe}`, { inputs, ...on }).catch(() => undefined);
    if (card.includes(`"Open ${probe}"`)) {
      const opened = await api.click(as, id, `Open ${probe}`, on);
      const pages = opened.shown === 'dialog' ? [1, 2] : [];
      for (const _ of pages) {
        const body = JSON.stringify({ as, action: 'Send', inputs: { said: 'said' }, ...on });
        await fetch(`${teams.server.origin}/api/dialog`, { method: 'POST', body });
      }
    }
  }
  await idle();
  await api.say(as, room, `saw ${saw.join(' ')} rang 1`);
  await api.say(as, room, 'report');
  await idle();
}

/** Cells of the report that tell of trouble: client, probe, trouble. */
function troubles(): string[] {
  const [head = '', , ...rows] = written.split('\n').filter((line) => line.startsWith('|'));
  const columns = head.split('|').map((cell) => cell.trim());
  return rows.flatMap((row) =>
    row.split('|').flatMap((cell, at) => {
      const trouble = /\*\*(.+)\*\*|(refused.*\))/.exec(cell);
      return trouble ? [`${columns[at]}: ${row.split('|')[2]?.trim()}: ${trouble[1] ?? trouble[2]}`] : [];
    }),
  );
}

const none = Object.fromEntries(Object.keys(usualBehaviour()).map((name) => [name, false]));

describe('a first contact with Teams', () => {
  it('finds nothing where nothing is wrong, in a channel and a chat, on four clients', async () => {
    Object.assign(teams.behaviour, none);
    for (const room of ['ops', 'personal-oncall']) {
      for (const client of ['desktop', 'web', 'ios', 'android'] as const) await visit(room, client);
    }
    assert.deepEqual(troubles(), []);
    assert.match(written, /^Strongroom \d+\.\d+\.\d+, \d{4}-\d\d-\d\d\.$/m);
    assert.match(written, /\| 1 \| a mention \|( seen, rang \|){8}/);
    assert.match(written, /\| 14 \| a dialog of two pages \|( seen, tapped \|){8}/);
  });

  const defects: [PhoneDefect | 'knowsNoDialogs' | 'takesNoTargeted' | 'showsNoTargeted', Client, RegExp][] = [
    ['phoneExecuteDead', 'ios', /a button with an input: tap lost$/],
    ['phoneExecuteDead', 'android', /a button with an input: tap lost$/],
    ['phoneInputsAlways', 'ios', /Cancel beside a required input: tap lost$/],
    ['phoneTogglesHide', 'ios', /a part that is shown on demand: tap lost$/],
    ['phoneQueryEmpty', 'android', /suggestions while typing: tap lost$/],
    ['knowsNoDialogs', 'desktop', /a dialog( of two pages)?: came as a message, without a dialog$/],
    ['takesNoTargeted', 'web', /a message for one person: refused \(403\)$/],
    ['showsNoTargeted', 'web', /a message for one person: not seen$/],
  ];
  for (const [defect, client, trouble] of defects) {
    it(`finds ${defect} on ${client}, and nothing else`, async () => {
      Object.assign(teams.behaviour, none, { [defect]: true });
      await visit('ops', client);
      const found = troubles().filter((one) => one.startsWith(`channel, ${client}`));
      assert.ok(found.length > 0 && found.every((one) => trouble.test(one)), found.join('\n') || written);
    });
  }
});
