import type { Circle } from './circle.ts';

export type Back = { circle?: Circle };
