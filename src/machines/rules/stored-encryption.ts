import { z } from 'zod/v4';

export const encryptionKind = z.enum([
  'ade-bek-kek',
  'ade-bek',
  'ade',
  'confidential',
  'host',
  'double',
  'cmk',
  'pmk',
  'none',
  'unknown',
]);

/** Addresses of keys, never what they open. */
export const adeKeys = z.object({
  bek: z.object({ secretUrl: z.string(), keyVaultId: z.string() }),
  kek: z.object({ keyUrl: z.string(), keyVaultId: z.string() }).optional(),
});
