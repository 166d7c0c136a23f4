import { BlockList, isIP } from 'node:net';

/** This machine and its link, where a cloud gives out tokens to whoever asks; also as IPv6 writes IPv4. */
const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['168.63.129.16', 32],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::7f00:0', 104],
  ['64:ff9b::a9fe:0', 112],
  ['fd00:ec2::254', 128],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

/** Whether nothing of ours may be sent to an IP address. */
export function isInsideAddress(address: string): boolean {
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Of an address that a setting names for a key or a page to go to. Who resolves its name looks at what that leads to. */
export function isOutsideUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
  return !/(?:^|\.)localhost$/.test(host) && (isIP(host) === 0 || !isInsideAddress(host));
}

export const outsideUrlWanted =
  'expected an https address without a user name, which is not of this machine or its link (127.0.0.1, 169.254.169.254)';
