import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Refusal } from '../../src/teams/incoming.ts';
import { type Bot, olivia, startBot } from './start-bot.ts';

const partner = '44444444-4444-4444-8444-444444444444';
const stranger = '55555555-5555-4555-8555-555555555555';

describe('tenants', () => {
  let bot: Bot;
  const refused: Refusal[] = [];
  before(async () => {
    bot = await startBot({ allowedTenants: [partner], noteRefusal: async (_, why) => void refused.push(why) });
  });
  after(() => bot.stop());

  const of = (tenant: string) => ({
    conversation: { id: '19:ops@thread.tacv2', conversationType: 'channel', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
  });

  it('that are allowed may send, others get 401', async () => {
    assert.equal((await bot.send(bot.activity(of(partner)))).status, 200);
    assert.equal((await bot.send(bot.activity(of(partner.toUpperCase())))).status, 200);
    assert.equal((await bot.send(bot.activity(of(stranger)))).status, 401);
    assert.equal(bot.incoming.length, 2);
  });

  it('people of an allowed one are answered with their own tenant, people of others refused, and that is noted', async () => {
    bot.incoming.length = 0;
    await bot.send(bot.activity({ from: { ...olivia, tenantId: partner } }));
    assert.equal(bot.incoming[0]?.from.tenantId, partner);
    await bot.send(bot.activity({ from: { ...olivia, tenantId: stranger } }));
    await bot.send(bot.activity({ from: { ...olivia, userRole: 'guest' } }));
    await bot.send(bot.activity({ from: { ...olivia, aadObjectId: undefined } }));
    await bot.send(bot.activity({ from: { ...olivia, role: 'bot' } }));
    assert.equal(bot.incoming.length, 1);
    assert.deepEqual(refused, ['other-tenant', 'guest', 'no-identity']);
  });
});
