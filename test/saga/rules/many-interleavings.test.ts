import { interleavings } from './interleavings.ts';

interleavings(70_000);
