import type { Azure } from '../azure/open.ts';
import { failureParts } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { type Failure, readValue, tryRead } from '../kernel/errors.ts';
import { asObject } from '../kernel/json-object.ts';
import type { Target } from '../machines/inventory.ts';
import type { RegionInspector } from '../machines/region-inspector.ts';
import { mostStandingDays } from '../requests/rules/definition-scope.ts';
import { auditInPages, firstOfPeriod } from '../store/audit.ts';
import { actorOf, detailsOf, type ToldRecord } from '../store/rules/audit-rows.ts';
import type { LastRegionInspection } from '../store/rules/region-inspection.ts';
import type { Db } from '../store/schema.ts';
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
};

/** Makes the evidence of a quarter from the audit alone, and from what Azure protects now. */
export async function readEvidence(db: Db, header: EvidenceHeader, population: Population): Promise<ReadEvidence> {
  const derivation = new Derivation(header);
  // Whatever was in force in the quarter came into force at most so long before it.
  const reach = new Date(Date.parse(header.from) - (mostStandingDays + 1) * dayMs);
  const first = await firstOfPeriod(db, new Date(header.from), reach);
  let upTo = 0;
  for await (const rows of auditInPages(db, first)) {
    for (const row of rows) derivation.add(toEvidenceRow(row));
    upTo = rows.at(-1)?.seq ?? upTo;
  }
  const evidence = derivation.finish(population);
  return { evidence, isShown: (row) => row.seq <= upTo && derivation.isShown(toEvidenceRow(row)), first, upTo };
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
    const ids = new Map((readValue(machines) ?? []).map((vm) => [armIdKey(vm.id), vm.immutableId]));
    for (const vault of vaults.value) {
      const items = await tryRead(() => azure.items.list(vault));
      if (items.kind === 'unread') unread.push(`vault ${vault.name}`);
      else {
        const live = items.value.filter(({ softDeleted }) => !softDeleted);
        population.push(
          ...live.map((item) => {
            const immutableId = ids.get(armIdKey(item.vmId));
            return { ...populationRow({ vault, item }), ...(immutableId !== undefined && { immutableId }) };
          }),
        );
        targets.push(...live.map((item) => ({ vault, item })));
      }
    }
  }
  return { population: population.toSorted((a, b) => a.vm.localeCompare(b.vm)), unread, targets };
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
