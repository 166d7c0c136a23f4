import type { KeyVersion } from '../../kernel/stored-key.ts';

export function newestVersion(versions: readonly KeyVersion[]): KeyVersion | undefined {
  return [...versions].sort((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))[0];
}
