import type { AdeKeys } from '../../kernel/facts.ts';
import { text } from './values.ts';

type Reference = { sourceVault?: { id?: string } } | undefined;
type EncryptionSettings = {
  diskEncryptionKey?: Reference & { secretUrl?: string };
  keyEncryptionKey?: Reference & { keyUrl?: string };
};

/** Where BEK and KEK live, as VM, instance view and disk write it; undefined without a secret URL. */
export function parseAdeKeys(settings: EncryptionSettings | undefined): AdeKeys | undefined {
  const bek = settings?.diskEncryptionKey;
  const kek = settings?.keyEncryptionKey;
  const secretUrl = text(bek?.secretUrl);
  if (!secretUrl) return undefined;
  const keyUrl = text(kek?.keyUrl);
  return {
    bek: { secretUrl, keyVaultId: text(bek?.sourceVault?.id) ?? '' },
    ...(keyUrl && { kek: { keyUrl, keyVaultId: text(kek?.sourceVault?.id) ?? '' } }),
  };
}
