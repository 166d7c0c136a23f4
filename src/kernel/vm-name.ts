/** Azure's rule for the name of a VM resource: no leading or trailing dot or dash, 64 characters. */
const vmName = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/;
const longest = 64;

export function isVmName(name: string): boolean {
  return vmName.test(name);
}

/** `{vm}` stands for the source, `{day}` for the day of the point (MMDD, UTC). */
const usual = '{vm}-r{day}';

/** Whether a pattern produces names: the source once, at most the day besides, and room for a number. */
export function isNamePattern(pattern: string): boolean {
  const [before, after, more] = pattern.split('{vm}');
  if (before === undefined || after === undefined || more !== undefined) return false;
  return isVmName(nameBy(pattern, 'x', '0101')) && pattern.length <= longest / 2;
}

/**
 * Default name of a restored machine, numbered if taken.
 * @param taken names in the target group, in any case
 * @param pattern of the vault's profile
 */
export function defaultVmName(source: string, at: Date, taken: readonly string[], pattern = usual): string {
  const day = at.toISOString().slice(5, 10).replace('-', '');
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : `-${count}`;
    const room = longest - nameBy(pattern, '', day).length - end.length;
    const name = `${nameBy(pattern, source.slice(0, room).replace(/[.-]+$/, ''), day)}${end}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

function nameBy(pattern: string, source: string, day: string): string {
  return pattern.replace('{vm}', source).replace('{day}', day);
}

/** Name of the machine's network interface in the generated template. */
export function interfaceNameOf(vm: string): string {
  return `${vm}-nic`;
}
