import type { Finding } from './finding.ts';

/** Stops of a restore, then what has to be done, then stops of a backup, warnings, what was not possible, the rest. */
export function severity({ verdict, stops }: Finding): number {
  if (verdict === 'stop') return stops === 'backup' ? 2 : 0;
  return { act: 1, warn: 3, unknown: 4, ok: 5 }[verdict];
}

export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => severity(a) - severity(b));
}
