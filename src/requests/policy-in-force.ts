import { readFileSync } from 'node:fs';
import { z } from 'zod/v4';
import { defineStored, momentSchema } from '../kernel/stored.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import type { Store } from '../store/open.ts';
import { findSetting, putSetting, removeSetting } from '../store/settings.ts';
import type { ApprovalPolicy } from './rules/approval-policy.ts';
import { type ParsedPolicy, type PolicyTerms, parseApprovalPolicy } from './rules/parse-policy.ts';

const setting = { scope: 'bot', name: 'approval-policy' };

/** The file as it was last read without a mistake. */
const stored = defineStored('setting approval-policy', z.object({ text: z.string(), readAt: momentSchema }));

/**
 * The approval policy in force: the file's or, while the file has mistakes, the last good one. A bot that did not start
 * could not report the mistake, and under the default policy any single vote would do.
 * @throws Error naming every mistake, if there is no good one
 */
export async function readPolicyInForce(
  { store, log }: { store: Pick<Store, 'db' | 'transaction'>; log: Log },
  file: string | undefined,
  terms: PolicyTerms,
): Promise<ApprovalPolicy> {
  try {
    const { policy, warnings, text } = loadPolicy(file, terms);
    for (const warning of warnings) log.warn({ warning }, 'APPROVAL_POLICY can be got round');
    await store.transaction(async (tx) => {
      // A removed policy must not come back with the first mistake in a later file.
      if (text === undefined) await removeSetting(tx, setting.scope, setting.name);
      else await putSetting(tx, setting.scope, setting.name, stored.write({ text, readAt: tx.now() }), null);
    });
    return policy;
  } catch (error) {
    const kept = await findSetting(store.db, setting.scope, setting.name, stored);
    const parsed = kept && parseApprovalPolicy(kept.text, terms);
    if (parsed?.kind !== 'policy') throw error;
    log.error(
      { error, readAt: kept?.readAt },
      'APPROVAL_POLICY cannot be used: the one that was last read without a mistake decides',
    );
    return parsed.policy;
  }
}

/**
 * The approval policy of a file, with warnings about it; without a file, the default.
 * @throws Error naming every mistake and its remedy, one line each
 */
export function loadPolicy(
  file: string | undefined,
  terms: PolicyTerms,
): { policy: ApprovalPolicy; warnings: string[]; text?: string } {
  if (file === undefined) return { policy: { rules: [] }, warnings: [] };
  const read = readPolicyFile(file, terms);
  if (read.kind === 'policy') return read;
  throw new Error(read.mistakes.map((mistake) => `APPROVAL_POLICY: ${file}: ${mistake}`).join('\n'));
}

/** @throws Error if the file cannot be read */
export function readPolicyFile(file: string, terms: PolicyTerms): ParsedPolicy & { text: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`APPROVAL_POLICY: ${file} cannot be read; name a YAML file as docs/approval-policy.md describes`);
  }
  return { ...parseApprovalPolicy(text, terms), text };
}
