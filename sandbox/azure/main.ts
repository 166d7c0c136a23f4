import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bareSeed } from '../world/bare-seed.ts';
import { bot, people, tenantId } from '../world/people.ts';
import { prod } from '../world/places.ts';
import { seedOf } from '../world/seed.ts';
import { World } from '../world/world.ts';
import { startAzure } from './start-azure.ts';
import { startTlsProxy } from './tls-proxy.ts';

/** `npm run azure`: the local Azure alone, until Ctrl-C; README.md beside this tells how clients reach it. */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4300' },
    speed: { type: 'string', default: '60' },
    empty: { type: 'boolean', default: false },
    data: { type: 'string', default: '.local-azure' },
  },
});
const folder = resolve(values.data);
mkdirSync(folder, { recursive: true });
const world = new World(values.empty ? bareSeed() : seedOf({ fleetSize: 3, uncommon: true }));
world.clock.setSpeed(Number(values.speed));
const azure = await startAzure(world);
const proxy = await startTlsProxy(folder, azure, { port: Number(values.port) });
// Nobody may ask for a while: what is due must happen all the same.
setInterval(() => world.settle(), 1000).unref();

console.log(`The local Azure listens at ${proxy.address}; a second there is ${values.speed} seconds in it.

  export HTTPS_PROXY=${proxy.address} REQUESTS_CA_BUNDLE=${proxy.authorityFile} NODE_EXTRA_CA_CERTS=${proxy.authorityFile}
  export AZURE_CONFIG_DIR=${folder}/az AZURE_CORE_INSTANCE_DISCOVERY=false
  az login --service-principal --tenant ${tenantId} --username ${people.platform.objectId} --password any
  az vm list --subscription ${prod.id} --output table

${people.platform.name} owns it. A program may be ${bot.appId} with the secret ${bot.secret}. Ctrl-C stops it.`);
