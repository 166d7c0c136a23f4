export type Blob = { content: Buffer; contentType: string; writtenAt: Date };

/** Blobs by storage account, container and name; all three as the account spells them (lower case). */
export class Blobs {
  readonly #blobs = new Map<string, Blob>();

  put(account: string, container: string, name: string, blob: Blob): void {
    this.#blobs.set(`${account}/${container}/${name}`, blob);
  }

  get(account: string, container: string, name: string): Blob | undefined {
    return this.#blobs.get(`${account}/${container}/${name}`);
  }

  delete(account: string, container: string, name: string): boolean {
    return this.#blobs.delete(`${account}/${container}/${name}`);
  }

  /** Names of the blobs in a container. */
  list(account: string, container: string): string[] {
    const prefix = `${account}/${container}/`;
    return [...this.#blobs.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  }

  /** Names of the containers of an account; there is none without a blob. */
  containers(account: string): string[] {
    const own = [...this.#blobs.keys()].filter((key) => key.startsWith(`${account}/`));
    return [...new Set(own.map((key) => key.split('/')[1] ?? ''))].sort();
  }
}
