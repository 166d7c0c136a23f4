import { CodedError } from '../kernel/errors.ts';
import { askAzure, type SendOutcome } from './calls.ts';
import { scrub } from './errors.ts';
import { bytesOf, type PlainClient, readBytes, sendPlain } from './plain-client.ts';

/** Blobs that Azure Backup leaves in the staging account. Their addresses come from a job, without a signature. */
export type StagingBlobs = {
  /** Suffix of each account's host, e.g. blob.core.windows.net. */
  suffix: string;
  /** The deployment template as Azure Backup generated it. */
  readTemplate(uri: string): Promise<Record<string, unknown>>;
  /** The machine as the point holds it; its members are literally called `properties.hardwareProfile` and so on. */
  readConfig(uri: string): Promise<Record<string, unknown>>;
  exists(uri: string): Promise<boolean>;
  /** Latest time until which the account keeps the deleted blob; undefined: it keeps nothing. */
  softDeletedUntil(uri: string, now: Date): Promise<Date | undefined>;
  /** Deletes a blob. `exists` shows the effect. */
  delete(call: { uri: string; clientRequestId: string }): Promise<SendOutcome>;
};

/** Blob storage accepts a bearer token from this version on, and only if the header names it. */
const blobVersion = { 'x-ms-version': '2023-11-03' } as const;

/** Reads a blob of a staging account as JSON, for src/azure alone: some hold key material. */
export type ReadBlob = (uri: string) => Promise<Record<string, unknown>>;

/** Templates and configs are a few tens of KB; no blob that is read whole is larger than this. */
const mostBytes = 4 * 2 ** 20;

/**
 * Fails for good on a blob that arrived whole and is not a JSON object, or is too large: retries would let anyone
 * with write access block a restore silently. A truncated blob is Azure's failure, which may pass.
 * @param suffix e.g. blob.core.windows.net: a token is sent to no other host
 * @throws blob-unreadable {blob}, bad-blob-address, azure.*
 */
export function createReadBlob(read: PlainClient, suffix: string): ReadBlob {
  return (uri) =>
    askAzure(async () => {
      const url = trusted(uri, suffix);
      const response = await read({ method: 'GET', url, headers: blobVersion, bytes: true });
      const bytes = await bytesOf(response, mostBytes);
      const value = bytes && parseBlob(bytes);
      if (value === undefined) throw new CodedError('blob-unreadable', { blob: scrub(nameOfBlob(url), 200) });
      return value;
    });
}

export function createStagingBlobs(
  reading: PlainClient,
  changing: PlainClient,
  readBlob: ReadBlob,
  suffix: string,
): StagingBlobs {
  return {
    suffix,
    readTemplate: readBlob,
    readConfig: readBlob,
    async exists(uri) {
      try {
        await askAzure(() => reading({ method: 'HEAD', url: trusted(uri, suffix), headers: blobVersion }));
        return true;
      } catch (error) {
        if (error instanceof CodedError && error.code === 'azure.not-found') return false;
        throw error;
      }
    },
    softDeletedUntil: (uri, now) =>
      askAzure(async () => {
        const url = new URL(trusted(uri, suffix));
        const [, container = '', ...path] = url.pathname.split('/');
        const name = decodeURIComponent(path.join('/'));
        url.pathname = `/${container}`;
        url.search = String(
          new URLSearchParams({ restype: 'container', comp: 'list', include: 'deleted', prefix: name }),
        );
        const response = await reading({ method: 'GET', url: url.href, headers: blobVersion, bytes: true });
        return parseSoftDeleted((await readBytes(response, mostBytes)).toString('utf8'), name, now);
      }),
    delete: ({ uri, clientRequestId }) =>
      sendPlain(() =>
        changing({
          method: 'DELETE',
          url: trusted(uri, suffix),
          headers: { ...blobVersion, 'x-ms-client-request-id': clientRequestId },
        }),
      ),
  };
}

const nameOfBlob = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';

/** @throws CodedError bad-blob-address {} if it is not a plain blob address of this cloud */
function trusted(uri: string, suffix: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  const account = url?.hostname.toLowerCase().replace(`.${suffix}`, '') ?? '';
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || !/^[a-z0-9]{3,24}$/.test(account)) {
    throw new CodedError('bad-blob-address', {});
  }
  return `${url.origin}${url.pathname}`;
}

/**
 * A JSON object in UTF-8, or in UTF-16 with a NUL behind it as Azure Backup writes its config; undefined for
 * anything else. JSON begins with an ASCII character, which a zero byte follows in UTF-16 and never in UTF-8.
 */
export function parseBlob(bytes: Buffer): Record<string, unknown> | undefined {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(marked || bytes[1] === 0 ? 'utf16le' : 'utf8');
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, '').replace(/\0+$/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Latest time until which Azure keeps a deleted blob that a list with deleted ones names; undefined: it keeps
 * none. The list has whole remaining days, so the current one is added.
 */
export function parseSoftDeleted(list: string, name: string, now: Date): Date | undefined {
  const kept = [...list.matchAll(/<Blob>([\s\S]*?)<\/Blob>/g)].flatMap(([, blob = '']) => {
    const isIt = unescapeXml(textOf(blob, 'Name')) === name && textOf(blob, 'Deleted') === 'true';
    const days = textOf(blob, 'RemainingRetentionDays');
    return isIt && /^\d{1,4}$/.test(days) ? [Number(days)] : [];
  });
  if (kept.length === 0) return undefined;
  return new Date(now.getTime() + (Math.max(...kept) + 1) * 24 * 60 * 60_000);
}

function textOf(xml: string, member: string): string {
  return new RegExp(`<${member}>([^<]*)</${member}>`).exec(xml)?.[1] ?? '';
}

const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescapeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, sign: string) => signs[sign] ?? '');
}
