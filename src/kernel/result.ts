import { asFailure, CodedError } from './errors.ts';
import type { Read } from './read.ts';

/** A read whose failure is a fact like any other. What is not a CodedError is a defect and is thrown on. */
export async function reading<T>(read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { kind: 'read', value: await read() };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { kind: 'unread', failure: asFailure(error) };
  }
}

export function readValue<T>(read: Read<T>): T | undefined {
  return read.kind === 'read' ? read.value : undefined;
}
