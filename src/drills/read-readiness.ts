import { failureParts } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { Failure } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import type { RegionLooks } from '../machines/region-looks.ts';
import type { LastRegionLook } from '../store/rules/region-look.ts';
import { populationRow, type ReadinessRow, readinessRow } from './rules/evidence.ts';

const english = texts('en');

/** Evidence is no Markdown: a name stands in it as it is. */
function said(failure: Failure): string {
  return failureParts(english, failure).message.replace(/\\(.)/g, '$1').replaceAll('\u2060', '');
}

/**
 * For evidence: what the nights' looks found, and a look now at what has none of late. They go machine by machine, since each
 * takes some ten calls of an hourly budget that people share.
 */
export async function readReadiness(
  regionLooks: Pick<RegionLooks, 'of'>,
  targets: readonly Target[],
  findFresh: (target: Target) => LastRegionLook | undefined,
): Promise<ReadinessRow[]> {
  const rows: ReadinessRow[] = [];
  for (const target of targets) {
    const found = findFresh(target) ?? (await regionLooks.of(target));
    rows.push(readinessRow(populationRow(target), found, said));
  }
  return rows.toSorted((a, b) => a.vm.localeCompare(b.vm));
}
