import { z } from 'zod/v4';
import { encryptionKinds } from '../../kernel/codes/encryption.ts';
import { checkNames } from '../../kernel/codes/findings.ts';
import { defineStored, failure } from '../../kernel/stored.ts';

/** A finding of a check, stored with a plan and for watched machines. */
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

/** The result of checking a watched machine. */
export const storedCheckResult = defineStored(
  'check',
  z.object({
    kind: conclusionKind,
    encryption: z.enum(encryptionKinds),
    findings: z.array(finding),
  }),
);

export type StoredCheck = z.infer<typeof storedCheckResult.schema>;
