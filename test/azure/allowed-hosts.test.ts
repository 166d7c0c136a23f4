import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPipelineRequest, type HttpClient } from '@azure/core-rest-pipeline';
import fc from 'fast-check';
import { isOfCloud, withinCloud } from '../../src/azure/allowed-hosts.ts';
import { type Cloud, clouds } from '../../src/config/clouds.ts';
import { azureOn, startWire } from './wire-fixture.ts';

const cloud = clouds.public as Cloud;

describe('where calls may go', () => {
  it('is the configured cloud, over https, and nowhere else', () => {
    for (const address of [
      'https://management.azure.com/subscriptions',
      'https://login.microsoftonline.com/x/oauth2/v2.0/token',
      'https://graph.microsoft.com/v1.0/users/1',
      'https://kv-prod.vault.azure.net/keys',
      'https://ststaging.blob.core.windows.net/vhds/config.json?sv=1',
    ]) {
      assert.ok(isOfCloud(address, cloud), address);
    }
    for (const address of [
      'http://management.azure.com/',
      'https://management.azure.com.evil.example/',
      'https://evilvault.azure.net/',
      'https://vault.azure.net.evil.example/keys',
      'https://management.azure.com:8443/',
      'https://user@management.azure.com/',
      'https://management.azure.com@evil.example/',
      'https://management.usgovcloudapi.net/',
      'https://169.254.169.254/metadata/identity/oauth2/token',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'not an address',
    ]) {
      assert.ok(!isOfCloud(address, cloud), address);
    }
  });

  it('no host that merely contains a name of the cloud passes', () => {
    const part = fc.constantFrom(
      'management.azure.com',
      'vault.azure.net',
      'blob.core.windows.net',
      'graph.microsoft.com',
    );
    const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(label, part, label, (before, name, after) => {
        assert.ok(!isOfCloud(`https://${before}.${name}.${after}/`, cloud));
        assert.ok(!isOfCloud(`https://${before}-${name}.${after}/`, cloud));
        assert.ok(!isOfCloud(`https://${after}.example/${name}`, cloud));
      }),
    );
  });

  it('a call elsewhere never reaches the network and is known not to have acted', async () => {
    let sent = 0;
    const client: HttpClient = {
      async sendRequest() {
        sent += 1;
        throw new Error('sent');
      },
    };
    const request = createPipelineRequest({ url: 'https://evil.example/' });
    await assert.rejects(withinCloud(client, cloud).sendRequest(request), {
      code: 'azure.unreachable',
      proof: 'refused',
    });
    assert.equal(sent, 0);
  });

  it('a next page that Azure names on another host is not followed', async () => {
    const wire = await startWire(() => ({ status: 200, json: { value: [], nextLink: 'https://evil.example/page2' } }));
    await assert.rejects(azureOn(wire.port).azure.vaults.list(), { code: 'azure.unreachable' });
    await wire.close();
    assert.ok(wire.requests.every(({ path }) => !path.includes('page2')));
  });
});
