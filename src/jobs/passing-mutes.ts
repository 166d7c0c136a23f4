import { type MuteRow, putMute, removeMute } from '../store/notices.ts';
import type { NoticeMachine, Trouble } from '../store/rules/notice.ts';
import type { Tx } from '../store/transaction.ts';
import { endOfMute, heldBack, mutes, withoutMachine } from './rules/mute.ts';
import type { News } from './rules/news.ts';

/** A conversation's mutes while news is processed. */
export class PassingMutes {
  readonly #now: Date;
  #rows: MuteRow[];
  readonly #changed = new Set<string>();
  readonly #over: MuteRow[];
  /** Expired mutes. */
  readonly outlived: readonly MuteRow[];

  constructor(rows: MuteRow[], now: Date) {
    this.#now = now;
    this.outlived = rows.filter((row) => endOfMute(row) <= now);
    this.#over = [...this.outlived];
    this.#rows = rows.filter((row) => !this.outlived.includes(row));
  }

  holdsBack(news: News): boolean {
    const hits = this.#rows.filter((row) => mutes(row, news, this.#now));
    this.#change(hits, (row) => heldBack(row, news));
    return hits.length > 0;
  }

  /** The machines that are not muted. */
  without(trouble: Trouble, machines: readonly NoticeMachine[]): NoticeMachine[] {
    return machines.filter(({ container }) => !this.#rows.some((row) => mutes(row, { trouble, container }, this.#now)));
  }

  /** Updates mutes: the machine has a good backup again, or is no longer backed up. */
  settled(news: News): void {
    this.#change(this.#rows, (row) => withoutMachine(row, news));
  }

  async save(tx: Tx): Promise<void> {
    for (const row of this.#over) await removeMute(tx, row);
    for (const row of this.#rows) {
      if (this.#changed.has(keyOfMute(row))) await putMute(tx, row);
    }
  }

  #change(rows: readonly MuteRow[], rule: (row: MuteRow) => MuteRow | undefined): void {
    for (const row of [...rows]) {
      const after = rule(row);
      if (after === row) continue;
      if (after) this.#changed.add(keyOfMute(row));
      else this.#over.push(row);
      this.#rows = this.#rows.flatMap((each) => (each === row ? (after ?? []) : each));
    }
  }
}

function keyOfMute({ kind, subject }: MuteRow): string {
  return `${kind} ${subject}`;
}
