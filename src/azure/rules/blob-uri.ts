export function parseBlobUri(uri: string): { account: string; container: string; name: string } {
  const { hostname, pathname } = new URL(uri);
  const [container = '', ...rest] = decodeURIComponent(pathname).split('/').filter(Boolean);
  return { account: hostname.split('.')[0] ?? hostname, container, name: rest.join('/') };
}
