import canonicalize from 'canonicalize';
import type { MovedCode } from '../../kernel/codes/restore.ts';
import { asSigned, type Earlier } from '../../kernel/effects-hash.ts';
import type { PlanEffects } from './plan.ts';

/** `path` is a dotted path in PlanEffects; '-' stands for none; of a list, only what left and what came. */
export type PlanChange = { code: MovedCode; path: string; before: string; after: string };

/** How a missing value is shown. */
const none = '-';

/** For each version of the effects but the first: how the version before tells them. */
const earlierEffects: readonly Earlier[] = [];

/**
 * What moved between the plan that was approved and the plan as it would be now, in the version that was signed. Empty if
 * the hashes are equal.
 */
export function planChanged(before: PlanEffects, after: PlanEffects): PlanChange[] {
  const was = leaves('', before);
  const is = leaves('', asSigned(before, after, earlierEffects));
  const changes: PlanChange[] = [];
  for (const path of new Set([...was.keys(), ...is.keys()])) {
    const a = was.get(path);
    const b = is.get(path);
    if (canonicalize(a) === canonicalize(b)) continue;
    changes.push({ code: `moved-${path.replaceAll('.', '-')}` as MovedCode, path, ...difference(a, b) });
  }
  return changes;
}

function leaves(path: string, value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isWhole(path)) {
    return new Map([[path, value]]);
  }
  const found = new Map<string, unknown>();
  for (const [name, inner] of Object.entries(value)) {
    for (const [leaf, leafValue] of leaves(path === '' ? name : `${path}.${name}`, inner)) found.set(leaf, leafValue);
  }
  return found;
}

/** A pair of addresses reads better in one line than taken apart, and so does what the machine is made as. */
function isWhole(path: string): boolean {
  return path === 'keys.point' || path === 'machine' || path === 'rehydration';
}

function difference(a: unknown, b: unknown): { before: string; after: string } {
  if (!Array.isArray(a) || !Array.isArray(b)) return { before: words(a), after: words(b) };
  const left = a.filter((one) => !b.some((other) => canonicalize(other) === canonicalize(one)));
  const came = b.filter((one) => !a.some((other) => canonicalize(other) === canonicalize(one)));
  // Equal members in another order: only the whole lists show it.
  if (left.length === 0 && came.length === 0) return { before: words(a), after: words(b) };
  return { before: words(left), after: words(came) };
}

function words(value: unknown): string {
  if (value === null || value === undefined) return none;
  if (Array.isArray(value)) return value.length === 0 ? none : value.map(words).join(', ');
  if (typeof value === 'object') {
    return Object.values(value)
      .filter((one) => one !== null && typeof one !== 'boolean')
      .map(words)
      .join(' ');
  }
  return String(value);
}
