import { z } from 'zod/v4';
import { encryptionKinds } from '../../kernel/codes/encryption.ts';

export const encryptionKind = z.enum(encryptionKinds);

/** Addresses of keys, never what they open. */
export const adeKeys = z.object({
  bek: z.object({ secretUrl: z.string(), keyVaultId: z.string() }),
  kek: z.object({ keyUrl: z.string(), keyVaultId: z.string() }).optional(),
});
