import { createHmac, timingSafeEqual } from 'node:crypto';
import { storageKeys } from '../world/storage-keys.ts';

/** What an address was signed for. */
export type SasGrant = {
  account: string;
  container: string;
  /** Absent: every blob of the container. */
  blob?: string | undefined;
  /** r read, c create, w write, d delete, l list, in Azure's order. */
  permissions: string;
  start?: string | undefined;
  expiry: string;
};

const version = '2021-12-02';

/** The query of an address to a blob or a container that somebody with a key of the account has signed. */
export function serviceSas(grant: SasGrant, key: string): string {
  const { permissions, start, expiry, blob } = grant;
  return new URLSearchParams({
    sv: version,
    sr: blob === undefined ? 'c' : 'b',
    sp: permissions,
    ...(start !== undefined && { st: start }),
    se: expiry,
    sig: signature(grant, key),
  }).toString();
}

/**
 * Whether the query was signed with a key of this account for this blob, or the container that it is in, and when.
 * @returns what it allows; undefined: it is not signed, or not at this time
 */
export function sasPermissions(
  query: ReadonlyMap<string, string>,
  at: { account: string; container: string; blob?: string | undefined },
  now: Date,
): string | undefined {
  const [permissions = '', expiry = '', given = ''] = ['sp', 'se', 'sig'].map((name) => query.get(name));
  const start = query.get('st');
  const resource = query.get('sr');
  if (query.get('sv') !== version || (resource !== 'b' && resource !== 'c')) return undefined;
  const grant = { ...at, blob: resource === 'b' ? at.blob : undefined, permissions, start, expiry };
  const isSigned = storageKeys(at.account).some(({ value }) => {
    const [wanted, got] = [Buffer.from(signature(grant, value)), Buffer.from(given)];
    return wanted.length === got.length && timingSafeEqual(wanted, got);
  });
  const isOpen = now < new Date(expiry) && (start === undefined || now >= new Date(start));
  return isSigned && isOpen ? permissions : undefined;
}

/** Documented: Create a service SAS, string to sign of version 2020-12-06 and later. What is not given is an empty line. */
function signature({ account, container, blob, permissions, start = '', expiry }: SasGrant, key: string): string {
  const resource = `/blob/${account}/${container}${blob === undefined ? '' : `/${blob}`}`;
  const [identifier, ip, protocol, snapshot, scope] = ['', '', '', '', ''];
  const lines = [
    permissions,
    start,
    expiry,
    resource,
    identifier,
    ip,
    protocol,
    version,
    blob === undefined ? 'c' : 'b',
    snapshot,
    scope,
    // Headers of the answer: cache control, disposition, encoding, language, type.
    ...['', '', '', '', ''],
  ];
  return createHmac('sha256', Buffer.from(key, 'base64')).update(lines.join('\n'), 'utf8').digest('base64');
}
