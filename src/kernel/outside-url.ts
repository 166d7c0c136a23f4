/**
 * This machine, its link, cloud metadata services that issue tokens to anybody, and addresses that are not of one host.
 */
const inside = /^(?:0|127|22[4-9]|23\d|24\d|25\d|169\.254|168\.63\.129\.16)(?:\.\d+)*$/;

/**
 * Whether a setting's URL may receive a key or a page. Code that resolves its name checks the resulting address
 * with `isInsideAddress`.
 */
export function isOutsideUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  const host = url.hostname.replace(/\.$/, '');
  return !/(?:^|\.)localhost$/.test(host) && !isInsideHost(host);
}

export const outsideUrlWanted =
  'expected an https address without a user name, which is not of this machine or its link (127.0.0.1, 169.254.169.254)';

/** Whether an IP address is local, so that nothing may be sent to it. */
export function isInsideAddress(address: string): boolean {
  return isInsideHost(
    new URL(`https://${address.includes(':') ? `[${address.replace(/%.*/, '')}]` : address}`).hostname,
  );
}

/** @param host normalised by URL, which leaves one spelling per address */
function isInsideHost(host: string): boolean {
  if (!host.startsWith('[')) return /^\d+(?:\.\d+){3}$/.test(host) && inside.test(host);
  const [head = [], tail = []] = host
    .slice(1, -1)
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))));
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
  const [first = 0] = groups;
  const prefix = groups.slice(0, 6).map((group) => group.toString(16));
  const embedded = groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]);
  // IPv4 inside IPv6: compatible, mapped, and translated.
  const holdsIPv4 = ['0:0:0:0:0:0', '0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'].includes(prefix.join(':'));
  if (holdsIPv4) return inside.test(embedded.join('.'));
  return (first & 0xffc0) === 0xfe80 || first >> 8 === 0xff || host === '[fd00:ec2::254]';
}
