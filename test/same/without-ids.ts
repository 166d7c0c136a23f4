/** Parts that differ from run to run: ids, hashes, nonces, moments, durations, and Teams' message numbers. */
const patterns: readonly [string, RegExp][] = [
  ['moment', /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/g],
  ['moment', /\b20\d{6}-\d{6}\b/g],
  ['time', /\b\d\d:\d\d(?::\d\d(?: [AP]M)?)?\b/g],
  ['length', /\b\d+ minutes?(?: \d+ seconds?)?|\b\d+ seconds?/g],
  ['epoch', /(?<=newest )\d{10}\b/g],
  ['uuid', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi],
  ['hash', /\b[0-9a-f]{64}\b/g],
  ['hash', /(?<=-)[0-9a-f]{12}\b/g],
  ['start of the hash', /(?<=approve R-[2-9A-HJKMNP-Z]{4} )[0-9A-F]{4}\b/g],
  ['request', /R-[2-9A-HJKMNP-Z]{4}\b/g],
  ['copy', /(?<=-drill-)[0-9a-z]{5}\b/g],
  ['fleet', /(?<=fleet-)\d{4}\b/g],
  // Points of the fleet in several replies, in the order in which its jobs happened to end.
  ['points', /(?:(?:\\n)*• \w{3} \d+ \w{3} <time> CET \(<time> UTC\): fleet-<fleet>(?:, fleet-<fleet>)*)+/g],
  ['percent', /(?<="percent":)\d+/g],
  ['message', /\b\d{13}\b/g],
  ['nonce', /(?<=nonce\\*":\\*")[\w-]+/g],
  ['port', /(?<=127\.0\.0\.1:)\d+/g],
];

/** Replaces them, so that the same behaviour has the same text in every run. */
export function withoutIds(text: string): string {
  return patterns.reduce((now, [kind, pattern]) => now.replace(pattern, `<${kind}>`), text);
}
