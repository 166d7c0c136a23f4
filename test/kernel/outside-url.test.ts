import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isInsideAddress, isOutsideUrl } from '../../src/kernel/outside-url.ts';

it('a key may go to a service by its name or address, in the own network too', () => {
  for (const url of [
    'https://rota.example/now?team=db',
    'https://events.eu.pagerduty.com/v2/enqueue',
    'https://10.1.2.3:8443/now',
    'https://[2001:db8::7]/now',
    'https://localhost.example/now',
  ])
    assert.equal(isOutsideUrl(url), true, url);
});

it('and to nothing else: not in clear, not under a user name, not to this machine or its link, however it is written', () => {
  for (const url of [
    'http://rota.example/now',
    'ftp://rota.example/now',
    'rota.example',
    '',
    'https://user@rota.example/now',
    'https://:key@rota.example/now',
    ...[
      ...['localhost', 'LOCALHOST.', 'a.localhost', '127.0.0.1', '127.1', '0x7f000001', '2130706433', '0177.0.0.1'],
      ...[
        '0.0.0.0',
        '169.254.169.254',
        '169.254.169.254.',
        '0xa9fea9fe',
        '2852039166',
        '168.63.129.16',
        '255.255.255.255',
      ],
      ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:a9fe:a9fe]', '[64:ff9b::169.254.169.254]', '[fe80::1]'],
      ...['[fd00:ec2::254]', '[ff02::1]', '１２７.0.0.1'],
    ].map((host) => `https://${host}/now`),
  ])
    assert.equal(isOutsideUrl(url), false, url);
});

it('an address that a name leads to is looked at in either family', () => {
  for (const address of ['127.0.0.53', '169.254.169.254', '::1', '::ffff:169.254.169.254', 'fe80::1'])
    assert.equal(isInsideAddress(address), true, address);
  for (const address of ['10.0.0.4', '20.50.2.3', '2603:1000::1', '64:ff9b::1432:203'])
    assert.equal(isInsideAddress(address), false, address);
});
