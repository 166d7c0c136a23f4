import { CodedError } from '../kernel/errors.ts';
import { parseKeyUrl } from '../kernel/key-url.ts';
import type { StoredKey } from '../kernel/stored-key.ts';
import { askAzure, askIfThere } from './ask.ts';
import { unreadable } from './errors.ts';
import { parseDeleted, parseKeyPage, parseVersion } from './parse/stored-key.ts';
import type { PlainRead } from './plain-client.ts';

export type StoredKeys = {
  /**
   * Versions and attributes of a key or secret by its address, or that it is soft-deleted or gone. Lists only: they
   * need no right to read a value, and their answers contain none.
   * @throws azure.*; bad-key-url for an address outside of Key Vault
   */
  look(url: string): Promise<StoredKey>;
};

const version = 'api-version=7.4';
/** 25 to a page: nobody has more versions, or more deleted keys, than this in a vault that works. */
const mostPages = 40;

/** Key vaults, or Managed HSMs, which have the same lists and tokens of their own: one goes to no other host. */
type Store = { suffix: string; read: PlainRead };

export function createStoredKeys(stores: readonly Store[]): StoredKeys {
  async function* pages(read: PlainRead, first: string, host: string): AsyncGenerator<unknown> {
    let next: string | undefined = first;
    for (let count = 0; next !== undefined; count += 1) {
      if (count === mostPages || new URL(next).host !== host) throw unreadable('pages');
      const page = parseKeyPage(await read(next));
      if (page === undefined) throw unreadable('list');
      yield* page.entries;
      next = page.nextLink;
    }
  }

  return {
    async look(url) {
      const address = parseKeyUrl(url);
      const store = stores.find(({ suffix }) => address?.host.endsWith(`.${suffix}`));
      if (!address || !store) throw new CodedError('bad-key-url', {});
      const { read } = store;
      const { host, kind, name } = address;
      const versions = await askIfThere(async () => {
        const found = [];
        for await (const entry of pages(read, `https://${host}/${kind}/${name}/versions?${version}`, host)) {
          found.push(parseVersion(entry));
        }
        return found.flatMap((one) => one ?? []);
      });
      if (versions && versions.length > 0) {
        return {
          kind: 'present',
          versions: versions.map(({ certificateBacked: _, ...one }) => one),
          certificateBacked: versions.some(({ certificateBacked }) => certificateBacked),
        };
      }
      // The deleted one by its name would take the right to read secrets; the list does not.
      const deleted = await askAzure(async () => {
        for await (const entry of pages(read, `https://${host}/deleted${kind}?${version}`, host)) {
          const one = parseDeleted(entry);
          if (one?.name === name) return one;
        }
        return undefined;
      });
      if (!deleted) return { kind: 'gone' };
      const { purgedAt, certificateBacked } = deleted;
      return { kind: 'deleted', certificateBacked, ...(purgedAt && { purgedAt }) };
    },
  };
}
