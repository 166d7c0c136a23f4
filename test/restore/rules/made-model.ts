import assert from 'node:assert/strict';
import type { DiskFacts, InterfaceFacts, VmFacts } from '../../../src/kernel/facts.ts';
import type { Made } from '../../../src/requests/rules/stored-parts.ts';
import { compareWithRecord, recordDisks, recordMachine } from '../../../src/restore/rules/made.ts';

export const rules = { recordDisks, recordMachine, standingOf: compareWithRecord };
export type Rules = typeof rules;

/** A resource under a name. The immutable id and the time are Azure's: nobody chooses them. */
type Thing = {
  immutableId: string;
  createdAt: Date;
  tags: Record<string, string>;
  byRun: boolean;
  /** ARM ids that a machine refers to. */
  disks: string[];
  nics: string[];
};

const groups = ['rg-drill', 'rg-other'];
const names = ['os', 'data', 'vm', 'nic'];
const disks = ['os', 'data'];
/** Tags that anybody may set, and that strangers in the model put on everything they make. */
const tags = { 'strongroom-request': 'R-7K2M' };
/**
 * Interval between two acts, longer than the difference of Azure's clocks. A resource that a stranger makes while Azure
 * makes ours, and puts under its name before that is recorded, can't be told from it by any rule here: docs/security.md
 * says so.
 */
const minutesBetween = 6;

const idOf = (group: string, name: string) => `/${group}/${name}`;

/**
 * A drill, and strangers who may write wherever it works. Each byte of the tape is an act: of the run, which restores,
 * writes down, deploys, writes down and cleans up in this order but whenever it comes to it; of a stranger, who makes,
 * deletes, tags, moves, renames and attaches things; or of nobody.
 */
export class CleanUpModel {
  readonly #rules: Rules;
  readonly #tape: Uint8Array;
  readonly #things = new Map<string, Thing>();
  #minutes = 0;
  #made = 0;
  #at = 0;
  /** What the run has come to. */
  #phase = 0;
  #restored: { from: Date; to: Date } | undefined;
  #deployed: { from: Date; to: Date } | undefined;
  #record: Made[] = [];
  /** What the clean-up deleted though the run did not make it. */
  found: string | undefined;
  /** How much of its own it deleted. */
  deleted = 0;

  constructor(tape: Uint8Array, changed: Partial<Rules> = {}) {
    this.#tape = tape;
    this.#rules = { ...rules, ...changed };
  }

  play(): this {
    while (this.#at < this.#tape.length && this.found === undefined) {
      this.#minutes += minutesBetween;
      const act = this.#next(9);
      if (act < 3) this.#run();
      else this.#stranger(act - 3);
    }
    return this;
  }

  #next(below: number): number {
    const byte = this.#tape[this.#at] ?? 0;
    this.#at += 1;
    return byte % below;
  }

  #run(): void {
    const act = [this.#restore, this.#writeDisks, this.#deploy, this.#writeMachine][this.#phase];
    if (act) act.call(this);
    else this.#cleanUp();
  }

  /** Azure makes nothing where a name is taken, and the run is over then. */
  #restore(): void {
    this.#phase = disks.some((name) => this.#get(name)) ? 4 : 1;
    if (this.#phase === 4) return;
    const at = this.#now();
    for (const name of disks) this.#make('rg-drill', name, true);
    this.#restored = { from: at, to: at };
  }

  #writeDisks(): void {
    this.#phase = 2;
    const there = disks.flatMap((name) => {
      const thing = this.#get(name);
      return thing ? [{ facts: { id: idOf('rg-drill', name), name, ...thing } as unknown as DiskFacts }] : [];
    });
    assert.ok(this.#restored);
    this.#record.push(...this.#rules.recordDisks(there, this.#restored).made);
  }

  #deploy(): void {
    const ready = disks.every((name) => this.#get(name)) && !this.#get('vm') && !this.#get('nic');
    this.#phase = ready ? 3 : 4;
    if (!ready) return;
    const at = this.#now();
    const machine = this.#make('rg-drill', 'vm', true);
    machine.disks = disks.map((name) => idOf('rg-drill', name));
    machine.nics = [idOf('rg-drill', 'nic')];
    this.#make('rg-drill', 'nic', true);
    this.#deployed = { from: at, to: at };
  }

  #writeMachine(): void {
    this.#phase = 4;
    const [vm, nic] = [this.#get('vm'), this.#get('nic')];
    const machine =
      vm &&
      ({
        ...vm,
        id: idOf('rg-drill', 'vm'),
        name: 'vm',
        disks: vm.disks.map((diskId, lun) => ({ name: diskId, lun, diskId })),
        networkInterfaceIds: vm.nics,
      } as unknown as VmFacts);
    const network =
      nic && ({ ...nic, id: idOf('rg-drill', 'nic'), privateAddresses: [] } as InterfaceFacts & { createdAt: Date });
    assert.ok(this.#deployed);
    const known = { requestId: 'R-7K2M', span: this.#deployed, disks: this.#record };
    this.#record.push(...this.#rules.recordMachine(machine, network, known).made);
  }

  #cleanUp(): void {
    for (const made of this.#record) {
      const thing = this.#things.get(made.id);
      if (this.#rules.standingOf(made, thing) !== 'same') continue;
      if (thing?.byRun) this.deleted += 1;
      else this.found = `deletes ${made.what} of a stranger`;
      this.#things.delete(made.id);
    }
  }

  #stranger(act: number): void {
    const group = groups[this.#next(groups.length)] ?? '';
    const name = names[this.#next(names.length)] ?? '';
    const thing = this.#things.get(idOf(group, name));
    switch (act) {
      case 0:
        if (!thing) this.#make(group, name, false);
        break;
      case 1:
        this.#things.delete(idOf(group, name));
        break;
      case 2:
        if (thing) thing.tags = { ...tags };
        break;
      case 3:
        this.#put(group, name, group === 'rg-drill' ? 'rg-other' : 'rg-drill', name);
        break;
      case 4:
        this.#put(group, name, group, names[this.#next(names.length)] ?? '');
        break;
      default:
        // Whichever disks and interface: those of the run too, once its own machine is gone.
        if (thing) Object.assign(thing, { disks: disks.map((one) => idOf('rg-drill', one)), nics: ['/rg-drill/nic'] });
    }
  }

  /** Azure leaves it its id and its time. */
  #put(group: string, name: string, toGroup: string, toName: string): void {
    const thing = this.#things.get(idOf(group, name));
    if (!thing || this.#things.has(idOf(toGroup, toName))) return;
    this.#things.delete(idOf(group, name));
    this.#things.set(idOf(toGroup, toName), thing);
  }

  #make(group: string, name: string, byRun: boolean): Thing {
    this.#made += 1;
    const thing = {
      immutableId: `id-${this.#made}`,
      createdAt: this.#now(),
      tags: { ...tags },
      byRun,
      disks: [],
      nics: [],
    };
    this.#things.set(idOf(group, name), thing);
    return thing;
  }

  #get(name: string): Thing | undefined {
    return this.#things.get(idOf('rg-drill', name));
  }

  #now(): Date {
    return new Date(Date.UTC(2026, 10, 24, 12, this.#minutes));
  }
}
