import { nameOf } from '../kernel/arm-id.ts';
import { asObject } from '../kernel/stored.ts';
import { askAzure, askIfThere } from './calls.ts';
import { type PlainClient, type PlainRead, readBytes } from './plain-client.ts';

/** A container under an immutability policy with protected append: what is in its blob of heads stays there. */
export type Anchor = {
  /** The blob's lines. bytes: its length; undefined: there is no blob yet. @throws azure.* */
  read(containerId: string): Promise<{ lines: string[]; bytes: number | undefined }>;
  /** Appends a line behind so many bytes, or makes the blob. @throws azure.*, also when somebody else was first */
  append(containerId: string, line: string, behind: number | undefined): Promise<void>;
  /** unlocked: an administrator may still shorten or remove the policy. @throws azure.* */
  state(containerId: string): Promise<'locked' | 'unlocked' | 'none'>;
};

/** A container beside it, without a policy: what is in it can be written anew and erased. */
export type Erasable = {
  /** undefined: there is no such blob. @throws azure.* */
  read(containerId: string, name: string): Promise<string | undefined>;
  /** Writes text over what is there. @throws azure.* */
  write(containerId: string, name: string, text: string): Promise<void>;
};

/** ARM id of the container that can be erased. @param anchorId of the container of heads */
export function erasableBeside(anchorId: string): string {
  return anchorId.replace(/[^/]+$/, 'commands');
}

const version = { 'x-ms-version': '2023-11-03' } as const;

/** A line a day, or a machine, has some hundred bytes: several decades, or 40,000 machines. */
const mostBytes = 4 * 2 ** 20;

export function createAnchor(
  blobs: { reading: PlainClient; changing: PlainClient },
  arm: { read: PlainRead; url: string },
  suffix: string,
): Anchor {
  const urlOf = (id: string) => urlOfBlob(id, 'heads', suffix);
  return {
    async read(id) {
      const bytes = await readBlob(blobs.reading, urlOf(id));
      return { lines: bytes?.toString('utf8').split('\n').filter(Boolean) ?? [], bytes: bytes?.length };
    },
    append: (id, line, behind) =>
      askAzure(async () => {
        const url = urlOf(id);
        // An empty blob is there already where only the making went well.
        if (behind === undefined) {
          const made = { 'x-ms-blob-type': 'AppendBlob', 'if-none-match': '*' };
          await blobs.changing({ method: 'PUT', url, headers: { ...version, ...made } });
        }
        const position = { 'x-ms-blob-condition-appendpos': String(behind ?? 0) };
        const headers = { ...version, ...position };
        await blobs.changing({ method: 'PUT', url: `${url}?comp=appendblock`, headers, text: `${line}\n` });
      }),
    async state(id) {
      const policy = `${id}/immutabilityPolicies/default?api-version=2023-05-01`;
      const found = await askIfThere(() => arm.read(`${arm.url}${policy}`));
      const { state, allowProtectedAppendWrites: appends } = asObject(asObject(found).properties);
      if (appends !== true) return 'none';
      return state === 'Locked' ? 'locked' : 'unlocked';
    },
  };
}

export function createErasable(blobs: { reading: PlainClient; changing: PlainClient }, suffix: string): Erasable {
  return {
    read: async (id, name) => (await readBlob(blobs.reading, urlOfBlob(id, name, suffix)))?.toString('utf8'),
    write: (id, name, text) =>
      askAzure(async () => {
        const kind = { 'x-ms-blob-type': 'BlockBlob', 'x-ms-blob-content-type': 'text/plain; charset=utf-8' };
        const url = urlOfBlob(id, name, suffix);
        await blobs.changing({ method: 'PUT', url, headers: { ...version, ...kind }, text });
      }),
  };
}

function urlOfBlob(containerId: string, name: string, suffix: string): string {
  return `https://${containerId.split('/')[8]}.${suffix}/${nameOf(containerId)}/${encodeURIComponent(name)}`;
}

function readBlob(read: PlainClient, url: string): Promise<Buffer | undefined> {
  return askIfThere(async () =>
    readBytes(await read({ method: 'GET', url, headers: version, bytes: true }), mostBytes),
  );
}
