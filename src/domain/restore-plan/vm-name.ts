/** Azure's rule for the name of a VM resource: no leading or trailing dot or dash, 64 characters. */
const vmName = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/;
const longest = 64;

export function isVmName(name: string): boolean {
  return vmName.test(name);
}

/**
 * What a restored machine is called unless somebody says otherwise: the source, `-r` and the day of the point (MMDD,
 * UTC), numbered when that is taken.
 * @param taken names in the target group, in any case
 */
export function defaultVmName(source: string, at: Date, taken: readonly string[]): string {
  const day = at.toISOString().slice(5, 10).replace('-', '');
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const end = `-r${day}${count === 1 ? '' : `-${count}`}`;
    const name = `${source.slice(0, longest - end.length).replace(/[.-]+$/, '')}${end}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** The name that the generated template is given for the machine's network interface. */
export function interfaceNameOf(vm: string): string {
  return `${vm}-nic`;
}
