import { hash } from 'node:crypto';
import { parse, v5 } from 'uuid';

/** Parsed once, because thousands of ids are made when the world starts. */
const namespace = parse('a6f2c4de-3b1c-5d0a-9a52-6f1c7c2b9e10');

/** A GUID derived from the name, the same in every run. */
export function guid(name: string): string {
  return v5(name, namespace);
}

/** A version of 32 hexadecimal digits, as Key Vault names them. */
export function version(name: string): string {
  return guid(`version ${name}`).replaceAll('-', '');
}

/** A number in [from, to) derived from the name: values that vary in Azure vary here, but repeat. */
export function spread(name: string, from: number, to: number): number {
  const fraction = Number.parseInt(hash('sha1', `spread ${name}`, 'hex').slice(0, 8), 16) / 2 ** 32;
  return from + fraction * (to - from);
}

/** Recovery points are named by 14 to 19 digits: more than a JavaScript number holds. */
export function digits(name: string): string {
  const value = BigInt(`0x${hash('sha1', `digits ${name}`, 'hex').slice(0, 15)}`).toString();
  const length = Math.floor(spread(`length ${name}`, 14, 20));
  return `1${value.padStart(19, '7')}`.slice(0, length);
}
