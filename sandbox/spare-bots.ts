import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/** Idle processes that have loaded everything, by their program and environment. */
const spare = new Map<string, ChildProcess[]>();

/**
 * Leaves an idle process to the next bot of the same program. It ends with this process, and does not keep it alive.
 */
export function leaveSpare(program: string, child: ChildProcess): void {
  hold(child, 'unref');
  spare.set(program, [...(spare.get(program) ?? []), child]);
}

/** @returns a process that still lives */
export function takeSpare(program: string): ChildProcess | undefined {
  const [child, ...others] = (spare.get(program) ?? []).filter((each) => each.connected);
  spare.set(program, others);
  if (child) hold(child, 'ref');
  return child;
}

function hold(child: ChildProcess, way: 'ref' | 'unref'): void {
  child[way]();
  child.channel?.[way]();
  for (const stream of [child.stdout, child.stderr]) if (stream instanceof Socket) stream[way]();
}
