import { planMoved } from './restore-plan-moved.ts';
import { planPoints } from './restore-plan-points.ts';
import { planRefusals } from './restore-plan-refusals.ts';
import { planWarningTexts } from './restore-plan-warnings.ts';

export const plan = { ...planRefusals, ...planWarningTexts, ...planMoved, ...planPoints } as const;
