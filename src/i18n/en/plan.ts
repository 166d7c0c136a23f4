import { planMoved } from './plan-moved.ts';
import { planPoints } from './plan-points.ts';
import { planRefusals } from './plan-refusals.ts';
import { planWarnings } from './plan-warnings.ts';

export const plan = { ...planRefusals, ...planWarnings, ...planMoved, ...planPoints } as const;
