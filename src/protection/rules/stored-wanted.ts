import { z } from 'zod/v4';
import { failure } from '../../kernel/stored.ts';

const at = { keyVaultId: z.string(), keyVault: z.string() };

/** What Azure Backup needs on one key vault. */
export const wanted = z.discriminatedUnion('model', [
  z.object({ model: z.literal('access-policy'), ...at, keys: z.array(z.string()), secrets: z.array(z.string()) }),
  z.object({ model: z.literal('rbac'), ...at, actions: z.array(z.string()) }),
]);

/** Whether it has it, as a form has looked. */
export const keyAccess = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-needed') }),
  z.object({ kind: z.literal('fine'), wanted: z.array(wanted) }),
  z.object({ kind: z.literal('lacking'), wanted: z.array(wanted), gaps: z.array(wanted), stops: z.boolean() }),
  z.object({ kind: z.literal('unknown'), failure }),
]);
