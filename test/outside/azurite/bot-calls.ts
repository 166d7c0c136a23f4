import { CodedError } from '../../../src/kernel/errors.ts';
import { azureOn } from '../../azure/wire-fixture.ts';

import { type Answers, type BlobService, host } from './blob-service.ts';

/** The bot's uses of blobs, by its own code: the template, the config in UTF-16, and the copy of the keys. */
export async function botCalls(service: BlobService): Promise<Answers> {
  const container = 'sql01-3f2a';
  const template = { $schema: 'https://schema.management.azure.com/…', resources: [{ name: 'größe' }] };
  const config = { 'properties.hardwareProfile': { vmSize: 'Standard_D2s_v5' } };
  await service.fill(container, {
    'azuredeploy1.json': JSON.stringify(template),
    'marked.json': `\ufeff${JSON.stringify(template)}`,
    'config-sql01-1.json': Buffer.from(`${JSON.stringify(config)}\0`, 'utf16le'),
    'with space & größe.json': JSON.stringify(template),
    'empty.json': '',
    'words.json': 'no JSON at all',
    'large.json': JSON.stringify({ text: 'x'.repeat(5 * 2 ** 20) }),
    'vmencryption-sql01-1.json': JSON.stringify({ disks: [] }),
  });
  const token = { token: service.token, expiresOnTimestamp: Date.now() + 3_600_000 };
  const { azure } = azureOn(0, { httpClient: service.httpClient, credential: { getToken: async () => token } });
  const { stagingBlobs } = azure;
  const at = (name: string, box = container) => `https://${host}/${box}/${encodeURIComponent(name)}`;
  const answers: Answers = {};
  const ask = async (name: string, run: () => Promise<unknown>) => {
    answers[name] = await run().catch((error: unknown) => {
      if (!(error instanceof CodedError)) throw error;
      return { code: error.code };
    });
  };
  await ask('reads a template', () => stagingBlobs.readTemplate(at('azuredeploy1.json')));
  await ask('reads one with a mark', () => stagingBlobs.readTemplate(at('marked.json')));
  await ask('reads a config in UTF-16', () => stagingBlobs.readConfig(at('config-sql01-1.json')));
  await ask('reads a name that is escaped', () => stagingBlobs.readTemplate(at('with space & größe.json')));
  await ask('reads an empty blob', () => stagingBlobs.readTemplate(at('empty.json')));
  await ask('reads what is no JSON', () => stagingBlobs.readTemplate(at('words.json')));
  await ask('reads what is too large', () => stagingBlobs.readTemplate(at('large.json')));
  await ask('reads a blob that is not there', () => stagingBlobs.readTemplate(at('none.json')));
  await ask('reads of a container that is not there', () => stagingBlobs.readTemplate(at('none.json', 'nowhere')));
  const copy = at('vmencryption-sql01-1.json');
  const clientRequestId = '00000000-0000-4000-8000-000000000001';
  await ask('sees the copy of the keys', () => stagingBlobs.exists(copy));
  await ask('deletes it', async () => (await stagingBlobs.delete({ uri: copy, clientRequestId })).kind);
  await ask('sees that it is gone', () => stagingBlobs.exists(copy));
  await ask('deletes it once more', async () => (await stagingBlobs.delete({ uri: copy, clientRequestId })).kind);
  await ask('sees no container', () => stagingBlobs.exists(at('x', 'nowhere')));
  return answers;
}
