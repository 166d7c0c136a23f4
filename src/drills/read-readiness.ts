import { failureParts } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { Failure } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import type { RegionLooks } from '../machines/region-looks.ts';
import { isRegionFresh, type KeptRegion } from '../machines/rules/kept-region.ts';
import { populationRow, type ReadinessRow, readinessRow } from './rules/evidence.ts';

const english = texts('en');

/** Evidence is no Markdown: a name stands in it as it is. */
function said(failure: Failure): string {
  return failureParts(english, failure).message.replace(/\\(.)/g, '$1').replaceAll('\u2060', '');
}

/**
 * For evidence: what the last night's look found, and a look now at what has none. They go machine by machine, since each
 * takes some ten calls of an hourly budget that people share.
 */
export async function readReadiness(
  regionLooks: Pick<RegionLooks, 'of'>,
  targets: readonly Target[],
  kept: (target: Target) => KeptRegion | undefined,
  now: Date,
): Promise<ReadinessRow[]> {
  const rows: ReadinessRow[] = [];
  for (const target of targets) {
    const last = kept(target);
    const found = last && isRegionFresh(last, now) ? last : await regionLooks.of(target);
    rows.push(readinessRow(populationRow(target), found, said));
  }
  return rows.toSorted((a, b) => a.vm.localeCompare(b.vm));
}
