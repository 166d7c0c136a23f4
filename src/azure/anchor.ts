import { nameOf } from '../kernel/arm-id.ts';
import { asObject } from '../kernel/json-object.ts';
import { askAzure, askIfThere } from './ask.ts';
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

const version = { 'x-ms-version': '2023-11-03' } as const;

/** A line a day has some hundred bytes: this is several decades. */
const mostBytes = 4 * 2 ** 20;

export function createAnchor(
  blobs: { reading: PlainClient; changing: PlainClient },
  arm: { read: PlainRead; url: string },
  suffix: string,
): Anchor {
  const urlOf = (id: string) => `https://${id.split('/')[8]}.${suffix}/${nameOf(id)}/heads`;
  return {
    async read(id) {
      const bytes = await askIfThere(async () =>
        readBytes(await blobs.reading({ method: 'GET', url: urlOf(id), headers: version, bytes: true }), mostBytes),
      );
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
