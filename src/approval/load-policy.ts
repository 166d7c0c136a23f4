import { readFileSync } from 'node:fs';
import type { ApprovalPolicy } from './rules/approval-policy.ts';
import { type ParsedPolicy, type PolicyTerms, parseApprovalPolicy } from './rules/parse-policy.ts';

/**
 * The approval policy of a file, and what to think of in it; without a file, the default alone.
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

/** @throws Error for a file that cannot be read */
export function readPolicyFile(file: string, terms: PolicyTerms): ParsedPolicy & { text: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`APPROVAL_POLICY: ${file} cannot be read; name a YAML file as docs/approval-policy.md describes`);
  }
  return { ...parseApprovalPolicy(text, terms), text };
}
