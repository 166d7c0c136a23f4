import { z } from 'zod/v4';
import { encryptionKinds } from '../../kernel/codes/encryption.ts';
import { checkNames } from '../../kernel/codes/findings.ts';
import { defineStored, failure } from '../../kernel/stored.ts';

/** What a check found, as it is kept beside a plan and of machines that are watched. */
export const finding = z.object({
  check: z.enum(checkNames),
  verdict: z.enum(['stop', 'act', 'warn', 'unknown', 'ok']),
  stops: z.enum(['restore', 'backup']).optional(),
  text: failure.optional(),
  command: z.string().optional(),
});

const conclusionKind = z.enum(['stop', 'act', 'nothing-found']);

export const planCheck = z.object({
  findings: z.array(finding),
  more: z.number(),
  besides: z.boolean(),
  conclusion: z.object({
    kind: conclusionKind,
    backupStops: z.boolean(),
    warnings: z.number(),
    checks: z.number(),
    notPossible: z.number(),
  }),
});

/** What a check found on a machine that is watched. */
export const storedCheckResult = defineStored(
  'check',
  z.object({
    kind: conclusionKind,
    encryption: z.enum(encryptionKinds),
    findings: z.array(finding),
  }),
);

export type StoredCheck = z.infer<typeof storedCheckResult.schema>;
