import { planMoved } from './restore-plan-moved.ts';
import { planPoints } from './restore-plan-points.ts';
import { planRefusals } from './restore-plan-refusals.ts';
import { planWarnings } from './restore-plan-warnings.ts';

export const plan = { ...planRefusals, ...planWarnings, ...planMoved, ...planPoints } as const;
