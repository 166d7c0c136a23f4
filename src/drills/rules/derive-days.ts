import { createHash } from 'node:crypto';
import { nameOf, resourceGroupIdOf } from '../../kernel/arm-id.ts';
import { asObject, asText } from '../../kernel/stored.ts';
import { dayResults, type EvidenceHeader, type MachineBackups, type VaultBackups } from './evidence.ts';

/** A row of the audit that tells of a vault's day. */
export type DayRow = { vaultId: string; day: string; at: string; details: Record<string, unknown> };

/** A request that stopped the backups of a machine. */
export type Stop = { id: string; vmId: string; vault: string; at: string };

const dayMs = 24 * 60 * 60_000;
type Result = (typeof dayResults)[number];

/** A list may be so much older than its row. */
const slackMs = 60 * 60_000;

/**
 * A machine as its days so far tell of it. run: days without a good backup, up to `last`, whose row is of `lastAt`.
 * seen: between which rows each stop was seen first.
 */
type Machine = Omit<MachineBackups, 'policies'> & {
  policies: Set<string>;
  last: string;
  lastAt: string;
  run: number;
  seen: { after: string; at: string }[];
};

/** Folds the days of vaults, oldest first, into what evidence says of backups. */
export class DayDerivation {
  readonly #days: readonly string[];
  readonly #vaults = new Map<string, { rows: DayRow[]; altered: string[]; listed: number }>();
  readonly #machines = new Map<string, Machine>();

  constructor({ from, to, madeAt }: Pick<EvidenceHeader, 'from' | 'to' | 'madeAt'>) {
    this.#days = daysOf(from, to, madeAt);
  }

  add({ event, at, details }: { event: string; at: string; details: Record<string, unknown> }): void {
    const [vaultId, day] = [asText(details.vaultId), asText(details.day)];
    if (event !== 'backups.day' || !this.#days.includes(day)) return;
    const vault = this.#vaults.get(vaultId) ?? { rows: [], altered: [], listed: 0 };
    this.#vaults.set(vaultId, vault);
    if (vault.rows.every((row) => row.day !== day)) vault.rows.push({ vaultId, day, at, details });
  }

  /** Rows of the quarter, by vault and day. */
  rows(): DayRow[] {
    return [...this.#vaults.keys()].toSorted().flatMap((id) => this.#rowsOf(id));
  }

  #rowsOf(vaultId: string): DayRow[] {
    return (this.#vaults.get(vaultId)?.rows ?? []).toSorted((one, other) => (one.day < other.day ? -1 : 1));
  }

  /** Call it in the order of `rows`, for those whose list is there. */
  addList(row: DayRow, text: string): void {
    const vault = this.#vaults.get(row.vaultId);
    if (!vault) return;
    if (createHash('sha256').update(text).digest('hex') !== row.details.list) {
      vault.altered.push(row.day);
      return;
    }
    vault.listed += 1;
    for (const line of text.split('\n')) if (line !== '') this.#addMachine(row, JSON.parse(line));
  }

  #addMachine(
    { vaultId, day, at, details }: DayRow,
    [key, vm, result, policy]: [key: string, vm: string, result: Result, policy: string | null],
  ): void {
    const id = `${vaultId} ${key}`;
    const zero = { days: 0, stopped: 0, good: 0, warned: 0, failed: 0, cancelled: 0, running: 0, none: 0 };
    const machine = this.#machines.get(id) ?? {
      ...{
        id,
        vm,
        vault: asText(details.vault),
        ...zero,
        late: 0,
        longest: 0,
        longestTo: null,
        policies: new Set(),
        stops: [],
        failures: [],
      },
      ...{ last: '', lastAt: '', run: 0, seen: [] },
    };
    this.#machines.set(id, machine);
    machine.days += 1;
    machine[result] += 1;
    if (policy === null) machine.stopped += 1;
    else machine.policies.add(policy);
    const isGood = result === 'good' || result === 'warned';
    const stop = machine.stops.at(-1);
    const failure = machine.failures.at(-1);
    if (policy !== null && stop?.until === null) stop.until = day;
    if (policy === null && stop?.until !== null) {
      machine.stops.push({ from: day, until: null, request: null });
      machine.seen.push({ after: machine.lastAt, at });
    }
    if (isGood && failure?.good === null) failure.good = day;
    if (result === 'failed' && failure?.good === null) failure.failed += 1;
    else if (result === 'failed') machine.failures.push({ from: day, failed: 1, good: null });
    // A day that nobody recorded ends what is known.
    if (next(machine.last) !== day || policy === null || isGood) machine.run = 0;
    Object.assign(machine, { last: day, lastAt: at });
    if (policy === null || isGood) return;
    machine.run += 1;
    const every = Number(asObject(asObject(details.policies)[policy]).every ?? 0);
    if (every > 0 && machine.run >= every) machine.late += 1;
    if (machine.run > machine.longest) Object.assign(machine, { longest: machine.run, longestTo: day });
  }

  /** @param stops oldest first */
  finish(stops: readonly Stop[]): { vaults: VaultBackups[]; backups: MachineBackups[] } {
    const vaults = [...this.#vaults].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return {
      vaults: vaults.map(([id, vault]) => {
        const rows = this.#rowsOf(id);
        const sum = (name: string) => rows.reduce((total, { details }) => total + Number(details[name]), 0);
        const machines = rows.map(({ details }) => Number(details.protected));
        return {
          id,
          vault: asText(rows[0]?.details.vault),
          days: rows.length,
          missing: this.#days.filter((day) => rows.every((row) => row.day !== day)),
          unlisted: rows.length - vault.listed,
          altered: vault.altered,
          machines: {
            first: machines[0] ?? 0,
            least: Math.min(...machines),
            most: Math.max(...machines),
            last: machines.at(-1) ?? 0,
          },
          ...(Object.fromEntries(dayResults.map((result) => [result, sum(result)])) as Record<Result, number>),
          policies: policiesOf(rows),
        };
      }),
      backups: [...this.#machines.values()]
        .map(({ last: _, lastAt: __, run: ___, seen, policies, ...machine }) => ({
          ...machine,
          policies: [...policies],
          stops: machine.stops.map((stop, index) => ({ ...stop, request: requestOf(machine, seen[index], stops) })),
        }))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    };
  }
}

/** The last request that stopped the machine's backups between the list that first shows it and the one before. */
function requestOf(
  { id, vault }: Pick<Machine, 'id' | 'vault'>,
  { after, at }: Machine['seen'][number] = { after: '', at: '' },
  stops: readonly Stop[],
): string | null {
  const since = after === '' ? 0 : Date.parse(after) - slackMs;
  const isIt = (stop: Stop) =>
    stop.vault === vault && id.endsWith(containerEnd(stop.vmId)) && Date.parse(stop.at) > since && stop.at <= at;
  return stops.findLast(isIt)?.id ?? null;
}

function containerEnd(vmId: string): string {
  return `;${nameOf(resourceGroupIdOf(vmId))};${nameOf(vmId)}`.toLowerCase();
}

/** Each policy's retention as the quarter first knew it, and the least of each level since. */
function policiesOf(rows: readonly DayRow[]): VaultBackups['policies'] {
  const found = new Map<string, { wanted: Record<string, number>; least: Record<string, number> }>();
  for (const { details } of rows) {
    for (const [name, value] of Object.entries(asObject(details.policies))) {
      const { every: _, ...kept } = asObject(value) as Record<string, number>;
      const { wanted, least } = found.get(name) ?? { wanted: kept, least: { ...kept } };
      for (const level of Object.keys(wanted)) least[level] = Math.min(least[level] ?? 0, kept[level] ?? 0);
      found.set(name, { wanted, least });
    }
  }
  return [...found].map(([name, kept]) => ({ name, ...kept }));
}

/** Days of the quarter that were over for long enough when the evidence was made. */
function daysOf(from: string, to: string, madeAt: string): string[] {
  const days: string[] = [];
  const end = Math.min(Date.parse(to), Date.parse(madeAt) - 1.25 * dayMs);
  for (let at = Date.parse(from); at < end - dayMs / 2; at += dayMs) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function next(day: string): string {
  return day && new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
}
