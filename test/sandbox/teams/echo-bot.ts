import { ClientSecretCredential } from '@azure/identity';
import { CardFactory, type TurnContext } from 'botbuilder';
import { loopbackClient } from '../../../sandbox/azure/loopback-client.ts';
import type { FromBot, ToBot } from '../../../sandbox/bot-process.ts';
import { bot, tenantId } from '../../../sandbox/world/people.ts';
import { startSmallBot } from './small-bot.ts';

/** The small bot as a process: signs in at the local Azure and says back what it hears, in the time of the world. */

let clock = { realOrigin: 0, worldOrigin: 0, rate: 1 };

process.once('disconnect', () => process.exit(1));
process.on('message', async (message: ToBot) => {
  if (message.kind === 'clock') {
    clock = message.setting;
    return;
  }
  if (message.kind !== 'start') return;
  const { azurePort, teamsOrigin } = message.settings;
  clock = message.settings.clock;
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, {
    httpClient: loopbackClient(azurePort),
  });
  const getToken = async () => (await credential.getToken('https://api.botframework.com/.default')).token;
  const running = await startSmallBot(teamsOrigin, turn, getToken);
  const ready: FromBot = { kind: 'ready', address: running.address };
  process.send?.(ready);
});
process.once('SIGTERM', () => process.exit(0));

async function turn(context: TurnContext): Promise<void> {
  const { activity } = context;
  if (activity.type !== 'message') return;
  const now = new Date(clock.worldOrigin + (Date.now() - clock.realOrigin) * clock.rate);
  const card = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: `You said **${context.activity.text}**` },
      { type: 'FactSet', facts: [{ title: 'World time', value: now.toISOString() }] },
      { type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: true },
    ],
    actions: [{ type: 'Action.Submit', title: 'Send', data: { verb: 'send' } }],
  };
  await context.sendActivity({
    type: 'message',
    summary: `Echo at ${now.toISOString()}`,
    attachments: [CardFactory.adaptiveCard(card)],
  });
}
