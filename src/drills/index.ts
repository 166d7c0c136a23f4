import { defineFeature } from '../chat/feature.ts';
import { cleanUpAgain, cleanUpDrill } from './clean-up-drill.ts';
import { drill, drillCleaned, drillExcept, drillReviewed } from './commands/drill.ts';
import { drillFormKind, drillNew, drillRenew } from './commands/drill-new.ts';
import { drills } from './commands/drills.ts';
import { evidence } from './commands/evidence.ts';
import { endLife } from './copy-life.ts';
import { keepDrillNotice } from './drill-notices.ts';
import { drillKinds } from './kinds.ts';
import { inspectRegions, nextRegionInspections } from './regions.ts';
import { beginDueDrills } from './run-definition.ts';
import {
  confirmGoneStep,
  removeDisksStep,
  removeFilesStep,
  removeNicStep,
  removeVmStep,
  stopCopyStep,
} from './steps/clean-up.ts';
import {
  drillApartStep,
  drillKeysStep,
  drillProbeStep,
  recordDisksStep,
  recordMachineStep,
} from './steps/observe-drill.ts';

export const drillsFeature = defineFeature({
  name: 'drills',
  commands: [drill, drillNew, drillRenew, drillExcept, drillReviewed, drillCleaned, drills, evidence],
  forms: [drillFormKind],
  requestKinds: drillKinds,
  steps: {
    'drill-record-disks': recordDisksStep,
    'drill-record-machine': recordMachineStep,
    'drill-keys': drillKeysStep,
    'drill-apart': drillApartStep,
    'drill-probe': drillProbeStep,
    'drill-remove-vm': removeVmStep,
    'drill-stop': stopCopyStep,
    'drill-remove-nic': removeNicStep,
    'drill-remove-disks': removeDisksStep,
    'drill-remove-files': removeFilesStep,
    'drill-confirm': confirmGoneStep,
  },
  timers: {
    'drill-due': beginDueDrills,
    'drill-life': endLife,
    'drill-ended': cleanUpDrill,
    'drill-cleaned': cleanUpAgain,
    'drill-notice': keepDrillNotice,
    'region-looks': inspectRegions,
  },
  nightly: { 'region-looks': nextRegionInspections },
});
