import { CodedError } from '../kernel/errors.ts';
import { findPeopleNamed } from '../store/people.ts';
import type { Db } from '../store/schema.ts';

/** More are nobody. */
const mostTold = 5;

/** The people that were named, of those who have written here. @throws drill-told */
export async function requireTold(db: Db, typed: string | undefined): Promise<{ oid: string; name: string }[]> {
  const names = [...new Set((typed ?? '').split(',').map((name) => name.trim().replace(/^@/, '')))].filter(Boolean);
  const found = await Promise.all(names.slice(0, mostTold + 1).map((name) => findPeopleNamed(db, name)));
  return found.map((people, index) => {
    const [only] = people;
    if (!only || people.length > 1 || names.length > mostTold) {
      throw new CodedError('drill-told', { name: (names[index] ?? '').slice(0, 60), most: mostTold });
    }
    return { oid: only.oid, name: only.name };
  });
}
