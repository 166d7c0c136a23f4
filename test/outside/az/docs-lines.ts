import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bot, people } from '../../../sandbox/world/people.ts';
import { auditAnchor, prod } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import { sh } from '../../../src/kernel/quote.ts';
import { azBlocks } from '../../docs/az-blocks.ts';
import type { Az } from './az-shell.ts';
import { type Result, typed } from './by-hand.ts';

const filled: Record<string, string> = {
  '<account>': 'stanchor',
  '<object id of the bot>': bot.objectId,
  '<object id of the identity>': bot.objectId,
  '<subscription id>': prod.id,
};

/** Types each block of the docs that is not marked as a fragment, as an owner in a clone. */
export async function docsLines(azure: Az): Promise<Result[]> {
  const { world } = azure;
  world.blobs.put('stanchor', 'commands', 'index.txt', {
    content: Buffer.from('never sql-01.rg-app.s.txt\n'),
    contentType: 'text/plain',
    writtenAt: world.clock.now(),
  });
  const account = auditAnchor.split('/blobServices/')[0] ?? '';
  world.roles.assign(people.platform.objectId, roles.storageBlobDataContributor, account);
  const role = readFileSync(join(import.meta.dirname, '../../../infra/roles/observe.json'), 'utf8');
  const results: Result[] = [];
  for (const { file, text } of azBlocks().filter(({ info }) => info === 'sh')) {
    const name = `${file}: ${text.split('\n')[0]?.slice(0, 40)}`;
    const block = text.replace(/<[a-z][a-z ]*>/g, (hole) => filled[hole] ?? hole);
    const hole = /<[a-z][a-z ]*>/.exec(block)?.[0];
    if (hole) results.push({ name, lines: 0, failure: `nothing is known for ${hole}` });
    else {
      const clone = [
        `az account set --subscription ${prod.id}`,
        `AUDIT_ANCHOR=${sh(auditAnchor)}`,
        `mkdir -p infra/roles && printf %s ${sh(role)} > infra/roles/observe.json`,
      ];
      results.push(await typed(azure, 'platform', name, [...clone, block]));
    }
  }
  return results;
}
