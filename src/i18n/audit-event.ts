import type { auditTexts } from './en/audit.ts';

type Paths<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${Paths<Texts[Key]>}`;
}[keyof Texts & string];

/** What the audit may tell: whatever has words, so that the compiler finds an event that would be shown by its name. */
export type AuditEvent = Paths<typeof auditTexts.event>;
