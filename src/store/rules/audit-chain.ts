import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What an audit row says, without its place in the chain. */
export type AuditFacts = {
  seq: number;
  at: Date;
  actorOid: string | null;
  actorName: string | null;
  event: string;
  requestId: string | null;
  vmName: string | null;
  planHash: string | null;
  details: unknown;
};

/** What the first row follows. */
export const auditGenesis = '0'.repeat(64);

/** SHA-256, hex, over the canonical JSON (RFC 8785) of the row and the hash of the row before it. */
export function auditHash(previous: string, facts: AuditFacts): string {
  // Through JSON once, so that details hash the same before they are stored and after they come back.
  const plain: unknown = JSON.parse(JSON.stringify({ ...facts, previous }));
  return createHash('sha256')
    .update(canonicalize(plain) ?? '')
    .digest('hex');
}

/**
 * The text whose SHA-256 that is, in three parts: between the first two stands the hash of the row before it, between the
 * last two its number. For whoever learns both only where it is written.
 */
export function hashedText(facts: Omit<AuditFacts, 'seq'>): [string, string, string] {
  const { requestId, vmName, ...before } = facts;
  const members = (part: object) => (canonicalize(JSON.parse(JSON.stringify(part))) ?? '').slice(1, -1);
  // Members stand in the order of their names: previous, requestId, seq and vmName are the last.
  return [`{${members(before)},"previous":"`, `",${members({ requestId })},"seq":`, `,${members({ vmName })}}`];
}
