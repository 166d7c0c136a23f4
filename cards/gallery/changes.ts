import { definitionChange, drillChange } from '../../src/drills/cards/drill-change.ts';
import { cancelChange } from '../../src/jobs/request-kinds/cancel-job.ts';
import { asObject } from '../../src/kernel/stored.ts';
import { backupChange } from '../../src/protection/cards/backup.ts';
import {
  grantChange,
  holdChange,
  policyChange,
  protectChange,
  raiseChange,
} from '../../src/protection/cards/changes.ts';
import type { ChangeView, GatedChange } from '../../src/requests/cards/gated-change.ts';
import { releaseChange } from '../../src/restore/cards/release-change.ts';
import { restoreSubject } from '../../src/restore/cards/restore-closing.ts';

type Make = (data: never) => GatedChange | ChangeView;

/** Views that need more than params: their samples hold the parts. Any other view stands in a sample as it is. */
const makers: Record<string, Make> = {
  backup: backupChange,
  cancel: cancelChange,
  policy: policyChange,
  protect: protectChange,
  'resume-protection': protectChange,
  drill: drillChange,
  'drill-definition': definitionChange,
  'grant-access': grantChange,
  hold: holdChange,
  'hold-suspend': holdChange,
  'raise-retention-immutable': raiseChange,
  'raise-retention': raiseChange,
  release: releaseChange,
  restore: restoreSubject,
};

/** A change in a sample, as its kind of request shows it: made of its parts, or of the stored plan. */
export function changeOfSample(value: unknown): unknown {
  const { kind, hash, plan } = asObject(value);
  const isWhole = typeof (hash ?? asObject(plan).hash) === 'string';
  const make = isWhole && typeof kind === 'string' ? makers[kind] : undefined;
  return make ? make(value as never) : value;
}
