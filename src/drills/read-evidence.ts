import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Azure } from '../azure/open.ts';
import { failureParts } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { type Failure, readValue, tryRead } from '../kernel/errors.ts';
import type { VmFacts } from '../kernel/facts.ts';
import { asObject } from '../kernel/stored.ts';
import type { Target } from '../machines/inventory.ts';
import type { RegionInspector } from '../machines/region-inspector.ts';
import { mostStandingDays } from '../requests/rules/definition-scope.ts';
import { auditInPages, firstOfPeriod } from '../store/audit.ts';
import { actorOf, detailsOf, type ToldRecord } from '../store/rules/audit-rows.ts';
import type { LastRegionInspection } from '../store/rules/region-inspection.ts';
import type { Db } from '../store/schema.ts';
import type { DayRow } from './rules/derive-days.ts';
import { Derivation, type EvidenceRow } from './rules/derive-evidence.ts';
import {
  type EvidenceHeader,
  type Population,
  type PopulationRow,
  populationRow,
  type QuarterEvidence,
  type ReadinessRow,
  readinessRow,
} from './rules/evidence.ts';

const dayMs = 24 * 60 * 60_000;

/** The evidence of a quarter, and the range of rows that it is made from. */
export type ReadEvidence = {
  evidence: QuarterEvidence;
  isShown(row: ToldRecord): boolean;
  first: number;
  upTo: number;
  /** Lines that carry the lists of days. */
  lists(): Iterable<string>;
};

/** Days whose lists are read at once. */
const listsAtOnce = 8;

/**
 * Makes the evidence of a quarter from the audit alone, and from what Azure protects now.
 * @param readList of the machines of a vault's day, whose hash is in the audit; undefined: it is not there
 */
export async function readEvidence(
  db: Db,
  header: EvidenceHeader,
  population: Population,
  readList: (day: DayRow) => Promise<string | undefined> = async () => undefined,
): Promise<ReadEvidence> {
  const derivation = new Derivation(header);
  // Whatever was in force in the quarter came into force at most so long before it.
  const reach = new Date(Date.parse(header.from) - (mostStandingDays + 1) * dayMs);
  const first = await firstOfPeriod(db, new Date(header.from), reach);
  let upTo = 0;
  for await (const rows of auditInPages(db, first)) {
    for (const row of rows) derivation.add(toEvidenceRow(row));
    upTo = rows.at(-1)?.seq ?? upTo;
  }
  // A quarter of lists of thousands of machines is tens of megabytes, and a tenth of that deflated.
  const kept: { vaultId: string; day: string; text: Buffer }[] = [];
  const days = derivation.days.rows();
  for (let at = 0; at < days.length; at += listsAtOnce) {
    const some = days.slice(at, at + listsAtOnce);
    const texts = await Promise.all(some.map((day) => (day.details.kept === true ? readList(day) : undefined)));
    for (const [index, day] of some.entries()) {
      const text = texts[index];
      if (text === undefined) continue;
      derivation.days.addList(day, text);
      kept.push({ vaultId: day.vaultId, day: day.day, text: deflateRawSync(text) });
    }
  }
  return {
    evidence: derivation.finish(population),
    isShown: (row) => row.seq <= upTo && derivation.isShown(toEvidenceRow(row)),
    first,
    upTo,
    *lists() {
      for (const { text, ...day } of kept)
        yield JSON.stringify({ type: 'list', ...day, text: inflateRawSync(text).toString('utf8') });
    },
  };
}

function toEvidenceRow(row: ToldRecord): EvidenceRow {
  const { seq, at, actor_oid: oid, event, request_id: requestId, vm_name: vm, plan_hash: planHash } = row;
  const details = asObject(detailsOf(row));
  return { seq, at: at.toISOString(), oid, name: actorOf(row), event, requestId, vm, planHash, details };
}

/** Every machine that Azure Backup protects, as Azure lists it now, and the names of what could not be read. */
export async function readPopulation(
  azure: Pick<Azure, 'vaults' | 'items' | 'vms'>,
  subscriptions: readonly string[],
  criticalityTag?: string,
): Promise<{ population: PopulationRow[]; unread: string[]; targets: Target[] }> {
  const population: PopulationRow[] = [];
  const targets: Target[] = [];
  const unread: string[] = [];
  for (const id of subscriptions) {
    const vaults = await tryRead(() => azure.vaults.listOf(id));
    if (vaults.kind === 'unread') {
      unread.push(`subscription ${id}`);
      continue;
    }
    const machines = await tryRead(() => azure.vms.list(id));
    // Without identities, machines are matched by name, and proofs of an earlier machine of that name count.
    if (machines.kind === 'unread') unread.push(`identities of machines in subscription ${id}`);
    const known = new Map((readValue(machines) ?? []).map((vm) => [armIdKey(vm.id), vm]));
    for (const vault of vaults.value) {
      const items = await tryRead(() => azure.items.list(vault));
      if (items.kind === 'unread') unread.push(`vault ${vault.name}`);
      for (const item of readValue(items) ?? []) {
        if (item.softDeleted) continue;
        const vm = known.get(armIdKey(item.vmId));
        const criticality = vm && tagOf(vm, criticalityTag);
        targets.push({ vault, item });
        population.push({
          ...populationRow({ vault, item }),
          ...(vm?.immutableId !== undefined && { immutableId: vm.immutableId }),
          ...(criticality !== undefined && { criticality }),
        });
      }
    }
  }
  return { population: population.toSorted((a, b) => a.vm.localeCompare(b.vm)), unread, targets };
}

function tagOf({ tags }: Pick<VmFacts, 'tags'>, name: string | undefined): string | undefined {
  return Object.entries(tags).find(([key]) => key.toLowerCase() === name?.toLowerCase())?.[1];
}

const english = texts('en');

/** Evidence is not Markdown, so names stay unescaped. */
function said(failure: Failure): string {
  return failureParts(english, failure).message.replace(/\\(.)/g, '$1').replaceAll('\u2060', '');
}

/**
 * Region readiness for the evidence: results of the nightly looks, and a new look at machines without a recent one.
 * Machines are read one by one, because each takes about ten calls of an hourly budget that people share.
 */
export async function readReadiness(
  regionInspector: Pick<RegionInspector, 'of'>,
  targets: readonly Target[],
  findFresh: (target: Target) => LastRegionInspection | undefined,
): Promise<ReadinessRow[]> {
  const rows: ReadinessRow[] = [];
  for (const target of targets) {
    const found = findFresh(target) ?? (await regionInspector.of(target));
    rows.push(readinessRow(populationRow(target), found, said));
  }
  return rows.toSorted((a, b) => a.vm.localeCompare(b.vm));
}
