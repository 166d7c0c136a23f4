/** @returns what does not fit, in words; nothing: all does */
export function verify(jsonl: string, page?: string, keptHead?: { seq: number; hash: string }): string[];
