import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { bot, people, tenantId } from '../../../sandbox/world/people.ts';
import { prod } from '../../../sandbox/world/places.ts';
import { npmPackages } from '../npm-packages.ts';
import { startOutsideAzure } from '../outside-azure.ts';
import { outcome, type Part } from '../part.ts';
import { runTool } from '../run-tool.ts';

/** What the bot does not use, or uses in another major version, which asks for another version of the API. */
const packages = {
  'arm-compute-of-the-bot': `npm:@azure/arm-compute@${packageJson.dependencies['@azure/arm-compute']}`,
  '@azure/arm-authorization': '9.0.0',
  '@azure/arm-compute': '21.6.0',
  '@azure/arm-keyvault': '3.2.0',
  '@azure/arm-network': '39.0.0',
  '@azure/arm-recoveryservices': '5.4.0',
  '@azure/arm-recoveryservicesbackup': '9.0.0',
  '@azure/arm-resourcegraph': '5.0.0',
  '@azure/arm-resources': '5.2.0',
  '@azure/arm-storage': '21.0.0',
  '@azure/arm-resources-subscriptions': '3.0.0',
  '@azure/identity': '4.14.1',
  '@azure/keyvault-keys': '4.10.2',
  '@azure/keyvault-secrets': '4.12.0',
  '@azure/storage-blob': '12.34.0',
};

type Called = { client: string; name: string; expected: string; outcome: string };

export const clients: Part = {
  about: "Microsoft's clients that the bot does not use, the same way",
  async run() {
    const folder = await npmPackages('clients', packages);
    const script = join(folder, 'calls.mjs');
    copyFileSync(join(import.meta.dirname, 'calls.mjs'), script);
    const azure = await startOutsideAzure({ minutesPerCall: 1 });
    try {
      const person = ({ objectId }: { objectId: string }) => ({ id: objectId, secret: 'none' });
      const users = {
        bot: { id: bot.appId, secret: bot.secret },
        owner: person(people.platform),
        outsider: person(people.outsider),
      };
      const { code, stdout, stderr } = await runTool(
        process.execPath,
        [script, JSON.stringify({ tenant: tenantId, subscription: prod.id, users })],
        { env: { ...process.env, HTTPS_PROXY: azure.proxy.address, NODE_EXTRA_CA_CERTS: azure.proxy.authorityFile } },
      );
      const called = stdout
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Called);
      const failures = called
        .filter(({ expected, outcome: came }) => came !== expected)
        .map(({ client, name, expected, outcome: came }) => `${client} ${name}: ${came}, not ${expected}`);
      if (code !== 0) failures.push(`it ended with ${code}: ${stderr.trim().slice(-1000)}`);
      const count = (wanted: string) => called.filter(({ outcome: came }) => came === wanted).length;
      const names = new Set(called.map(({ client }) => client));
      const ran = `${called.length} calls of ${names.size} clients: ${count('works')} work, ${count('absent') + count('refused')} are refused as they should be, ${count('not-served')} are told that they are not served`;
      return outcome('those that clients.ts pins', ran, failures);
    } finally {
      await azure.close();
    }
  },
};
