import { createRequire } from 'node:module';

type Pair = [room: string, other: string, reason: string];
type Upward = [room: string, path: string, what: 'types' | 'rules', reason: string];
type Lists = { rows: string[][]; between: Pair[]; upward: Upward[]; commandsKnow: Pair[] };

const require = createRequire(import.meta.url);

export const { rows, between, upward, commandsKnow }: Lists = require('../../.dependency-cruiser.rooms.cjs');

export const rooms = rows.flat();

export const rowOf = (room: string) => rows.findIndex((row) => row.includes(room));

const isListed = (list: readonly Pair[], from: string, to: string) =>
  list.some(([one, other]) => one === from && other === to);

/** Of what a room does and of its rules. */
export const mayKnow = (room: string, other: string) =>
  rowOf(other) < rowOf(room) || (rowOf(other) === rowOf(room) && isListed(between, room, other));

export const commandsMayKnow = (room: string, other: string) =>
  mayKnow(room, other) || isListed(commandsKnow, room, other) || rowOf(other) <= rowOf('chat');
