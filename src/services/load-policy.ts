import { readFileSync } from 'node:fs';
import type { ApprovalPolicy, Expiries } from '../domain/approval-policy/policy.ts';
import { readPolicy } from '../domain/approval-policy/read-policy.ts';

/**
 * The approval policy of a file; without one, the default alone.
 * @throws Error naming every mistake and its remedy, one line each
 */
export function loadPolicy(file: string | undefined, expiries: Expiries): ApprovalPolicy {
  if (file === undefined) return { rules: [] };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`APPROVAL_POLICY: ${file} cannot be read; name a YAML file as docs/approval-policy.md describes`);
  }
  const read = readPolicy(text, expiries);
  if (read.kind === 'policy') return read.policy;
  throw new Error(read.mistakes.map((mistake) => `APPROVAL_POLICY: ${file}: ${mistake}`).join('\n'));
}
