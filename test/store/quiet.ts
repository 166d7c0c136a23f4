import type { Log } from '../../src/kernel/telemetry/log.ts';

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };
