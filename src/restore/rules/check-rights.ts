import { nameOf } from '../../kernel/arm-id.ts';
import type { MissingRight } from '../../kernel/permissions.ts';
import type { Usage } from '../../kernel/place-facts.ts';
import { type Finding, said, stopsRestore, unknown, warn, whenRead } from '../../machines/rules/finding.ts';
import type { PlanCheckFacts } from './plan-check-facts.ts';

/** Power comes from the requester; the bot must be able to send what they ask for. */
export function checkRights({ requester, bot, outcome, item }: PlanCheckFacts): Finding[] {
  // Without a plan nobody can say which rights it takes.
  if (outcome?.kind !== 'plan')
    return [unknown('rights', { code: said('no-plan-no-rights'), params: { vm: item.vmName } })];
  return [
    ...whenRead('rights', requester.missing, (missing) =>
      first(missing, (right, params) =>
        stopsRestore('rights', said(right.answer === 'no' ? 'requester-lacks' : 'requester-unsure'), {
          ...params,
          name: requester.name,
        }),
      ),
    ),
    ...whenRead('rights', bot, (missing) =>
      first(missing, (right, params) =>
        right.answer === 'no'
          ? stopsRestore('rights', said('bot-lacks'), params)
          : warn('rights', said('bot-unsure'), params),
      ),
    ),
  ];
}

/** The first right tells enough: roles mostly bring the others too. A sure "no" comes before a doubt. */
function first(
  missing: readonly MissingRight[],
  say: (right: MissingRight, params: Record<string, string | number>) => Finding,
): Finding[] {
  const right = missing.find(({ answer }) => answer === 'no') ?? missing[0];
  return right ? [say(right, { action: right.action, scope: nameOf(right.scope), count: missing.length })] : [];
}

/** Restoring disks takes no cores; the machine made from them does. */
export function checkQuota({ usages, vm, point, vault }: PlanCheckFacts): Finding[] {
  const size = (vm.kind === 'read' ? vm.value?.size : undefined) ?? point?.vmSize;
  const needed = size === undefined ? undefined : parseCores(size);
  return whenRead('quota', usages, (all) => {
    if (size === undefined || needed === undefined) return [];
    const family = parseFamily(size);
    const short = all
      .filter(({ name }) => name.toLowerCase() === 'cores' || name.toLowerCase() === family)
      .map((usage) => ({ usage, left: left(usage) }))
      .filter((one) => one.left < needed)
      .sort((a, b) => a.left - b.left)[0];
    if (!short) return [];
    const params = { size, needed, left: short.left, quota: short.usage.name, region: vault.location };
    return [warn('quota', said('quota-short'), params)];
  });
}

function left({ used, limit }: Usage): number {
  return Math.max(0, limit - used);
}

const sizeName = /^(?:Standard|Basic)_([A-Z]+)(\d+)(?:-\d+)?([a-z]*)(?:_v(\d+))?$/i;

/** vCPUs from the name of a size, e.g. 4 for Standard_E4s_v5; undefined for names of another make (A-series, GPUs). */
export function parseCores(size: string): number | undefined {
  const cores = sizeName.exec(size.trim())?.[2];
  return cores === undefined ? undefined : Number(cores);
}

/** How the quota of that size is called, in lower case: Standard_E4s_v5 counts in standardESv5Family. */
export function parseFamily(size: string): string {
  const [, series = '', , features = '', version] = sizeName.exec(size.trim()) ?? [];
  return `standard${series}${features}${version === undefined ? '' : `v${version}`}family`.toLowerCase();
}
